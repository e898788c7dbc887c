import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOperations } from '../../api/operations.ts';
import { importPeople } from '../../db/import/import-people.ts';
import { system } from '../../domain/actor.ts';
import { printedByKam } from '../support/kam-command.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { seedFirm, type Firm } from '../support/people.ts';
import { idleDeps } from './idle-deps.ts';
import { call, startServer, tokenFor, type TestServer } from './server.ts';

let database: TestDatabase;
let firm: Firm;
let server: TestServer;

beforeAll(async () => {
  database = await createTestDatabase();
  firm = await seedFirm(database.app, '1');
  server = await startServer({ db: database.app, operations: createOperations(idleDeps) });
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

async function wanted(): Promise<boolean> {
  const path = `/v1/people/${firm.finance}`;
  const token = await tokenFor(database.app, 'viewer');
  const { digest } = (await (await call(server, { path, token })).json()) as { digest: boolean };
  return digest;
}

async function events(): Promise<readonly string[]> {
  const rows = await database.app('audit_event').where({ chain: 'people' }).orderBy('seq').select('kind');
  return rows.map(({ kind }: { kind: string }) => kind);
}

it('is set by the API, by managers and not by viewers, and audited once', async () => {
  const path = `/v1/people/${firm.finance}`;
  const patch = async (role: 'viewer' | 'manager', json: object): Promise<number> =>
    (await call(server, { method: 'PATCH', path, json, token: await tokenFor(database.app, role) })).status;
  expect(await patch('viewer', { digest: true })).toBe(403);
  expect(await patch('manager', { digest: 'yes' })).toBe(400);
  expect(await wanted()).toBe(false);
  expect(await patch('manager', { digest: true })).toBe(200);
  expect(await patch('manager', { digest: true })).toBe(200);
  expect(await wanted()).toBe(true);
  expect(await events()).toEqual(['person.digestOn']);
});

it('is set by kam people digest, by key or address', async () => {
  const run = (...words: string[]): Promise<string> =>
    printedByKam(database.appUrl, ['people', 'digest', ...words]);
  expect(await run('finance', 'off')).toBe('finance gets a mail for each question.\n');
  expect(await wanted()).toBe(false);
  const told = JSON.parse(await run('finance@example.com', 'on', '--json')) as object;
  expect(told).toEqual({ person: 'finance@example.com', digest: true, changed: true });
  expect(await run('finance', 'on')).toContain('as before');
  await expect(run('nobody', 'on')).rejects.toThrow('There is no person');
});

it('is set by an import that says it, and kept by one that does not', async () => {
  const header = 'key,name,email,region,timeZone,language';
  const row = 'finance,Finance,finance@example.com,PT,Europe/Lisbon,en';
  const take = (text: string): ReturnType<typeof importPeople> =>
    importPeople(database.app, { text, format: 'csv', by: system, now: new Date() });
  await take(`${header}\n${row}`);
  expect(await wanted()).toBe(true);
  const { people } = await take(`${header},digest\n${row},false`);
  expect(people).toEqual({ inserted: 0, updated: 1, unchanged: 0 });
  expect(await wanted()).toBe(false);
  await expect(take(`${header},digest\n${row},maybe`)).rejects.toMatchObject({
    faults: [{ path: 'people.0.digest' }],
  });
});
