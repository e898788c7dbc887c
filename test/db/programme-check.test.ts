import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programmeCheck } from '../../db/read-models/programme-check.ts';
import { recordSignal } from '../../db/stores/signals.ts';
import { setManagerProfile } from '../../db/stores/manager-profiles.ts';
import { managerProfileSchema } from '../../domain/assignment/profile.ts';
import type { MeasureCheck, ProgrammeCheck } from '../../domain/programme-check/check.ts';
import type { MeasureKey } from '../../domain/programme-check/dimensions.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { seedKeyAccounts, type KeyAccounts } from '../support/key-accounts.ts';
import { keepAlarm, keepPlan } from '../support/kept-records.ts';

const by = { kind: 'operator', id: 'ann' } as const;
const asOf = '2026-07-01';
let database: TestDatabase;
let firm: KeyAccounts;
const people: Record<string, string> = {};

const id = (key: string): string => firm.ids[key] ?? '';

async function checkOn(day: string, programmeKey = 'main'): Promise<ProgrammeCheck> {
  return programmeCheck(database.app, { programmeKey, asOf: day });
}

function measureIn(check: ProgrammeCheck, key: MeasureKey): MeasureCheck | undefined {
  return check.dimensions.flatMap(({ measures }) => measures).find((measure) => measure.key === key);
}

async function measureOn(day: string, key: MeasureKey): Promise<MeasureCheck | undefined> {
  return measureIn(await checkOn(day), key);
}

const labels = (evidence: MeasureCheck['lacking'] | undefined): readonly string[] =>
  (evidence ?? []).map(({ label }) => label);

beforeAll(async () => {
  database = await createTestDatabase();
  firm = await seedKeyAccounts(database.owner, { keys: ['one', 'two', 'three'], at: '2026-01-01T00:00:00Z' });
  await seedKeyAccounts(database.owner, { keys: [], at: '2026-01-01T00:00:00Z', programme: 'empty' });
  for (const key of ['boss', 'finance', 'service']) {
    const person = { key, name: key, email: `${key}@example.com`, region: 'PT' };
    const [row] = await database
      .owner('person')
      .insert({ ...person, time_zone: 'Europe/Lisbon', language: 'en', active: true })
      .returning<{ id: string }[]>('id');
    people[key] = row?.id ?? '';
  }
});
afterAll(() => database.drop());

describe('a programme without any record but its key accounts', () => {
  it('says of each dimension what is short, or that there is no evidence, and makes up no figure', async () => {
    const check = await checkOn(asOf);
    expect(check).toMatchObject({ from: '2025-07-01', keyAccounts: 3 });
    expect(check.dimensions.map(({ key, standing }) => [key, standing])).toEqual([
      ['sponsorship', 'gap'],
      ['formalisation', 'gap'],
      ['teams', 'gap'],
      ['proactivity', 'noEvidence'],
      ['resources', 'met'],
      ['skills', 'noEvidence'],
      ['latitude', 'gap'],
      ['coverage', 'gap'],
    ]);
    for (const measure of check.dimensions.flatMap(({ measures }) => measures)) {
      expect(measure.value === null).toBe(measure.missing !== null);
      expect(measure.value === null || measure.all > 0).toBe(true);
    }
    expect(measureIn(check, 'channels')).toMatchObject({ value: null, gap: null });
  });

  it('has no figure at all where there are no key accounts', async () => {
    const { keyAccounts, dimensions } = await checkOn(asOf, 'empty');
    expect(keyAccounts).toBe(0);
    expect(new Set(dimensions.map(({ standing }) => standing))).toEqual(new Set(['noEvidence']));
    expect(dimensions.flatMap(({ measures }) => measures).filter(({ value }) => value !== null)).toEqual([]);
  });

  it('had none before they were designated', async () => {
    expect((await checkOn('2025-12-31')).keyAccounts).toBe(0);
  });
});

it('names the accounts without a sponsor or a team, and the gap to the standard', async () => {
  await database.owner('team_member').insert([
    { account_id: id('one'), person_id: people['boss'], function: 'sponsor' },
    { account_id: id('one'), person_id: people['finance'], function: 'finance' },
    { account_id: id('one'), person_id: people['service'], function: 'service' },
    { account_id: id('two'), person_id: people['boss'], function: 'sponsor' },
  ]);
  const check = await checkOn(asOf);
  const sponsored = measureIn(check, 'sponsored');
  expect(sponsored).toMatchObject({ met: 2, all: 3, standard: 1 });
  expect(sponsored?.gap).toBeCloseTo(1 / 3, 10);
  expect(labels(sponsored?.lacking)).toEqual(['THREE']);
  expect(labels(sponsored?.supporting)).toEqual(['ONE', 'TWO']);
  expect(labels(measureIn(check, 'functions')?.supporting)).toEqual(['ONE']);
});

