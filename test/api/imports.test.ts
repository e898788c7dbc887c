import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createImportRunner } from '../../api/imports/runner.ts';
import type { ImportRunner } from '../../api/imports/runner.ts';
import { createOperations } from '../../api/operations.ts';
import { systemClock } from '../../domain/clock.ts';
import { createTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { idleDeps } from './idle-deps.ts';
import { call, problemOf, startServer, tokenFor } from './server.ts';
import type { TestServer } from './server.ts';

interface Batch {
  readonly id: string;
  readonly state: string;
  readonly rowsRead: number;
  readonly inserted: number;
  readonly unchanged: number;
  readonly bytesTotal: number;
  readonly error: string | null;
}

const mapping = `
source: orders
mode: append
account: { key: { column: customer } }
transaction:
  key: [number]
  bookedOn: { column: date }
  status: { constant: open }
  amount: { column: amount }
  currency: { constant: EUR }
defaults: { programme: key-accounts, region: PT, timeZone: Europe/Lisbon, currency: EUR }
`;
const good = 'number,customer,date,amount\n1,c1,2026-01-05,10.50\n2,c2,2026-01-06,20\n';
const bad = 'number,customer,date,amount\n3,c1,soon,10\n4,c2,2026-01-06,many\n5,c3,2026-01-07,3\n';

let database: TestDatabase;
let server: TestServer;
let manager: string;
let imports: ImportRunner;
let uploadFolder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  uploadFolder = await mkdtemp(join(tmpdir(), 'kam-api-test-'));
  imports = createImportRunner({ db: database.app, clock: systemClock, log: pino({ level: 'silent' }) });
  const findMapping = (name: string) => Promise.resolve(name === 'orders' ? mapping : undefined);
  server = await startServer({
    db: database.app,
    operations: createOperations({ ...idleDeps, imports, findMapping, uploadFolder }),
  });
  manager = await tokenFor(database.app, 'manager');
});

afterAll(async () => {
  await server.close();
  await imports.stop();
  await database.drop();
  await rm(uploadFolder, { recursive: true });
});

const send = (body: string | Buffer, headers: Record<string, string>, query = '?mapping=orders') =>
  fetch(`${server.url}/v1/imports${query}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${manager}`, ...headers },
    body,
  });
