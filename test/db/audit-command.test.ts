import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { appendEvents } from './audit-trail.ts';

const kam = fileURLToPath(new URL('../../bin/kam.js', import.meta.url));
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await appendEvents(database.app, 'annual-plan/1/2027', [{}, {}]);
  await appendEvents(database.app, 'imports', [{}]);
});
afterAll(() => database.drop());

function verify(...options: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const env = {
    PATH: process.env['PATH'],
    KAM_FOLDER: '/nonexistent',
    DATABASE_URL: database.appUrl,
    LINK_KEYS: `test:${Buffer.alloc(32, 1).toString('base64')}`,
  };
  return new Promise((resolve) => {
    const done = (_error: unknown, stdout: string, stderr: string): void =>
      resolve({ code: child.exitCode, stdout, stderr });
    const child = execFile(process.execPath, [kam, 'audit', 'verify', ...options], { env }, done);
  });
}

it('says how much is whole, of all chains and of one', async () => {
  expect(await verify()).toMatchObject({
    code: 0,
    stdout: 'The audit trail is intact: 2 chains with 3 events whole.\n',
  });
  const one = await verify('--chain', 'imports', '--json');
  expect(JSON.parse(one.stdout)).toEqual({ wholeChains: 1, wholeEvents: 1, brokenChains: 0 });
});

it('says that there is no such chain', async () => {
  const { code, stderr } = await verify('--chain', 'annual-plan/9/2027');
  expect([code, stderr]).toEqual([1, 'There is no audit chain annual-plan/9/2027.\n']);
});

it('exits with 1 and names the first broken chain, its event and the fault', async () => {
  await database.owner.transaction(async (trx) => {
    await trx.raw('alter table audit_event disable trigger user');
    await trx('audit_event').where({ chain: 'annual-plan/1/2027', seq: 2 }).delete();
  });
  const { code, stdout } = await verify();
  expect(code).toBe(1);
  expect(stdout).toContain('The audit trail is broken: 1 chain broken, 1 chain with 1 event whole.');
  expect(stdout).toContain(
    'First broken chain: annual-plan/1/2027, event 1: the chain ends with it, but its head names event 2',
  );
  expect((await verify('--chain', 'imports')).code).toBe(0);
});
