import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCriteriaSet } from '../../db/stores/criteria-sets.ts';
import { addRating } from '../../db/stores/ratings.ts';
import { openScorecard, runScoring } from '../../db/stores/scorecards.ts';
import { metricNames } from '../../domain/selection/metrics.ts';
import { standardSet } from '../../domain/selection/standard-set.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const by = { kind: 'operator', id: 'ann' } as const;
const at = new Date('2026-03-02T09:00:00Z');
const asOf = '2026-01-01';

let database: TestDatabase;
let setId: string;

/** One sale: account, offering (its first letter is the line), day, status, amount, changes as an attribute, currency. */
type Sale = readonly [string, string, string, string, number, number | null, string?];

const sales: readonly Sale[] = [
  // The data begin two years before, so that every comparison is covered.
  ['old', 'A1', '2024-01-01', 'delivered', 100, 1],
  ['old', 'A1', '2024-03-10', 'delivered', 300, 1],
  ['old', 'A2', '2024-06-10', 'delivered', 100, 0],
  ['old', 'A1', '2025-03-05', 'delivered', 400, 2],
  ['old', 'A2', '2025-03-31', 'delivered', 200, 1],
  ['old', 'B1', '2025-11-30', 'delivered', 200, 0],
  ['old', 'B1', '2025-12-31', 'cancelled', 900, 4],
  ['old', 'B1', '2026-01-01', 'delivered', 5000, 9],
  ['new', 'B1', '2025-10-01', 'delivered', 50, null],
  ['new', 'B1', '2025-10-02', 'no-show', 70, null],
  ['abroad', 'A1', '2024-05-01', 'delivered', 100, 0, 'USD'],
  ['abroad', 'A1', '2025-05-01', 'delivered', 100, 0, 'USD'],
  ['unknown', 'A1', '2025-05-01', 'delivered', 100, 0, 'XAF'],
];

const all = {
  ...standardSet,
  criteria: metricNames.flatMap((metric) =>
    (['attractiveness', 'strength'] as const).map((axis, index) => ({
      key: `${metric}${index === 0 ? '' : 'Half'}`,
      title: metric,
      axis,
      weight: metric === 'revenue' ? 100 - (metricNames.length - 1) : 1,
      source: { kind: 'metric' as const, metric, windowMonths: index === 0 ? 12 : 6 },
      transform: { kind: 'percentile' as const },
      optional: true,
    })),
  ),
  value: {
    currency: 'EUR',
    rates: { USD: 0.5 },
    marginRate: 0.5,
    discountRate: 0.1,
    retention: { returning: 0.8, first: 0.4 },
    drivers: [
      { purpose: 'acquire', volume: 'transactions', rate: 2 },
      { purpose: 'serve', volume: 'attribute:changes', rate: 3 },
      { purpose: 'serve', volume: 'cancellations', rate: 10 },
    ],
  },
};

beforeAll(async () => {
  database = await createTestDatabase();
  const db = database.owner;
  await db.raw(`insert into programme (key, name) values ('main', 'Main')`);
  await db.raw(`insert into import_source (name) values ('sales')`);
  await db.raw(
    `insert into offering (key, name, line) select k, k, left(k, 1) from unnest(array['A1', 'A2', 'B1']) k`,
  );
  await db.raw(
    `insert into account (key, name, programme_id, region, time_zone, currency, active)
     select k, k, p.id, 'PT', 'Europe/Lisbon', 'EUR', k <> 'gone'
     from programme p, unnest(array['old', 'new', 'abroad', 'unknown', 'idle', 'gone']) with ordinality u (k, n) order by n`,
  );
  for (const [index, [account, offering, day, status, amount, changes, currency]] of sales.entries()) {
    await db.raw(
      `insert into transaction (source_id, source_key, account_id, offering_id, booked_on, delivered_on, status, quantity, amount, currency, attributes)
       select s.id, :key, a.id, o.id, :day, :day, :status, 1, :amount, :currency, :attributes
       from import_source s, account a, offering o where a.key = :account and o.key = :offering`,
      {
        key: String(index),
        account,
        offering,
        day,
        status,
        amount,
        currency: currency ?? 'EUR',
        attributes: JSON.stringify(changes === null ? { note: 'x' } : { changes }),
      },
    );
  }
  const [old] = await db('account').where({ key: 'old' }).select<{ id: string }[]>('id');
  await db('contact').insert([
    { account_id: old?.id, key: 'a', name: 'A', influence: 5, support: 4 },
    { account_id: old?.id, key: 'b', name: 'B', influence: 1, support: 1 },
    { account_id: old?.id, key: 'c', name: 'C', influence: 5 },
  ]);
  setId = (await addCriteriaSet(database.app, { key: 'all', content: all, reason: 'test', by, at })).set.id;
});
afterAll(() => database.drop());

