import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOperations } from '../../api/operations.ts';
import { standardRules } from '../../domain/approvals/rules.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { idleDeps } from './idle-deps.ts';
import { call, problemOf, startServer, tokenFor, type TestServer } from './server.ts';

let database: TestDatabase;
let server: TestServer;
let admin: string;
let manager: string;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startServer({ db: database.app, operations: createOperations(idleDeps) });
  admin = await tokenFor(database.app, 'admin');
  manager = await tokenFor(database.app, 'manager');
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

const rules = { ...standardRules, codeFrom: null };

it('reads the rules of now, each version, and the list of them', async () => {
  const current = await call(server, { path: '/v1/approval-rules', token: manager });
  expect(await current.json()).toMatchObject({ version: 1, rules: standardRules });
  const set = await call(server, {
    path: '/v1/approval-rules',
    method: 'POST',
    token: admin,
    json: { rules, reason: 'no codes' },
  });
  expect(set.status).toBe(201);
  expect(set.headers.get('location')).toBe('/v1/approval-rules/2');
  const first = await call(server, { path: '/v1/approval-rules/1', token: manager });
  expect(await first.json()).toMatchObject({ version: 1, rules: { codeFrom: '10000.00' } });
  const page = await call(server, { path: '/v1/approval-rules/versions?limit=1', token: manager });
  const { items, next } = (await page.json()) as { items: { version: number }[]; next: string };
  expect(items.map(({ version }) => version)).toEqual([2]);
  const last = await call(server, { path: `/v1/approval-rules/versions?cursor=${next}`, token: manager });
  expect(await last.json()).toMatchObject({ items: [{ version: 1 }], next: null });
  expect((await call(server, { path: '/v1/approval-rules/9', token: manager })).status).toBe(404);
});

it('lets only admins set them, and names every fault', async () => {
  const body = { rules, reason: 'mine' };
  const refused = await call(server, {
    path: '/v1/approval-rules',
    method: 'POST',
    token: manager,
    json: body,
  });
  expect(refused.status).toBe(403);
  const [rule] = standardRules.rules;
  const faulty = { codeFrom: '-1', rules: [rule, rule] };
  const answer = await call(server, {
    path: '/v1/approval-rules',
    method: 'POST',
    token: admin,
    json: { rules: faulty, reason: 'tried' },
  });
  expect(answer.status).toBe(400);
  const { faults } = await problemOf(answer);
  expect(faults?.map(({ path }) => path)).toContain('/rules/codeFrom');
});
