import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOperations } from '../../api/operations.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { kamOn, printedByKam } from '../support/kam-command.ts';
import { idleDeps } from './idle-deps.ts';
import { call, problemOf, startServer, tokenFor, type TestServer } from './server.ts';

let database: TestDatabase;
let server: TestServer;
let manager: string;
let viewer: string;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'kam-rates-'));
  const operations = createOperations({ ...idleDeps, uploadFolder: folder });
  server = await startServer({ db: database.app, operations });
  manager = await tokenFor(database.app, 'manager');
  viewer = await tokenFor(database.app, 'viewer');
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
  await database.drop();
});

const rate = { base: 'EUR', quote: 'USD', on: '2026-04-01', rate: '1.0800', source: 'ECB' };

function store(json: unknown, token = manager): Promise<Response> {
  return call(server, { path: '/v1/exchange-rates', method: 'POST', token, json });
}

async function read(path: string): Promise<{ readonly status: number; readonly body: unknown }> {
  const answer = await call(server, { path: `/v1/exchange-rates${path}`, token: viewer });
  return { status: answer.status, body: await answer.json() };
}

it('stores a rate once, corrects it only with a reason, and tells every version', async () => {
  expect((await store(rate, viewer)).status).toBe(403);
  const stored = await store(rate);
  expect([stored.status, stored.headers.get('location')]).toEqual([
    201,
    '/v1/exchange-rates/EUR/USD/2026-04-01',
  ]);
  expect(await stored.json()).toMatchObject({ rate: '1.08', version: 1, reason: null });
  expect((await store(rate)).status).toBe(200);
  const refused = await store({ ...rate, rate: '1.09' });
  expect(refused.status).toBe(422);
  expect((await problemOf(refused)).faults).toMatchObject([{ path: '/reason' }]);
  expect((await store({ ...rate, rate: '1.09', reason: 'put right by the bank' })).status).toBe(201);
  expect((await read('/EUR/USD/2026-04-01')).body).toMatchObject({
    items: [
      { version: 2, rate: '1.09', reason: 'put right by the bank' },
      { version: 1, rate: '1.08' },
    ],
  });
  expect((await read('/EUR/USD/2026-04-02')).status).toBe(404);
  const bad = await store({ ...rate, quote: 'EUR', rate: '0', on: '2026-02-30' });
  expect(bad.status).toBe(400);
  expect((await problemOf(bad)).faults?.map(({ path }) => path).toSorted()).toEqual([
    '/on',
    '/quote',
    '/rate',
  ]);
});

it('finds the rate of a day in either direction, and says so where there is none', async () => {
  expect((await read('/EUR/USD?on=2026-04-08')).body).toMatchObject({ rate: '1.09', legs: [{ version: 2 }] });
  expect((await read('/USD/EUR?on=2026-04-01')).body).toMatchObject({
    rate: '0.9174311927',
    legs: [{ base: 'EUR', inverse: true }],
  });
  const { status, body } = await read('/EUR/USD?on=2026-04-09');
  expect(status).toBe(404);
  expect((body as { detail: string }).detail).toContain('The newest before it is of 2026-04-01.');
  expect((await read('/EUR/USD?on=2026-04-01&knownAt=2020-01-01T00:00:00Z')).status).toBe(404);
  expect((await read('/EUR/USD?on=2026-04-01&programme=nobody')).status).toBe(404);
});

it('takes a CSV whole or names each bad line', async () => {
  const send = (csv: string): Promise<Response> =>
    fetch(`${server.url}/v1/exchange-rates/import`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${manager}`, 'Content-Type': 'text/csv' },
      body: csv,
    });
  const head = 'on,base,quote,rate,source';
  const refused = await send(`${head}\n2026-04-02,GBP,EUR,1.15,ECB\n2026-04-03,GBP,EUR,-1,ECB\n`);
  expect(refused.status).toBe(422);
  expect((await problemOf(refused)).faults?.map(({ path }) => path)).toEqual(['/lines/3/rate']);
  const taken = await send(`${head}\n2026-04-02,GBP,EUR,1.15,ECB\n2026-04-03,GBP,EUR,1.16,ECB\n`);
  expect(await taken.json()).toEqual({ stored: 2, corrected: 0, unchanged: 0 });
  interface Page {
    readonly items: readonly { readonly on: string }[];
    readonly next: string | null;
  }
  const first = (await read('?base=GBP&limit=1')).body as Page;
  const second = (await read(`?base=GBP&limit=1&cursor=${first.next ?? ''}`)).body as Page;
  expect([...first.items, ...second.items].map(({ on }) => on)).toEqual(['2026-04-03', '2026-04-02']);
  expect(second.next).toBeNull();
});

it('imports, lists and shows rates at the command line', async () => {
  const path = join(folder, 'rates.csv');
  const kam = (...words: string[]): Promise<string> => printedByKam(database.appUrl, ['rates', ...words]);
  await writeFile(path, 'base,quote,on,rate,source\nEUR,CHF,2026-04-02,x,ECB\n');
  const refused = await kamOn(database.appUrl, ['rates', 'import', path]);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('/lines/2/rate');
  await writeFile(path, 'base,quote,on,rate,source\nEUR,CHF,2026-04-02,0.95,ECB\n');
  expect(await kam('import', path)).toBe('1 new, 0 corrected, 0 as before.\n');
  expect(await kam('list', '--quote', 'CHF')).toBe('2026-04-02  1 EUR = 0.95 CHF  ECB\n');
  expect(await kam('show', 'CHF', 'EUR', '--on', '2026-04-04')).toBe(
    '1 CHF = 1.0526315789 EUR for 2026-04-04\nby 1 EUR = 0.95 CHF of 2026-04-02, version 1, divided\n',
  );
  expect((await kamOn(database.appUrl, ['rates', 'show', 'CHF', 'USD', '--on', '2026-04-04'])).code).toBe(1);
});