it('counts plans with what stood in them on the day', async () => {
  const owner = (who: string): string => people[who] ?? '';
  await keepPlan(database.owner, {
    ...{ accountId: id('one'), managerId: firm.managerId, year: 2026 },
    contents: [
      { at: '2026-01-02T00:00:00Z' },
      {
        at: '2026-05-01T00:00:00Z',
        budget: '1000.00',
        kpis: [{ key: 'revenue' }],
        buyingCentre: [
          { contact: 'a', role: 'sponsor', lastContactOn: '2026-04-20' },
          { contact: 'b', role: 'decisionMaker', lastContactOn: null },
          { contact: 'c', role: 'user', lastContactOn: null },
        ],
      },
    ],
    steps: [
      { ownerId: owner('finance'), dueOn: '2026-12-01', startedAt: '2026-03-01T00:00:00Z' },
      { ownerId: owner('service'), dueOn: '2026-12-01', startedAt: '2026-06-01T00:00:00Z' },
    ],
  });
  const on = async (day: string) => {
    const check = await checkOn(day);
    const keys = ['planned', 'targeted', 'budgeted', 'sharedWork', 'roles', 'recent', 'contacts'] as const;
    return keys.map((key) => `${measureIn(check, key)?.met}/${measureIn(check, key)?.all}`);
  };
  expect(await on('2026-03-01')).toEqual(['0/3', '0/0', '0/0', '0/0', '0/3', '0/3', '0/3']);
  expect(await on('2026-04-01')).toEqual(['1/3', '0/1', '0/1', '0/1', '0/3', '0/3', '0/3']);
  expect(await on('2026-05-02')).toEqual(['1/3', '1/1', '1/1', '0/1', '1/3', '1/3', '1/3']);
  expect(await on(asOf)).toEqual(['1/3', '1/1', '1/1', '1/1', '1/3', '1/3', '1/3']);
  expect((await on('2026-08-01'))[5]).toBe('0/3');
});

it('reads contacts where no plan describes the buying centre, by what their role says', async () => {
  await database.owner('contact').insert(
    ['Executive sponsor', 'Decision maker', 'Buyer'].map((role, index) => ({
      ...{ account_id: id('two'), key: `c${index}`, name: role, role },
      last_contact_on: '2026-06-20',
    })),
  );
  const check = await checkOn(asOf);
  for (const key of ['contacts', 'roles', 'recent'] as const)
    expect(labels(measureIn(check, key)?.supporting)).toContain('TWO');
});

it('holds managers to their capacity, skills and limits as they were stated by then', async () => {
  const skills = { goals: 5, customer: 4, internal: 3, planning: 3, spanning: 2 };
  const profile = (change: object) =>
    managerProfileSchema.parse({
      skills,
      languages: ['en'],
      regions: ['PT'],
      capacity: { accounts: 2 },
      ...change,
    });
  const set = (at: string, change: object) =>
    setManagerProfile(database.app, {
      personId: firm.managerId,
      profile: profile(change),
      by,
      at: new Date(at),
    });
  await set('2026-02-01T00:00:00Z', {});
  await set('2026-06-01T00:00:00Z', {
    capacity: { accounts: 3 },
    skills: { ...skills, spanning: 3 },
    authority: { perStep: '100', perPlan: '100', currency: 'EUR' },
  });
  const on = async (day: string) => {
    const check = await checkOn(day);
    const keys = [
      'managed',
      'withinCapacity',
      'accountsPerManager',
      'skilled',
      'strongGroups',
      'limited',
    ] as const;
    return keys.map((key) => `${measureIn(check, key)?.met}/${measureIn(check, key)?.all}`);
  };
  expect(await on('2026-02-01')).toEqual(['3/3', '0/0', '3/1', '0/0', '0/0', '0/1']);
  expect(await on('2026-05-01')).toEqual(['3/3', '0/1', '3/1', '0/3', '2/5', '0/1']);
  expect(await on(asOf)).toEqual(['3/3', '1/1', '3/1', '3/3', '2/5', '1/1']);
  expect(await measureOn(asOf, 'strongGroups')).toMatchObject({ value: 2, standard: 5, gap: 3 });
  expect(await measureOn(asOf, 'accountsPerManager')).toMatchObject({ value: 3, standard: null, gap: null });
});

it('tells who saw first only by complaints that there were, and by alarms from before them', async () => {
  const complaint = (account: string, subject: string) =>
    recordSignal(database.app, {
      ...{ kind: 'survey.detractor', accountId: id(account), planId: null, subject },
      ...{ occurredAt: new Date('2026-06-10T10:00:00Z'), evidence: {} },
    });
  await complaint('one', '1');
  await complaint('two', '2');
  await complaint('three', '3');
  await keepAlarm(database.owner, {
    ...{ accountId: id('one'), cause: 'drop' },
    events: [{ asOf: '2026-05-01', kind: 'opened' }],
  });
  await keepAlarm(database.owner, {
    ...{ accountId: id('two'), cause: 'drop' },
    events: [{ asOf: '2026-06-11', kind: 'opened' }],
  });
  await keepAlarm(database.owner, {
    ...{ accountId: id('three'), cause: 'detractor' },
    events: [{ asOf: '2026-06-01', kind: 'opened' }],
  });
  expect(await measureOn('2026-06-10', 'sawFirst')).toMatchObject({ value: null });
  const first = await measureOn(asOf, 'sawFirst');
  expect(first).toMatchObject({ met: 1, all: 3, standard: 0.5 });
  expect(labels(first?.supporting)).toEqual(['ONE']);
});
