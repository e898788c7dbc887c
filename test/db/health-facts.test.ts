import { afterAll, beforeAll, expect, it } from 'vitest';
import { measureHealth } from '../../db/health/measure.ts';
import type { DriverKey } from '../../domain/health/drivers.ts';
import type { Measured } from '../../domain/health/score.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addSales, seedKeyAccounts, type KeyAccounts } from '../support/key-accounts.ts';
import { keepAlarm, keepAnswers, keepCommitment, keepPlan, keepSweep } from '../support/kept-records.ts';

let database: TestDatabase;
let firm: KeyAccounts;
let accountId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  firm = await seedKeyAccounts(database.owner, { keys: ['client', 'abroad'], at: '2026-01-01T00:00:00Z' });
  accountId = firm.ids['client'] ?? '';
});
afterAll(() => database.drop());

async function driverOn(asOf: string, key: DriverKey, of = accountId): Promise<Measured | undefined> {
  const at = new Date('2027-06-01T00:00:00Z');
  const facts = await measureHealth(database.app, { accountIds: [of], asOf, at });
  return facts.get(of)?.[key];
}

it('compares no window that the data do not cover, and none after they ended', async () => {
  await addSales(database.owner, [
    { accountId, day: '2024-12-15', amount: 100 },
    { accountId, day: '2025-03-20', amount: 100 },
    { accountId, day: '2026-03-20', amount: 50 },
  ]);
  expect(await driverOn('2026-03-14', 'revenue')).toMatchObject({ missing: 'notCovered' });
  expect(await driverOn('2026-03-15', 'revenue')).toMatchObject({ missing: 'dataEnded' });
  expect(await driverOn('2026-03-21', 'revenue')).toMatchObject({ value: -0.5 });
  expect(await driverOn('2026-04-24', 'orders')).toMatchObject({ value: 0 });
  expect(await driverOn('2026-04-25', 'orders')).toMatchObject({ missing: 'dataEnded' });
  expect(await driverOn('2026-04-25', 'cancellations')).toMatchObject({ missing: 'dataEnded' });
});

it('counts no amount in a currency without a rate as nothing', async () => {
  const abroad = firm.ids['abroad'] ?? '';
  await addSales(database.owner, [
    { accountId: abroad, day: '2025-03-01', amount: 100, currency: 'XAF' },
    { accountId: abroad, day: '2026-03-01', amount: 100, currency: 'XAF' },
  ]);
  expect(await driverOn('2026-03-25', 'revenue', abroad)).toMatchObject({ missing: 'otherCurrency' });
  expect(await driverOn('2026-03-25', 'orders', abroad)).toMatchObject({ value: 0 });
});

it('counts the buying centre as its plan described it then, and contacts where it describes none', async () => {
  await database.owner('contact').insert({
    ...{ account_id: accountId, key: 'ann', name: 'Ann', influence: 2, support: 2 },
    last_contact_on: '2026-04-01',
  });
  expect(await driverOn('2026-04-11', 'support')).toMatchObject({ value: 2, inputs: { source: 'contacts' } });
  const person = (support: number, lastContactOn: string | null) => ({
    influence: 4,
    support,
    lastContactOn,
  });
  await keepPlan(database.owner, {
    ...{ accountId, managerId: firm.managerId, year: 2026, steps: [] },
    contents: [
      {
        at: '2026-04-10T10:00:00Z',
        buyingCentre: [person(4, '2026-04-09'), { ...person(5, null), influence: 5 }],
      },
      { at: '2026-04-20T10:00:00Z', buyingCentre: [person(1, null)] },
    ],
  });
  expect(await driverOn('2026-04-10', 'support')).toMatchObject({ value: 2 });
  expect(await driverOn('2026-04-11', 'support')).toMatchObject({ value: 41 / 9, inputs: { rated: 2 } });
  expect(await driverOn('2026-04-11', 'sponsors')).toMatchObject({ value: 2 });
  expect(await driverOn('2026-04-11', 'contact')).toMatchObject({ value: 2 });
  expect(await driverOn('2026-04-21', 'support')).toMatchObject({ value: 1 });
  expect(await driverOn('2026-04-21', 'sponsors')).toMatchObject({ value: 0 });
  expect(await driverOn('2026-04-21', 'contact')).toMatchObject({ value: 20 });
  expect(await driverOn('2026-04-01', 'contact')).toMatchObject({ missing: 'noContact' });
});