const csv = { 'Content-Type': 'text/csv' };
const form = (parts: Record<string, string>) => {
  const body = new FormData();
  for (const [name, text] of Object.entries(parts)) {
    if (name === 'file') body.append(name, new Blob([text], { type: 'text/csv' }), 'orders.csv');
    else body.append(name, text);
  }
  return fetch(`${server.url}/v1/imports`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${manager}` },
    body,
  });
};
const read = async (id: string) =>
  (await (await call(server, { path: `/v1/imports/${id}`, token: manager })).json()) as Batch;
const ended = async (response: Response): Promise<Batch> => {
  expect(response.status).toBe(202);
  const { id } = (await response.json()) as Batch;
  await expect.poll(async () => (await read(id)).state, { timeout: 20_000 }).not.toBe('running');
  return await read(id);
};
const leftovers = () => readdir(uploadFolder);

describe('POST /v1/imports', () => {
  test('takes a CSV by the name of a mapping and tells its progress at Location', async () => {
    const response = await send(good, csv);
    const location = response.headers.get('location');
    const batch = await ended(response);
    expect(location).toBe(`/v1/imports/${batch.id}`);
    expect(batch).toMatchObject({ state: 'done', rowsRead: 2, inserted: 2, bytesTotal: good.length });
  });

  test('leaves an event in the audit trail that names the caller', async () => {
    const events = await call(server, { path: '/v1/audit-events?chain=imports', token: manager });
    const [, keyId] = manager.split('_').slice(1);
    expect(await events.json()).toMatchObject({
      items: [{ kind: 'import.finished', actor: { kind: 'apiKey', id: keyId } }],
    });
  });

  test('takes gzip, and the same file again changes nothing', async () => {
    const batch = await ended(await send(gzipSync(good), { 'Content-Type': 'application/gzip' }));
    expect(batch).toMatchObject({ state: 'done', inserted: 0, unchanged: 2 });
  });

  test('takes a mapping sent beside the file', async () => {
    const batch = await ended(await form({ mapping, file: good }));
    expect(batch).toMatchObject({ state: 'done', unchanged: 2 });
  });

  test('reports every bad row with line, column and reason, and takes nothing', async () => {
    const batch = await ended(await send(bad, csv));
    expect(batch).toMatchObject({ state: 'failed', inserted: 0 });
    const page = await call(server, { path: `/v1/imports/${batch.id}/faults`, token: manager });
    const { items } = (await page.json()) as { items: { line: number; column: string; reason: string }[] };
    expect(items.map(({ line, column }) => [line, column])).toEqual([
      [2, 'date'],
      [3, 'amount'],
    ]);
    expect(await database.app('transaction').where({ source_key: '5' })).toEqual([]);
  });

  test('takes the good rows of such a file when told to skip the bad ones', async () => {
    const batch = await ended(await send(bad, csv, '?mapping=orders&skipBadRows=true'));
    expect(batch).toMatchObject({ state: 'done', inserted: 1 });
  });

  test('sent again with its Idempotency-Key gives the same batch without a second import', async () => {
    const headers = { ...csv, 'Idempotency-Key': 'upload-1' };
    const first = await ended(await send(good, headers));
    const again = await send(good, headers);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(((await again.json()) as Batch).id).toBe(first.id);
    expect((await send(bad, headers)).status).toBe(422);
  });

  test('leaves no file behind', async () => {
    await expect.poll(leftovers).toEqual([]);
  });
});

describe('an upload that cannot be used', () => {
  test.each([
    ['of an unknown mapping', () => send(good, csv, '?mapping=nothing'), 400],
    ['without a mapping', () => send(good, csv, ''), 400],
    ['of a faulty mapping', () => form({ mapping: 'source: x', file: good }), 422],
    ['without a file', () => form({ mapping }), 400],
    ['with another part', () => form({ mapping, file: good, extra: '1' }), 400],
    ['of nothing', () => send('', csv), 400],
    ['of another content type', () => send('{}', { 'Content-Type': 'application/json' }), 415],
    [
      'in broken multipart',
      () => send('--x', { 'Content-Type': 'multipart/form-data; boundary=y' }, ''),
      400,
    ],
    [
      'in multipart without a boundary',
      () => send('--x', { 'Content-Type': 'multipart/form-data' }, ''),
      400,
    ],
  ])('%s is refused at once', async (_what, request, status) => {
    const response = await request();
    expect([response.status, (await problemOf(response)).status]).toEqual([status, status]);
  });

  test('that breaks off in the middle leaves no file and no batch', async () => {
    const before = await database.app('import_batch').count();
    const { port, hostname } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    const head = ['POST /v1/imports?mapping=orders HTTP/1.1', 'Host: x', `Authorization: Bearer ${manager}`];
    socket.write(
      [...head, 'Content-Type: text/csv', 'Content-Length: 1000', '', 'number,customer'].join('\r\n'),
    );
    await expect.poll(async () => (await leftovers()).length).toBe(1);
    socket.destroy();
    await expect.poll(leftovers).toEqual([]);
    expect(await database.app('import_batch').count()).toEqual(before);
  });
});

test('an import that runs when the API stops says that it was interrupted', async () => {
  const own = createImportRunner({ db: database.app, clock: systemClock, log: pino({ level: 'silent' }) });
  const findMapping = () => readFile(new URL('../../samples/hotel/mapping.yaml', import.meta.url), 'utf8');
  const operations = createOperations({ ...idleDeps, imports: own, findMapping });
  const stopped = await startServer({ db: database.app, operations });
  const response = await fetch(`${stopped.url}/v1/imports?mapping=hotel`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${manager}`, 'Content-Type': 'application/gzip' },
    body: await readFile(new URL('../../samples/hotel/hotel_bookings.csv.gz', import.meta.url)),
  });
  const { id } = (await response.json()) as Batch;
  await own.stop();
  await stopped.close();
  expect(await read(id)).toMatchObject({
    state: 'failed',
    error: expect.stringContaining('send the file again') as string,
  });
});
