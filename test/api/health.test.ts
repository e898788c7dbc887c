import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkSchema } from '../../db/migrate.ts';
import { createEmptyDatabase, createTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { noteOperations, noteTable } from './note-operations.ts';
import { call, startServer, tokenFor } from './server.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.owner.raw(noteTable);
});

afterAll(() => database.drop());

const up = () => Promise.resolve();
const down = () => Promise.reject(new Error('refused'));

async function readiness(checks: {
  required?: Readonly<Record<string, () => Promise<void>>>;
  optional?: Readonly<Record<string, () => Promise<void>>>;
  isStopping?: () => boolean;
}) {
  const server = await startServer({ db: database.app, operations: [], ...checks });
  const response = await call(server, { path: '/readyz' });
  const body: unknown = await response.json();
  const alive = (await call(server, { path: '/livez' })).status;
  await server.close();
  return { status: response.status, body, alive };
}

describe('/readyz', () => {
  test('is ready, with its version, when everything is up', async () => {
    const checks = { required: { postgres: () => checkSchema(database.app) }, optional: { temporal: up } };
    expect(await readiness(checks)).toEqual({
      status: 200,
      body: { status: 'ready', version: '0.0.0-test', down: [], degraded: [] },
      alive: 200,
    });
  });

  test('stays ready without Temporal and says what is degraded', async () => {
    const { status, body } = await readiness({ required: { postgres: up }, optional: { temporal: down } });
    expect([status, body]).toMatchObject([200, { status: 'ready', degraded: ['temporal'] }]);
  });

  test('is unavailable but alive on a database without a schema', async () => {
    const empty = await createEmptyDatabase();
    const { status, body, alive } = await readiness({ required: { postgres: () => checkSchema(empty.app) } });
    await empty.drop();
    expect([status, alive, body]).toMatchObject([503, 200, { status: 'unavailable', down: ['postgres'] }]);
  });

  test('says that it is stopping, so that no new request is sent here', async () => {
    const { status, body } = await readiness({ isStopping: () => true });
    expect([status, body]).toMatchObject([503, { status: 'stopping' }]);
  });
});

test('a check that hangs counts as down after two seconds', async () => {
  const { status } = await readiness({ required: { postgres: () => new Promise<void>(() => {}) } });
  expect(status).toBe(503);
});

test('/metrics counts requests by route template and never by raw path', async () => {
  const server = await startServer({ db: database.app, operations: noteOperations });
  const token = await tokenFor(database.app, 'viewer');
  await call(server, { path: '/v1/notes/987654321', token });
  await call(server, { path: '/nowhere/987654321' });
  const metrics = await (await call(server, { path: '/metrics' })).text();
  await server.close();
  expect(metrics).toMatch(
    /http_request_duration_seconds_count\{method="GET",route="\/v1\/notes\/\{noteId\}",status="404"\} 1/,
  );
  expect(metrics).toMatch(/route="unmatched",status="404"\} 1/);
  expect(metrics).not.toContain('987654321');
});
