import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packKpis } from '../../db/read-models/kpi-pack.ts';
import { kpiTargets, type KpiTarget } from '../../db/read-models/kpi-targets.ts';
import { kpisAt } from '../../db/read-models/kpi-values.ts';
import { addCriteriaSet } from '../../db/stores/criteria-sets.ts';
import { defineKpi } from '../../db/stores/kpi-definitions.ts';
import { giveKpiValues } from '../../db/stores/kpi-given.ts';
import { snapshotKpis } from '../../db/stores/kpi-values.ts';
import { missingReasons } from '../../domain/kpis/missing.ts';
import { ownKpiSchema } from '../../domain/kpis/own-kpi.ts';
import { standardSet } from '../../domain/selection/standard-set.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { keepPlan } from '../support/kept-records.ts';
import { addSales, seedKeyAccounts, type KeyAccounts } from '../support/key-accounts.ts';

const by = { kind: 'operator', id: 'ann' } as const;
const at = new Date('2017-12-31T09:00:00Z');
let database: TestDatabase;
let firm: KeyAccounts;

const id = (key: string): string => firm.ids[key] ?? '';

const target = (key: string, unit: string, [baseline, wanted]: readonly [string | null, string]) => ({
  ...{ key, name: `The ${key}`, unit, baseline, target: wanted },
  earlyIndicators: [{ name: 'Orders', expected: 'as many as last year' }],
});

beforeAll(async () => {
  database = await createTestDatabase();
  firm = await seedKeyAccounts(database.owner, {
    keys: ['seasonal', 'abroad', 'other'],
    at: '2016-01-01T00:00:00Z',
  });
  const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];
  const year = (y: number, amounts: (n: number) => number) =>
    months.map((month, n) => ({ accountId: id('seasonal'), day: `${y}-${month}-10`, amount: amounts(n) }));
  await addSales(database.owner, [
    { accountId: id('other'), day: '2015-01-01', amount: 1 },
    { accountId: id('other'), day: '2017-12-31', amount: 1 },
    // Three quarters of a year's business come in its first half.
    ...year(2016, (n) => (n < 6 ? 150 : 50)),
    ...year(2017, (n) => (n < 6 ? 165 : 55)),
    ...['2016-05-05', '2017-05-05'].map((day) => ({
      accountId: id('seasonal'),
      day,
      amount: 9,
      status: 'cancelled' as const,
    })),
    { accountId: id('abroad'), day: '2017-05-05', amount: 200, currency: 'USD' },
    { accountId: id('abroad'), day: '2017-05-06', amount: 100, currency: 'EUR' },
  ]);
  await database
    .owner('account')
    .where({ id: id('abroad') })
    .update({ currency: 'USD' });
  const definition = ownKpiSchema.parse({
    ...{ name: { en: 'Visits', de: 'Besuche' }, unit: 'count', direction: 'higher', kind: 'flow' },
    ...{ formula: 'Visits of the account', source: 'the diary', reason: 'we want to see them' },
  });
  await defineKpi(database.app, { key: 'visits', definition, by, at });
  await keepPlan(database.owner, {
    ...{ accountId: id('seasonal'), managerId: firm.managerId, year: 2017, steps: [] },
    contents: [
      {
        at: '2017-01-01T00:00:00Z',
        kpis: [
          target('revenue', 'money', ['1200.00', '1320.00']),
          target('cancellations', 'share', ['0.0769', '0.02']),
          target('orderFrequency', 'count', ['12', '18']),
          target('visits', 'count', [null, '12']),
          target('trust', 'count', [null, '5']),
        ],
      },
    ],
  });
});
afterAll(() => database.drop());

async function standings(asOf: string): Promise<Readonly<Record<string, KpiTarget>>> {
  const targets = await kpiTargets(database.app, { accountId: id('seasonal'), asOf });
  return Object.fromEntries(targets.map((one) => [one.key, one]));
}

const visit = (startsOn: string, asOf: string, more: object = {}) =>
  giveKpiValues(database.app, {
    values: [
      { place: '', value: { kpi: 'visits', account: 'seasonal', startsOn, asOf, value: '1', ...more } },
    ],
    by,
    at,
  });

