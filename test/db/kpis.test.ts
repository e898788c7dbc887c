import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importPeople } from '../../db/import/import-people.ts';
import { importTransactions } from '../../db/import/import-transactions.ts';
import { readMapping } from '../../db/import/mapping-file.ts';
import { findAccountId } from '../../db/read-models/accounts.ts';
import { kpisAt, kpiTrend, programmeKpisAt, type KpiReading } from '../../db/read-models/kpi-values.ts';
import { snapshotKpis } from '../../db/stores/kpi-values.ts';
import { addRating } from '../../db/stores/ratings.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const sample = new URL('../../samples/hotel/', import.meta.url);
const at = new Date('2017-09-01T09:00:00Z');
const by = { kind: 'operator', id: 'ann' } as const;
const asOf = '2017-08-01';

let database: TestDatabase;
let programmeId: string;
let agent1: string;
let agent9: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const people = await readFile(new URL('people.yaml', sample), 'utf8');
  await importPeople(database.app, { text: people, format: 'yaml', by, now: at });
  const mapping = readMapping(await readFile(new URL('mapping.yaml', sample), 'utf8'));
  const source = createReadStream(new URL('hotel_bookings.csv.gz', sample));
  await importTransactions(database.app, { source, mapping, by, now: at, shiftMonths: 0 });
  [agent1, agent9] = [await idOf('agent-1'), await idOf('agent-9')];
  programmeId = (await one<{ programme_id: string }>(`select programme_id from account where id = ${agent1}`))
    .programme_id;
}, 240_000);
afterAll(() => database.drop());

async function idOf(key: string): Promise<string> {
  return findAccountId(database.app, key);
}

async function one<Row>(sql: string): Promise<Row> {
  const { rows } = await database.owner.raw<{ rows: [Row] }>(sql);
  return rows[0];
}

function of(readings: readonly KpiReading[], key: string): KpiReading {
  const found = readings.find(({ kpi }) => kpi === key);
  if (!found) throw new Error(`there is no ${key}`);
  return found;
}

interface Sums {
  readonly revenue: number;
  readonly before: number;
  readonly orders: number;
  readonly lost: number;
  readonly all: number;
  readonly offerings: number;
}

// By hand, apart from the collected facts of the product.
const sumsOf = (accountId: string): Promise<Sums> =>
  one(`select sum(amount) filter (where status = 'delivered' and delivered_on >= '2016-08-01')::float8 as revenue,
      sum(amount) filter (where status = 'delivered' and delivered_on < '2016-08-01')::float8 as before,
      (count(*) filter (where status = 'delivered' and delivered_on >= '2016-08-01'))::float8 as orders,
      (count(*) filter (where status in ('cancelled', 'no-show') and delivered_on >= '2016-08-01'))::float8 as lost,
      (count(*) filter (where delivered_on >= '2016-08-01'))::float8 as all,
      (count(distinct offering_id) filter (where status = 'delivered' and delivered_on >= '2016-08-01'))::float8 as offerings
    from transaction where account_id = ${accountId} and delivered_on >= '2015-08-01' and delivered_on < '2017-08-01'`);

describe('an account of the hotels', () => {
  it('has the values that hand-written sums give, and says what they rest on', async () => {
    const sums = await sumsOf(agent9);
    const kpis = await kpisAt(database.app, { accountId: agent9, asOf });
    const value = (key: string): number | null => of(kpis, key).value;
    expect(value('revenue')).toBeCloseTo(sums.revenue, 2);
    expect(value('averageOrderValue')).toBeCloseTo(sums.revenue / sums.orders, 2);
    expect(value('orderFrequency')).toBe(sums.orders);
    expect(value('cancellations')).toBeCloseTo(sums.lost / sums.all, 10);
    expect(value('offerings')).toBe(sums.offerings);
    expect(value('revenueGrowth')).toBeCloseTo(sums.revenue / sums.before - 1, 6);
    expect(value('netRevenueRetention')).toBeCloseTo(sums.revenue / sums.before, 6);
    expect(value('grossRevenueRetention')).toBeCloseTo(Math.min(1, sums.revenue / sums.before), 6);
    expect(of(kpis, 'cancellations')).toMatchObject({
      origin: 'records',
      startsOn: '2016-08-01',
      missing: null,
      explanation: {
        numerator: sums.lost,
        denominator: sums.all,
        rows: { accounts: 1, transactions: sums.all, answers: 0 },
        coverage: { gap: null, beforeCovered: true },
        criteriaSet: { key: 'standard', version: 1 },
      },
    });
  });

  it('shows that agent 1 fell', async () => {
    const sums = await sumsOf(agent1);
    const kpis = await kpisAt(database.app, { accountId: agent1, asOf });
    expect(of(kpis, 'revenueGrowth').value).toBeCloseTo(sums.revenue / sums.before - 1, 6);
    expect(of(kpis, 'revenueGrowth').value).toBeLessThan(-0.5);
  });
});
