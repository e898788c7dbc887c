import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importPeople } from '../../db/import/import-people.ts';
import { importTransactions } from '../../db/import/import-transactions.ts';
import { readMapping } from '../../db/import/mapping-file.ts';
import { findAccountId } from '../../db/read-models/accounts.ts';
import { kpisAt, kpiTrend, programmeKpisAt, type KpiReading } from '../../db/read-models/kpi-values.ts';
import { programmeResults } from '../../db/read-models/kpi-results.ts';
import { latestCriteriaSet } from '../../db/stores/criteria-sets.ts';
import { designateAccount } from '../../db/stores/designations.ts';
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
  await designate(agent1, agent9);
}, 240_000);
afterAll(() => database.drop());

// A cycle by hand, of 1 August 2016, that designated both agents.
async function designate(...accountIds: readonly string[]): Promise<void> {
  const { app, owner } = database;
  const opened = new Date('2016-08-01T00:00:00Z');
  const set = await latestCriteriaSet(app, { key: 'standard', at: opened });
  const { id: lead } = await one<{ id: string }>('select id from person order by id limit 1');
  const workflowId = 'candidate-selection/kpis/2016';
  const process = { workflow_id: workflowId, kind: 'candidateSelection', input: '{}' };
  await owner('process').insert({ ...process, opened_at: opened });
  const [cycle] = await owner('selection_cycle')
    .insert({
      ...{ workflow_id: workflowId, programme_id: programmeId, year: 2016, criteria_set_id: set.id },
      ...{ as_of: '2016-08-01', lead_id: lead, panel_policy: '{}', nomination_hours: 0, status: 'closed' },
      ...{ outcome: 'designated', started_by_kind: 'operator', started_by_id: 'ann' },
      ...{ opened_at: opened, closed_at: opened },
    })
    .returning<{ id: string }[]>('id');
  for (const accountId of accountIds)
    await designateAccount(app, { accountId, programmeId, cycleId: cycle?.id ?? '', at: opened });
}

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

describe('the programme', () => {
  it('counts all its accounts, those that left too, account by account', async () => {
    const sums = await one<
      Record<'start' | 'contraction' | 'churn' | 'expansion' | 'revenue' | 'kept' | 'bought', number>
    >(
      `with account_sum as (
         select a.id, coalesce(sum(amount) filter (where delivered_on >= '2016-08-01'), 0) as now,
           coalesce(sum(amount) filter (where delivered_on < '2016-08-01'), 0) as before,
           count(*) filter (where delivered_on >= '2016-08-01') as orders, count(*) filter (where delivered_on < '2016-08-01') as earlier
         from account a join transaction t on t.account_id = a.id
         where t.status = 'delivered' and delivered_on >= '2015-08-01' and delivered_on < '2017-08-01' group by a.id)
       select sum(before) filter (where before > 0)::float8 as start, sum(now)::float8 as revenue,
         sum(before - now) filter (where before > 0 and now > 0 and now < before)::float8 as contraction,
         sum(before) filter (where before > 0 and now <= 0)::float8 as churn,
         sum(now - before) filter (where before > 0 and now > before)::float8 as expansion,
         (count(*) filter (where earlier > 0 and orders > 0))::float8 as kept, (count(*) filter (where earlier > 0))::float8 as bought
       from account_sum`,
    );
    const { start, contraction, churn, expansion } = sums;
    const kpis = await programmeKpisAt(database.app, { programmeId, asOf });
    expect(of(kpis, 'revenue').value).toBeCloseTo(sums.revenue, 1);
    expect(of(kpis, 'customerRetention').value).toBeCloseTo(sums.kept / sums.bought, 12);
    expect(of(kpis, 'grossRevenueRetention').value).toBeCloseTo((start - contraction - churn) / start, 8);
    expect(of(kpis, 'netRevenueRetention').value).toBeCloseTo(
      (start - contraction - churn + expansion) / start,
      8,
    );
    expect(of(kpis, 'netRevenueRetention').explanation.inputs['churn']).toBeCloseTo(churn, 1);
    expect(of(kpis, 'programmeReturn').explanation.inputs).toMatchObject({ keyAccounts: 2, accountYears: 2 });
  });

  it('has no value, and says why, where the data begin too late or end too early', async () => {
    const missing = async (day: string): Promise<unknown[]> => {
      const kpis = await kpisAt(database.app, { accountId: agent9, asOf: day });
      return ['revenue', 'revenueGrowth', 'nps', 'shareOfWallet'].map((key) => of(kpis, key).missing);
    };
    expect(await missing('2016-06-01')).toEqual(['beginsLater', 'beginsLater', 'noAnswers', 'noRating']);
    expect(await missing('2016-10-01')).toEqual([null, 'beforeNotCovered', 'noAnswers', 'noRating']);
    expect(await missing('2018-06-01')).toEqual(['endsEarlier', 'endsEarlier', 'noAnswers', 'noRating']);
  });

  it('shows its key accounts beside those never designated, and what tells against comparing them', async () => {
    const groups = await database.owner.raw<{ rows: Record<string, number | boolean>[] }>(
      `with s as (
         select account_id, sum(amount) filter (where delivered_on >= '2016-08-01') as now, count(*) filter (where delivered_on >= '2016-08-01') as orders,
           sum(amount) filter (where delivered_on < '2016-08-01') as before, count(*) filter (where delivered_on < '2016-08-01') as earlier
         from transaction where status = 'delivered' and delivered_on >= '2015-08-01' and delivered_on < '2017-08-01' and account_id is not null
         group by account_id)
       select account_id in (${agent1}, ${agent9}) as key, count(*)::int as accounts, (count(*) filter (where orders > 0))::int as kept,
         (sum(now) / sum(orders))::float8 as value, (sum(now) / sum(before) - 1)::float8 as change
       from s where earlier > 0 group by 1 order by 1`,
    );
    const [others, chosen] = groups.rows;
    const { cohorts } = await programmeResults(database.app, { programmeId, asOf: '2017-08-31' });
    expect(cohorts).toHaveLength(1);
    const [cohort] = cohorts;
    expect(cohort).toMatchObject({
      ...{ designatedOn: '2016-08-01', missing: null },
      coverage: { window: { startsOn: '2016-08-01', endsBefore: '2017-08-01' } },
      keyAccounts: { accounts: 2, retention: 1 },
      others: { accounts: others?.['accounts'] },
    });
    expect(cohort?.others.retention).toBeCloseTo(Number(others?.['kept']) / Number(others?.['accounts']), 10);
    expect(cohort?.keyAccounts.orderValue).toBeCloseTo(Number(chosen?.['value']), 6);
    expect(cohort?.keyAccounts.revenueChange).toBeCloseTo(Number(chosen?.['change']), 8);
    expect(cohort?.others.revenueChange).toBeCloseTo(Number(others?.['change']), 8);
    expect(cohort?.cautions).toEqual(['notByLot', 'fewAccounts', 'groupsDiffered', 'growthBeforeUnknown']);
    const early = await programmeResults(database.app, { programmeId, asOf: '2016-10-01' });
    expect(early.cohorts[0]).toMatchObject({ missing: 'tooSoon', keyAccounts: { retention: null } });
  });
});

