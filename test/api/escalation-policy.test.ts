import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOperations } from '../../api/operations.ts';
import { openEscalation } from '../../db/stores/escalation-opening.ts';
import {
  currentEscalationPolicy,
  getEscalationPolicy,
  setEscalationPolicy,
  type EscalationPolicyVersion,
} from '../../db/stores/escalation-policy.ts';
import { getEscalation } from '../../db/stores/escalation-rows.ts';
import type { EscalationPolicy } from '../../domain/escalations/policy.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { kamOn, printedByKam } from '../support/kam-command.ts';
import { seedFirm, type Firm } from '../support/people.ts';
import { idleDeps } from './idle-deps.ts';
import { call, problemOf, startServer, tokenFor, type TestServer } from './server.ts';

const by = { kind: 'operator', id: 'ann' } as const;
const at = new Date('2027-01-11T09:00:00Z');
let database: TestDatabase;
let server: TestServer;
let firm: Firm;
let folder: string;
const tokens = { viewer: '', manager: '', admin: '' };

beforeAll(async () => {
  database = await createTestDatabase();
  firm = await seedFirm(database.owner, '1');
  server = await startServer({
    ...{ db: database.app, operations: createOperations(idleDeps), clock: { now: () => at } },
  });
  for (const role of ['viewer', 'manager', 'admin'] as const)
    tokens[role] = await tokenFor(database.app, role);
  folder = await mkdtemp(join(tmpdir(), 'kam-policy-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await server.close();
  await database.drop();
});

const read = (path: string): Promise<Response> =>
  call(server, { path: `/v1/escalation-policy${path}`, token: tokens.viewer });

function post(json: unknown, token: string): Promise<Response> {
  return call(server, { path: '/v1/escalation-policy', method: 'POST', json, token });
}

async function other(change: Partial<EscalationPolicy>): Promise<EscalationPolicy> {
  return { ...(await currentEscalationPolicy(database.app)).policy, ...change };
}

const set = async (change: Partial<EscalationPolicy>): Promise<EscalationPolicyVersion> =>
  setEscalationPolicy(database.app, { policy: await other(change), reason: 'a test', by, at });

it('is set by an admin as another version, which can be read beside the earlier ones, and is on the audit trail', async () => {
  const policy = await other({ attemptsPerRung: 3 });
  const wish = { policy, reason: 'people are busy' };
  expect((await post(wish, tokens.manager)).status).toBe(403);
  const answer = await post(wish, tokens.admin);
  expect([answer.status, answer.headers.get('location')]).toEqual([201, '/v1/escalation-policy/versions/2']);
  const stored = (await answer.json()) as { version: number; setAt: string };
  expect(stored).toMatchObject({ version: 2, policy, reason: 'people are busy', setAt: at.toISOString() });
  expect(await (await read('')).json()).toEqual(stored);
  expect(await (await read('/versions/2')).json()).toEqual(stored);
  const first = (await (await read('/versions?limit=1')).json()) as { items: object[]; next: string };
  expect(first.items).toEqual([stored]);
  const rest = (await (await read(`/versions?limit=1&cursor=${first.next}`)).json()) as { items: object[] };
  expect(rest.items).toMatchObject([{ version: 1, policy: { attemptsPerRung: 1 } }]);
  expect((await read('/versions/99')).status).toBe(404);
  const trail = await database
    .app('audit_event')
    .where({ chain: 'escalation-policy' })
    .select('kind', 'subject');
  expect(trail).toEqual([{ kind: 'escalationPolicy.set', subject: '2' }]);
});

it('is refused with the place of every fault, without a reason, and when it holds already; nothing changes then', async () => {
  const { version, policy } = await currentEscalationPolicy(database.app);
  const faulty = { ...policy, attemptsPerRung: 6, ladder: ['manager', 'manager'] };
  const refused = await post({ policy: faulty, reason: 'more' }, tokens.admin);
  expect(refused.status).toBe(400);
  const { faults } = await problemOf(refused);
  expect(faults?.map(({ path }) => path).sort()).toEqual(['/policy/attemptsPerRung', '/policy/ladder']);
  const change = { reason: 'more', by, at };
  await expect(setEscalationPolicy(database.app, { ...change, policy: faulty })).rejects.toMatchObject({
    code: 'invalid',
    faults: [{ path: '/ladder' }, { path: '/attemptsPerRung' }],
  });
  const silent = { ...change, policy: await other({ attemptsPerRung: 1 }), reason: ' ' };
  await expect(setEscalationPolicy(database.app, silent)).rejects.toMatchObject({ code: 'invalid' });
  expect((await post({ policy, reason: 'again' }, tokens.admin)).status).toBe(409);
  expect((await currentEscalationPolicy(database.app)).version).toBe(version);
});

it('gets one version when the same change comes many times at once', async () => {
  const { version } = await currentEscalationPolicy(database.app);
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => set({ attemptsPerRung: 2 })));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await currentEscalationPolicy(database.app)).version).toBeGreaterThan(version);
  const all = await database.app('escalation_policy').where('version', '>', version);
  expect(all).toHaveLength(1);
});

it('holds for what begins from now on: an open escalation keeps the version it began with, and what begins later takes the new one', async () => {
  const before = await currentEscalationPolicy(database.app);
  const signal = { accountId: firm.accountId, cause: 'late', title: 'Late', text: '', by, at };
  const { escalation } = await openEscalation(database.app, signal);
  const after = await set({ climbAfterShare: 25 });
  await openEscalation(database.app, signal);
  expect((await getEscalation(database.app, escalation)).policyVersion).toBe(before.version);
  expect(await getEscalationPolicy(database.app, before.version)).toEqual(before);
  const next = await openEscalation(database.app, { ...signal, cause: 'later' });
  expect(next.escalation.policyVersion).toBe(after.version);
});

it('cannot be changed or removed once it was set', async () => {
  const change = database.app('escalation_policy').where({ version: 1 });
  await expect(change.clone().update({ reason: 'another' })).rejects.toThrow(/permission denied/);
  await expect(change.clone().delete()).rejects.toThrow(/permission denied/);
});

it('is shown, listed and set by kam escalation-policy', async () => {
  const words = (...more: string[]): readonly string[] => ['escalation-policy', ...more];
  const shown = await printedByKam(database.appUrl, words('show', '1'));
  expect(shown).toContain('version 1, set 2015-01-01T00:00:00.000Z by system:kam');
  expect(shown).toContain(
    "severity 1: take it in 15, word of it every 30, solve it in 240 minutes of the client's",
  );
  expect(shown).toContain('ladder: manager, director, sponsor, executive; 1 to each, the next after 50%');
  const path = join(folder, 'policy.json');
  await writeFile(path, JSON.stringify(await other({ attemptsPerRung: 5 })));
  const told = await printedByKam(database.appUrl, words('set', path, '--reason', 'insist'));
  const { version } = await currentEscalationPolicy(database.app);
  expect(told).toContain(`Version ${version} holds for escalations that begin from now on.`);
  const listed = JSON.parse(await printedByKam(database.appUrl, words('versions', '--json'))) as {
    items: { version: number; reason: string }[];
  };
  expect(listed.items[0]).toMatchObject({ version, reason: 'insist' });
  const again = await kamOn(database.appUrl, words('set', path, '--reason', 'insist'));
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining(`already, version ${version}`)]);
  await writeFile(path, 'attemptsPerRung: 0');
  const wrong = await kamOn(database.appUrl, words('set', path, '--reason', 'less'));
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('/attemptsPerRung')]);
  expect((await kamOn(database.appUrl, words('show', 'one'))).code).not.toBe(0);
});
