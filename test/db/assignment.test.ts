import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importAssignment } from '../../db/import/import-assignment.ts';
import { importPeople } from '../../db/import/import-people.ts';
import { getProposal } from '../../db/read-models/assignment-proposals.ts';
import { getAccountNeeds } from '../../db/stores/account-needs.ts';
import { requestAccountReview } from '../../db/stores/account-reviews.ts';
import { acceptProposal } from '../../db/stores/assignment-acceptance.ts';
import { proposeAssignments } from '../../db/stores/assignments.ts';
import {
  getManagerProfile,
  listManagerProfiles,
  setManagerProfile,
} from '../../db/stores/manager-profiles.ts';
import type { Actor } from '../../domain/actor.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addPeople, seedFirm, type Firm } from '../support/people.ts';

const at = new Date('2026-03-02T09:00:00Z');
const asOf = '2026-03-02';
const by: Actor = { kind: 'operator', id: 'ops' };

let database: TestDatabase;
let firm: Firm;
let managers: readonly string[];

beforeAll(async () => {
  database = await createTestDatabase();
  firm = await seedFirm(database.app, '71');
  managers = await addPeople(database.app, 2);
  await database
    .app('person')
    .where({ id: firm.director })
    .update({ roles: ['director'] });
  for (const number of ['72', '73', '74', '75', '76']) await addAccount(number);
});

afterAll(() => database.drop());

async function addAccount(id: string): Promise<void> {
  await database.app.raw(
    `insert into account (id, key, name, programme_id, region, time_zone, currency)
     overriding system value select cast(:id as bigint), :key, :key, programme_id, 'PT', 'Europe/Lisbon', 'EUR' from account where key = 'client-1'`,
    { id, key: `client-${id}` },
  );
}

function profileOf(person: string, capacity: string): string {
  return `
  - person: ${person}
    skills: { goals: 3, customer: 4, internal: 3, planning: 3, spanning: 2 }
    languages: [en]
    regions: [PT]
    capacity: ${capacity}`;
}

function needsOf(account: string, more = ''): string {
  return `
  - account: ${account}
    weights: { goals: 1, customer: 2, internal: 1, planning: 1, spanning: 0 }
    timePercent: 20${more}`;
}

const file = `managers:${profileOf('person0', '{ accounts: 1 }')}${profileOf('person1', '{ timePercent: 40 }')}
accounts:${needsOf('client-72')}${needsOf('client-73')}`;

function take(text: string, format: 'yaml' | 'csv' = 'yaml') {
  return importAssignment(database.app, { text, format, by, at });
}

async function propose(accountIds: readonly string[] = []): Promise<string> {
  return (await proposeAssignments(database.app, { accountIds, all: false, asOf, by, at })).id;
}

function accept(proposalId: string, directorId = firm.director, actor: Actor = by) {
  return acceptProposal(database.app, { proposalId, directorId, by: actor, at });
}

function managerOf(id: string) {
  return database.app('account').where({ id }).first<{ manager_id: string | null }>('manager_id');
}

function eventsOf(kind: string) {
  return database
    .app('audit_event')
    .where({ chain: 'assignment', kind })
    .orderBy('seq')
    .select('subject', 'data');
}