describe('what is kept', () => {
  const keep = (accountIds?: readonly string[]) =>
    snapshotKpis(database.app, { programmeId, accountIds, asOf, by, at });

  it('is kept once, stays when the records change, and is never overwritten', async () => {
    const kept = await keep();
    expect(kept).toMatchObject({ accounts: 2, unchanged: 0 });
    expect(await keep()).toEqual({ accounts: 2, stored: 0, unchanged: kept.stored });
    const before = of(await kpisAt(database.app, { accountId: agent1, asOf }), 'revenue');
    expect(before.origin).toBe('snapshot');
    await database.owner.raw(
      `insert into transaction (source_id, source_key, account_id, booked_on, delivered_on, status, quantity, amount, currency)
       select source_id, 'late', account_id, '2017-05-01', '2017-05-02', 'delivered', 1, 1000, 'EUR' from transaction
       where account_id = ${agent1} limit 1`,
    );
    expect(of(await kpisAt(database.app, { accountId: agent1, asOf }), 'revenue')).toEqual(before);
    expect((await keep([agent1])).stored).toBeGreaterThan(0);
    const after = of(await kpisAt(database.app, { accountId: agent1, asOf }), 'revenue');
    expect(after.value).toBeCloseTo((before.value ?? 0) + 1000, 2);
    const rows = await database.app('kpi_value').where({ account_id: agent1, kpi: 'revenue', as_of: asOf });
    expect(rows).toHaveLength(2);
    const values = database.app('kpi_value').where({ account_id: agent1 });
    await expect(values.clone().update({ value: 1 })).rejects.toMatchObject({ code: '42501' });
    await expect(values.clone().delete()).rejects.toMatchObject({ code: '42501' });
  });

  it('counts a rating from its day on', async () => {
    const rating = { accountId: agent9, name: 'shareOfWallet', value: 0.4, reason: 'as they say' };
    await addRating(database.app, { ...rating, ratedOn: '2017-03-01', by, at });
    const share = async (day: string) =>
      of(await kpisAt(database.app, { accountId: agent9, asOf: day }), 'shareOfWallet');
    expect(await share('2017-02-28')).toMatchObject({ value: null, missing: 'noRating' });
    expect(await share('2017-03-01')).toMatchObject({ value: 0.4, missing: null });
  });

  it('is shown month by month, with the months that nobody kept as the records tell them', async () => {
    const trend = await kpiTrend(database.app, { accountId: agent9, kpi: 'revenue', months: 3, asOf });
    expect(trend.map((one) => [one.asOf, one.origin])).toEqual([
      ...[
        ['2017-05-01', 'records'],
        ['2017-06-01', 'records'],
        ['2017-07-01', 'records'],
        [asOf, 'snapshot'],
      ],
    ]);
    const sums = await sumsOf(agent9);
    expect(trend.at(-1)?.value).toBeCloseTo(sums.revenue, 2);
  });

  it('is refused for a day to come and for accounts of nobody', async () => {
    const order = { programmeId, asOf, by, at };
    await expect(snapshotKpis(database.app, { ...order, asOf: '2017-09-02' })).rejects.toMatchObject({
      ...{ code: 'invalid', faults: [{ path: 'asOf' }] },
    });
    await expect(
      snapshotKpis(database.app, { ...order, accountIds: ['9'.repeat(15)] }),
    ).rejects.toMatchObject({
      ...{ code: 'invalid', faults: [{ path: 'accountIds' }] },
    });
    await expect(snapshotKpis(database.app, { ...order, programmeId: '999999' })).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});