describe('the targets of a plan', () => {
  it('are projected by the course of last year, as far as the data reach', async () => {
    const { revenue, cancellations, orderFrequency } = await standings('2017-07-01');
    expect(revenue).toMatchObject({
      ...{ kpi: 'revenue', method: 'seasonal', value: 990, standing: 'onTrack', currency: 'EUR' },
      // The last delivery of anybody is of 10 June.
      measuredUntil: '2017-06-11',
    });
    expect(revenue?.projected).toBeCloseTo(1320, 6);
    expect(revenue?.expected).toBeCloseTo(990, 6);
    expect(orderFrequency).toMatchObject({ value: 6, method: 'seasonal', standing: 'off', projected: 12 });
    expect(cancellations).toMatchObject({ method: 'line', standing: 'off' });
    expect(cancellations?.value).toBeCloseTo(1 / 13, 6);
  });

  it('are reached or missed when the year is over, and unknown while it is too early', async () => {
    const { revenue, orderFrequency } = await standings('2018-01-01');
    expect(revenue).toMatchObject({ value: 1320, method: 'final', standing: 'onTrack', projected: 1320 });
    expect(orderFrequency).toMatchObject({ value: 12, method: 'final', standing: 'off' });
    expect((await standings('2017-01-20'))['revenue']).toMatchObject({
      ...{ standing: 'unknown', projected: null, why: 'tooEarly' },
    });
    expect(await standings('2018-02-01')).toEqual({});
  });

  it('that nothing measures are unknown and say so', async () => {
    expect((await standings('2017-07-01'))['trust']).toMatchObject({
      ...{ kpi: null, value: null, standing: 'unknown', why: 'notMeasured', target: 5 },
    });
  });

  it('of a KPI of the firm are measured by what was given, as far as it follows on', async () => {
    expect((await standings('2017-07-01'))['visits']).toMatchObject({ value: null, why: 'noValue' });
    await visit('2017-01-01', '2017-02-01', { value: '2' });
    await visit('2017-02-01', '2017-04-01', { value: '1' });
    await visit('2017-06-01', '2017-07-01', { value: '5' });
    expect((await standings('2017-07-01'))['visits']).toMatchObject({
      ...{ value: 3, measuredUntil: '2017-04-01', method: 'linear', standing: 'onTrack' },
    });
    await visit('2017-02-01', '2017-04-01', { value: '0', reason: 'the visit did not take place' });
    expect((await standings('2017-07-01'))['visits']).toMatchObject({ value: 2, standing: 'off' });
  });

  it('stand in a review beside the KPIs, which show the quarter and the year before', async () => {
    const pack = await packKpis(database.app, {
      accountId: id('seasonal'),
      asOf: '2017-07-01',
      currency: 'EUR',
    });
    const of = (key: string) => pack.find((one) => one.key === key);
    expect(of('revenue')).toMatchObject({ value: 1290, target: 1320, standing: 'onTrack', missing: null });
    expect(of('revenue')?.lastQuarter).toBeCloseTo(6 * 50 + 3 * 150 + 3 * 165 - 0, 2);
    expect(of('revenue')?.lastYear).toBeCloseTo(900, 2);
    expect(of('nps')).toMatchObject({ value: null, missing: missingReasons.noAnswers, target: null });
    expect(of('trust')).toMatchObject({ target: 5, missing: missingReasons.notMeasured });
    const dollars = await packKpis(database.app, {
      accountId: id('seasonal'),
      asOf: '2017-07-01',
      currency: 'USD',
    });
    expect(dollars.find(({ key }) => key === 'revenue')).toMatchObject({
      ...{ value: null, missing: missingReasons.otherCurrency, target: null },
    });
  });
});

describe('money of an account', () => {
  const revenue = async () => {
    const kpis = await kpisAt(database.app, { accountId: id('abroad'), asOf: '2017-07-01' });
    return kpis.find(({ kpi }) => kpi === 'revenue');
  };

  it('is missing where the criteria set has no rate, and else in the account’s own currency', async () => {
    expect(await revenue()).toMatchObject({ value: null, missing: 'noRate', currency: 'USD' });
    const content = { ...standardSet, value: { ...standardSet.value, rates: { USD: 0.5 } } };
    const wish = { key: 'dollars', content, reason: 'they sell there', by, at: new Date('2016-01-01') };
    const { set } = await addCriteriaSet(database.app, wish);
    await database.owner('selection_cycle').update({ criteria_set_id: set.id });
    expect(await revenue()).toMatchObject({ value: 400, missing: null, currency: 'USD' });
    expect((await revenue())?.explanation.criteriaSet).toEqual({ key: 'dollars', version: 1 });
  });

  it('is kept for the key accounts of the day alone', async () => {
    await database
      .owner('designation')
      .where({ account_id: id('other') })
      .update({ ended_at: '2017-03-01T00:00:00Z', ended_reason: 'left' });
    const order = { programmeId: firm.programmeId, by, at };
    const accounts = async (asOf: string) => (await snapshotKpis(database.app, { ...order, asOf })).accounts;
    expect([
      await accounts('2017-03-01'),
      await accounts('2017-03-02'),
      await accounts('2016-01-01'),
    ]).toEqual([...[3, 2, 0]]);
  });
});