describe('profiles and needs', () => {
  test('come in from a file, a version for each change, and the same file again changes nothing', async () => {
    expect(await take(file)).toEqual({
      managers: { changed: 2, unchanged: 0 },
      accounts: { changed: 2, unchanged: 0 },
    });
    expect(await take(file)).toMatchObject({ managers: { unchanged: 2 }, accounts: { unchanged: 2 } });
    expect(await eventsOf('managerProfile.set')).toHaveLength(2);
    expect((await listManagerProfiles(database.app, {})).map(({ version }) => version)).toEqual([1, 1]);
  });

  test('come in as CSV too, authority with its currency', async () => {
    const csv = `person,goals,customer,internal,planning,spanning,languages,regions,timePercent,perStep,perPlan,currency
person1,3,4,3,3,2,en pt,PT,40,2500,10000.00,EUR`;
    expect(await take(csv, 'csv')).toMatchObject({ managers: { changed: 1 } });
    expect(await getManagerProfile(database.app, managers[1] ?? '')).toMatchObject({
      version: 2,
      profile: {
        languages: ['en', 'pt'],
        authority: { perStep: '2500.00', perPlan: '10000.00', currency: 'EUR' },
      },
    });
  });

  test('that are wrong change nothing, and every fault is told with its place', async () => {
    const wrong = `managers:${profileOf('nobody', '{ accounts: 1, timePercent: 5 }')}
accounts:${needsOf('client-72').replace('goals: 1', 'goals: 11')}`;
    await expect(take(wrong)).rejects.toMatchObject({
      code: 'invalid',
      faults: [{ path: 'managers.0.capacity' }, { path: 'accounts.0.weights.goals' }],
    });
    const unknown = `managers:${profileOf('nobody', '{ accounts: 1 }')}\naccounts:${needsOf('client-0')}${needsOf('client-72')}${needsOf('client-72')}`;
    await expect(take(unknown)).rejects.toMatchObject({
      faults: [{ path: 'managers.0.person' }, { path: 'accounts.0.account' }, { path: 'accounts.2.account' }],
    });
    expect(await getAccountNeeds(database.app, '72')).toMatchObject({ version: 1 });
  });

  test('can never be changed or removed by the service', async () => {
    for (const table of ['manager_profile', 'account_needs', 'assignment_proposal', 'assignment']) {
      await expect(database.app(table).delete()).rejects.toThrow(/permission denied/);
    }
  });
});

describe('a proposal', () => {
  test('takes the open accounts whose needs are stated, and is a version of its own each time', async () => {
    const first = await getProposal(database.app, await propose());
    expect(first.content.placed.map(({ accountId }) => accountId)).toEqual(['72', '73']);
    const second = await getProposal(database.app, await propose());
    expect(second.version).toBe(first.version + 1);
    expect(second.content).toEqual(first.content);
    expect(await managerOf('72')).toEqual({ manager_id: null });
  });

  test('refuses an account in review, an inactive and an unknown one, each by name', async () => {
    await requestAccountReview(database.app, { accountId: '71', year: 2026, by, at });
    await database.app('account').where({ id: '76' }).update({ active: false });
    const refused = propose(['71', '76', '999']);
    await expect(refused).rejects.toMatchObject({
      code: 'conflict',
      faults: [
        { path: '/accountIds/0', message: expect.stringContaining('handover') as string },
        { path: '/accountIds/1', message: 'client-76 is not active' },
        { path: '/accountIds/2', message: 'there is no account 999' },
      ],
    });
  });

  test('of a whole programme is refused when nothing is open', async () => {
    const db = database.app;
    const [programme] = await db('programme')
      .insert({ key: 'empty', name: 'Empty' })
      .returning<{ id: string }[]>('id');
    const wish = { accountIds: [], all: true, asOf, by, at };
    await expect(proposeAssignments(db, { ...wish, programmeId: programme?.id ?? '' })).rejects.toMatchObject(
      {
        code: 'conflict',
      },
    );
    await expect(proposeAssignments(db, wish)).rejects.toMatchObject({
      code: 'invalid',
      message: 'Say which programme: main, empty.',
    });
    await database.owner('programme').where({ key: 'empty' }).delete();
  });
});

describe('what a manager carries', () => {
  test('are the accounts looked after as key accounts, not every one that an import gave them', async () => {
    const [, second = ''] = managers;
    const carried = async () => {
      const { content } = await getProposal(database.app, await propose(['72']));
      return content.managers.find(({ managerId }) => managerId === second)?.before;
    };
    await database.app('account').whereIn('id', ['74', '75']).update({ manager_id: second });
    expect(await carried()).toBe(0);
    await take(`accounts:${needsOf('client-74')}`);
    expect(await carried()).toBe(20);
    await database.app('account').where({ id: '74' }).update({ active: false });
    expect(await carried()).toBe(0);
    await database.app('account').where({ id: '74' }).update({ active: true });
    await database.app('account').whereIn('id', ['74', '75']).update({ manager_id: null });
  });
});

