import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOperations } from '../../api/operations.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { seedFirm, type Firm } from '../support/people.ts';
import { idleDeps } from './idle-deps.ts';
import { call, problemOf, startServer, tokenFor, type TestServer } from './server.ts';

let database: TestDatabase;
let server: TestServer;
let firm: Firm;
let manager: string;

const profile = {
  skills: { goals: 3, customer: 5, internal: 2, planning: 3, spanning: 4 },
  languages: ['pt'],
  regions: ['PT'],
  capacity: { accounts: 3 },
};
const needs = {
  weights: { goals: 1, customer: 2, internal: 0, planning: 1, spanning: 1 },
  language: { code: 'pt', strength: 'must' },
  timePercent: 20,
};

beforeAll(async () => {
  database = await createTestDatabase();
  firm = await seedFirm(database.app, '81');
  await database.app('account').where({ id: '81' }).update({ manager_id: null });
  server = await startServer({
    db: database.app,
    operations: createOperations(idleDeps),
    clock: { now: () => new Date('2026-03-02T09:00:00Z') },
  });
  manager = await tokenFor(database.app, 'manager');
});

afterAll(async () => {
  await server.close();
  await database.drop();
});

interface Proposal {
  readonly id: string;
  readonly words: string;
  readonly placed: readonly { managerId: string; fit: number; words: string }[];
  readonly unplaced: readonly { reason: string; words: string }[];
  readonly accepted: { directorId: string } | null;
}

function send(method: string, to: { path: string; json?: unknown; token?: string }): Promise<Response> {
  return call(server, { method, token: manager, ...to });
}

describe('assignment over the API', () => {
  test('keeps a profile and needs as they are set, and names every fault of what it refuses', async () => {
    const path = `/v1/manager-profiles/${firm.operations}`;
    const set = await send('PUT', { path, json: profile });
    expect(set.status).toBe(200);
    expect(await set.json()).toMatchObject({
      version: 1,
      profile: { ...profile, workStyle: '', authority: null },
    });
    const wrong = await send('PUT', {
      path,
      json: { ...profile, skills: { ...profile.skills, goals: 6 }, capacity: {} },
    });
    expect(wrong.status).toBe(400);
    expect((await problemOf(wrong)).faults?.map((fault) => fault.path)).toEqual([
      '/skills/goals',
      '/capacity',
    ]);
    const standard = await send('GET', { path: '/v1/accounts/81/needs' });
    expect(await standard.json()).toMatchObject({ version: 0, needs: { timePercent: 10 } });
    const stated = await send('PUT', { path: '/v1/accounts/81/needs', json: needs });
    expect(await stated.json()).toMatchObject({ version: 1, needs });
    const listed = await send('GET', { path: '/v1/manager-profiles' });
    expect(await listed.json()).toMatchObject({ items: [{ personId: firm.operations }], next: null });
  });

  test('proposes with reasons in words, is accepted by a key that acts for the director, and shows who accepted', async () => {
    const made = await send('POST', { path: '/v1/assignment-proposals', json: {} });
    expect(made.status).toBe(201);
    const proposal = (await made.json()) as Proposal;
    expect(proposal.placed).toMatchObject([{ managerId: firm.operations, managerIdBefore: null }]);
    expect(proposal.placed[0]?.words).toContain('Operations, fit');
    expect(made.headers.get('Location')).toBe(`/v1/assignment-proposals/${proposal.id}`);

    const path = `/v1/assignment-proposals/${proposal.id}/acceptance`;
    const json = { directorId: firm.owner };
    expect((await send('POST', { path, json })).status).toBe(403);
    const owner = await tokenFor(database.app, 'manager', firm.owner);
    const accepted = await send('POST', { path, json, token: owner });
    expect(accepted.status).toBe(200);
    expect(((await accepted.json()) as Proposal).accepted).toMatchObject({ directorId: firm.owner });
    const again = await send('POST', { path, json, token: await tokenFor(database.app, 'admin') });
    expect(again.status).toBe(409);
    expect((await problemOf(again)).type).toBe('urn:kam:problem:closed');
    const account = await send('GET', { path: '/v1/accounts/81' });
    expect(await account.json()).toMatchObject({ managerId: firm.operations });
  });

  test('says in words why nobody can take an account', async () => {
    const japanese = { ...needs, language: { code: 'ja', strength: 'must' } };
    await send('PUT', { path: '/v1/accounts/81/needs', json: japanese });
    const made = await send('POST', { path: '/v1/assignment-proposals', json: { accountIds: ['81'] } });
    const proposal = (await made.json()) as Proposal;
    expect(proposal.unplaced).toMatchObject([
      {
        reason: 'nobodyQualifies',
        words: 'Nobody can take it. Without the language that the account must have: Operations.',
      },
    ]);
    const path = `/v1/assignment-proposals/${proposal.id}/acceptance`;
    const admin = await tokenFor(database.app, 'admin');
    const refused = await send('POST', { path, json: { directorId: firm.owner }, token: admin });
    expect((await problemOf(refused)).detail).toContain('nothing to accept');
  });
});