it('counts steps and commitments that were overdue then, whatever became of them', async () => {
  expect(await driverOn('2025-06-01', 'overdue')).toMatchObject({ missing: 'noPlan' });
  const planId = await keepPlan(database.owner, {
    ...{ accountId, managerId: firm.managerId, year: 2025 },
    steps: [
      {
        ownerId: firm.managerId,
        dueOn: '2025-06-10',
        startedAt: '2025-05-01T00:00:00Z',
        doneAt: '2025-06-20T08:00:00Z',
      },
      { ownerId: firm.managerId, dueOn: '2025-06-30', startedAt: '2025-05-01T00:00:00Z' },
    ],
  });
  await keepCommitment(database.owner, {
    ...{ planId, ownerId: firm.managerId },
    events: [
      { at: '2025-05-02T00:00:00Z', status: 'open', dueOn: '2025-06-05' },
      { at: '2025-06-12T00:00:00Z', status: 'open', dueOn: '2025-07-05' },
      { at: '2025-07-10T00:00:00Z', status: 'done', dueOn: '2025-07-05' },
    ],
  });
  const overdue = (steps: number, ours: number): object => ({
    value: steps + ours,
    inputs: { steps, ours, client: 0 },
  });
  expect(await driverOn('2025-06-05', 'overdue')).toMatchObject(overdue(0, 0));
  expect(await driverOn('2025-06-06', 'overdue')).toMatchObject(overdue(0, 1));
  expect(await driverOn('2025-06-11', 'overdue')).toMatchObject(overdue(1, 1));
  expect(await driverOn('2025-06-13', 'overdue')).toMatchObject(overdue(1, 0));
  expect(await driverOn('2025-06-21', 'overdue')).toMatchObject(overdue(0, 0));
  expect(await driverOn('2025-07-08', 'overdue')).toMatchObject(overdue(1, 1));
  expect(await driverOn('2025-07-11', 'overdue')).toMatchObject(overdue(1, 0));
});

it('counts what each contact said last up to the day, within a year', async () => {
  const { id: contactId } = await database.owner('contact').where({ key: 'ann' }).first<{ id: string }>('id');
  const answers = [
    { at: '2025-02-01T10:00:00Z', nps: 10 },
    { at: '2025-02-03T10:00:00Z', nps: 4 },
  ];
  await keepAnswers(database.owner, { accountId, contactId, answers });
  expect(await driverOn('2025-02-01', 'satisfaction')).toMatchObject({ missing: 'noAnswers' });
  expect(await driverOn('2025-02-02', 'satisfaction')).toMatchObject({ value: 1, inputs: { detractors: 0 } });
  expect(await driverOn('2025-02-04', 'satisfaction')).toMatchObject({
    value: 0.4,
    inputs: { detractors: 1 },
  });
  expect(await driverOn('2026-02-03', 'satisfaction')).toMatchObject({ value: 0.4 });
  expect(await driverOn('2026-02-04', 'satisfaction')).toMatchObject({ missing: 'noAnswers' });
});

it('counts alarms that were open then, where a sweep looked within a week', async () => {
  const { programmeId } = firm;
  await keepAlarm(database.owner, {
    ...{ accountId, cause: 'drop' },
    events: [
      { asOf: '2026-05-02', kind: 'opened' },
      { asOf: '2026-05-04', kind: 'cleared' },
      { asOf: '2026-05-05', kind: 'returned' },
    ],
  });
  for (const asOf of ['2026-05-01', '2026-05-02', '2026-05-04', '2026-05-05'])
    await keepSweep(database.owner, { programmeId, asOf });
  const seen: unknown[] = [];
  for (const asOf of ['2026-04-30', '2026-05-01', '2026-05-03', '2026-05-04', '2026-05-11', '2026-05-12'])
    seen.push((await driverOn(asOf, 'alarms'))?.value);
  expect(seen).toEqual([null, 0, 1, 0, 1, null]);
});