async function rawOf(day = asOf): Promise<ReadonlyMap<string, Readonly<Record<string, number | null>>>> {
  const db = database.app;
  const scorecardId = await openScorecard(db, { criteriaSetId: setId, asOf: day, previousId: null, by, at });
  await runScoring(db, { scorecardId, by, at, accountsAtOnce: 2 });
  const rows = await db('score_input as i')
    .join('account as a', 'a.id', 'i.account_id')
    .where({ scorecard_id: scorecardId })
    .select<{ key: string; raw: (number | null)[] }[]>('a.key', 'i.raw');
  const named = (raw: (number | null)[]) =>
    Object.fromEntries(all.criteria.map(({ key }, n) => [key, raw[n] ?? null]));
  return new Map(rows.map(({ key, raw }) => [key, named(raw)]));
}

describe('the metrics of an account', () => {
  it('are what a person would reckon by hand', async () => {
    const old = (await rawOf()).get('old');
    const year = 800;
    const net = year * 0.5 - (4 * 2 + 7 * 3 + 1 * 10);
    expect(old).toMatchObject({
      revenue: year,
      revenueHalf: 200,
      growth: expect.closeTo(year / 500 - 1, 10) as number,
      // The half year before the same months: nothing was delivered in the second half of 2024.
      growthHalf: null,
      orderValue: expect.closeTo(year / 3, 10) as number,
      cancellationRate: 0.25,
      cancellationRateHalf: 0.5,
      breadth: 3,
      breadthHalf: 1,
      crossover: 0.25,
      newLineAdoption: 0.25,
      newLineAdoptionHalf: 1,
      tenure: expect.closeTo(699 / (365.25 / 12), 8) as number,
      // Of January, March and June of 2024, March came again.
      regularity: expect.closeTo(1 / 3, 10) as number,
      netValue: net,
      lifetimeValue: expect.closeTo((net * 0.8) / 0.3, 8) as number,
      costToAcquire: 8,
      costToServe: 31,
      costToRetain: null,
      shareOfWallet: null,
      relationshipStage: expect.closeTo(21 / 6, 10) as number,
      surveyScore: null,
    });
  });

  it('are zero where nothing was bought and missing where nothing can be known of it', async () => {
    expect((await rawOf()).get('idle')).toMatchObject({
      revenue: 0,
      growth: null,
      orderValue: null,
      cancellationRate: null,
      breadth: 0,
      crossover: null,
      newLineAdoption: null,
      tenure: 0,
      regularity: null,
      netValue: 0,
      costToServe: 0,
      relationshipStage: null,
    });
  });

  it('compare nothing for an account that is new, and miss a cost whose driver no transaction tells', async () => {
    expect((await rawOf()).get('new')).toMatchObject({
      revenue: 50,
      growth: null,
      newLineAdoption: null,
      regularity: null,
      costToAcquire: 4,
      costToServe: null,
      netValue: null,
    });
  });

  it('convert money by the rates of the set, and miss it in a currency without one', async () => {
    const raw = await rawOf();
    expect(raw.get('abroad')).toMatchObject({ revenue: 50, growth: 0, orderValue: 50 });
    expect(raw.get('unknown')).toMatchObject({ revenue: null, netValue: null, crossover: null, breadth: 1 });
  });

  it('look at active accounts only, and at no day from the one scored as of', async () => {
    const raw = await rawOf();
    expect([...raw.keys()].sort()).toEqual(['abroad', 'idle', 'new', 'old', 'unknown']);
    expect((await rawOf('2026-01-02')).get('old')?.['revenue']).toBe(5800);
  });

  it('compare nothing where the data do not cover the whole year before', async () => {
    const raw = (await rawOf('2025-12-31')).get('old');
    expect(raw).toMatchObject({ revenue: 800, growth: null, regularity: null, newLineAdoption: null });
  });

  it('take the rating of the day scored as of, before what contacts say', async () => {
    const [old] = await database.app('account').where({ key: 'old' }).select<{ id: string }[]>('id');
    const rating = {
      accountId: old?.id ?? '',
      name: 'relationshipStage',
      reason: 'signed for three years',
      by,
      at,
    };
    await addRating(database.app, { ...rating, value: 5, ratedOn: '2025-06-01' });
    await addRating(database.app, { ...rating, value: 2, ratedOn: '2026-02-01', reason: 'lost the sponsor' });
    expect((await rawOf()).get('old')?.['relationshipStage']).toBe(5);
    expect((await rawOf('2026-02-01')).get('old')?.['relationshipStage']).toBe(2);
  });
});

describe('a rating', () => {
  const rating = {
    accountId: '1',
    name: 'shareOfWallet',
    value: 0.4,
    reason: 'their tender',
    ratedOn: '2026-03-01',
    by,
    at,
  };

  it.each([
    ['a value out of its bounds', { value: 40 }, /shareOfWallet must be from 0 to 1/],
    ['a day that is still to come', { ratedOn: '2026-03-03' }, /must not be a day that is still to come/],
    ['an account that is not there', { accountId: '999' }, /There is no account 999/],
  ])('is refused for %s', async (_what, changes, told) => {
    await expect(addRating(database.app, { ...rating, ...changes })).rejects.toThrow(told);
  });
});