describe('accounts that are managed already', () => {
  test('come before those that are not, whatever their revenue', async () => {
    const [first = ''] = managers;
    await database.app('account').where({ id: '72' }).update({ manager_id: first });
    await setManagerProfile(database.app, { ...(await emptied(managers[1] ?? '')), by, at });
    const { content } = await getProposal(database.app, await propose(['73', '72']));
    expect(content.placed).toMatchObject([{ accountId: '72', managerId: first }]);
    expect(content.unplaced).toMatchObject([{ accountId: '73', reason: 'noRoom', couldTake: [first] }]);
    await database.app('account').where({ id: '72' }).update({ manager_id: null });
    await take(`managers:${profileOf('person1', '{ timePercent: 40 }')}`);
  });

  async function emptied(personId: string) {
    const { profile } = await getManagerProfile(database.app, personId);
    return { personId, profile: { ...profile, capacity: { timePercent: 0 } } };
  }
});

describe('an acceptance', () => {
  test('is for the director or the owner only, and a key that acts for a person only as that person', async () => {
    const id = await propose();
    await expect(accept(id, firm.finance)).rejects.toMatchObject({ code: 'forbidden' });
    const another: Actor = { kind: 'person', id: firm.finance };
    await expect(accept(id, firm.director, another)).rejects.toMatchObject({ code: 'forbidden' });
    await database.app('account').where({ id: '72' }).update({ director_id: firm.sponsor });
    await expect(accept(id)).rejects.toMatchObject({ code: 'forbidden', faults: [{ path: '/placed/72' }] });
    await database.app('account').where({ id: '72' }).update({ director_id: null });
  });

  test('is refused as stale with every change since, and changes nothing', async () => {
    const id = await propose();
    const [first = '', second = ''] = managers;
    const { profile } = await getManagerProfile(database.app, first);
    await setManagerProfile(database.app, {
      personId: first,
      profile: { ...profile, workStyle: 'calm' },
      by,
      at,
    });
    await database.app('account').where({ id: '74' }).update({ manager_id: second });
    await expect(accept(id)).rejects.toMatchObject({
      code: 'stale',
      faults: [
        { path: `/managers/${first}`, message: 'Person0 has changed: what they bring or need' },
        { path: '/accounts/74', message: 'client-74 has changed: the manager' },
      ],
    });
    expect(await managerOf('72')).toEqual({ manager_id: null });
    await database.app('account').where({ id: '74' }).update({ manager_id: null });
  });

  test('is refused for an account whose review has begun since', async () => {
    await database.app('account').where({ id: '75' }).update({ manager_id: firm.manager });
    const id = await propose(['75']);
    await requestAccountReview(database.app, { accountId: '75', year: 2026, by, at });
    await expect(accept(id)).rejects.toMatchObject({ code: 'conflict', faults: [{ path: '/placed/75' }] });
    expect(await managerOf('75')).toEqual({ manager_id: firm.manager });
  });

  test('gives all accounts their managers at once, with an event each, and only once however many accept', async () => {
    const id = await propose();
    const results = await Promise.allSettled([accept(id), accept(id, firm.owner), accept(id)]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'closed' });
    const { content, accepted } = await getProposal(database.app, id);
    expect(accepted).not.toBeNull();
    for (const { accountId, managerId } of content.placed)
      expect(await managerOf(accountId)).toEqual({ manager_id: managerId });
    const events = await eventsOf('account.managerAssigned');
    expect(events.map(({ subject }: { subject: string }) => subject)).toEqual(
      content.placed.map(({ accountId }) => accountId),
    );
    expect(await database.app('assignment').where({ proposal_id: id })).toHaveLength(content.placed.length);
    expect(content.placed.length).toBeGreaterThan(1);
  });

  test('and an import of people that assigns by hand take turns: whoever is first, nothing is lost', async () => {
    await take(`managers:${profileOf('person0', '{ accounts: 4 }')}`);
    await database.app('account').where({ id: '74' }).update({ manager_id: null });
    const id = await propose(['74']);
    const text = 'accounts: [{ key: client-74, manager: person1 }]';
    const [accepted] = await Promise.allSettled([
      accept(id),
      importPeople(database.app, { text, format: 'yaml', by, now: at }),
    ]);
    const { content } = await getProposal(database.app, id);
    expect(content.placed).toHaveLength(1);
    expect(await managerOf('74')).toEqual({ manager_id: managers[1] });
    if (accepted.status === 'rejected') expect(accepted.reason).toMatchObject({ code: 'stale' });
    else expect(await database.app('assignment').where({ proposal_id: id })).toHaveLength(1);
  });
});
