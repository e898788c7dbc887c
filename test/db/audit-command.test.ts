import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { publishedKey } from '../../db/receipt-keys.ts';
import { signAuditHeads } from '../../db/stores/audit-signatures.ts';
import { kamOn, type CommandOutcome } from '../support/kam-command.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { receiptKey } from '../support/receipt-seal.ts';
import { appendEvents } from './audit-trail.ts';

const key = receiptKey('r1', 3);
let database: TestDatabase;
let folder: string;
let keys: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'kam-audit-'));
  keys = join(folder, 'keys.json');
  await writeFile(keys, JSON.stringify({ keys: [publishedKey(key)] }));
  await appendEvents(database.app, 'annual-plan/1/2027', [{}, {}]);
  await appendEvents(database.app, 'imports', [{}]);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

const verify = (...options: string[]): Promise<CommandOutcome> => audit('verify', ...options);

function audit(...words: string[]): Promise<CommandOutcome> {
  return kamOn(database.appUrl, ['audit', ...words]);
}

it('says how much is whole, of all chains and of one', async () => {
  expect(await verify()).toMatchObject({
    code: 0,
    stdout: 'The audit trail is intact: 2 chains with 3 events whole.\nNo day has been signed yet.\n',
  });
  const one = await verify('--chain', 'imports', '--json');
  expect(JSON.parse(one.stdout)).toEqual({ wholeChains: 1, wholeEvents: 1, brokenChains: 0 });
});

it('says that there is no such chain', async () => {
  const { code, stderr } = await verify('--chain', 'annual-plan/9/2027');
  expect([code, stderr]).toEqual([1, 'There is no audit chain annual-plan/9/2027.\n']);
});

it('checks the signed days with the published keys, prints them to be kept elsewhere, and compares the copy', async () => {
  const signer = { key, issuer: 'https://kam.example' };
  await signAuditHeads(database.app, { signer, now: new Date('2026-12-01T00:01:00Z') });
  expect((await verify('--keys', keys)).stdout).toContain(
    'The signatures hold: 1 day signed, the last on 2026-12-01.',
  );
  const { stdout } = await audit('export-heads');
  const copy = join(folder, 'heads.json');
  await writeFile(copy, stdout);
  expect((await verify('--keys', keys, '--copy', copy)).code).toBe(0);
  const { code, stderr } = await verify('--keys', join(folder, 'none.json'));
  expect([code, stderr]).toEqual([1, expect.stringContaining('The keys cannot be read from')]);
  expect((await audit('export-heads', '--day', '2026-11-30')).stderr).toBe(
    'No document was signed on 2026-11-30.\n',
  );
});

it('exits with 1 and names the first broken chain, its event and the fault', async () => {
  await database.owner.transaction(async (trx) => {
    await trx.raw('alter table audit_event disable trigger user');
    await trx('audit_event').where({ chain: 'annual-plan/1/2027', seq: 2 }).delete();
  });
  const { code, stdout } = await verify('--keys', keys);
  expect(code).toBe(1);
  expect(stdout).toContain('The audit trail is broken: 1 chain broken, 1 chain with 1 event whole.');
  expect(stdout).toContain(
    'First broken chain: annual-plan/1/2027, event 1: the chain ends with it, but its head names event 2',
  );
  expect(stdout).toContain(
    'First signed day that does not hold: 2026-12-01: event 2 of annual-plan/1/2027 is',
  );
  expect((await verify('--chain', 'imports')).code).toBe(0);
});
