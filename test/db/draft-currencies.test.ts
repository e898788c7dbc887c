import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { importRates } from '../../db/import/import-rates.ts';
import { accountFigures } from '../../db/read-models/figures.ts';
import { planDraft, type PlanDraft } from '../../db/read-models/plan-draft.ts';
import { planningAccount } from '../../db/read-models/planning-context.ts';
import { accountWhitespace } from '../../db/read-models/whitespace.ts';
import { yearMeasured } from '../../db/read-models/year-measured.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { seedFirm, type Firm } from '../support/people.ts';

let database: TestDatabase;
let firm: Firm;
let sourceId: string;
const asOf = '2027-01-01';
const by = { kind: 'operator', id: 'test' } as const;
const at = new Date('2026-12-20T09:00:00Z');

beforeAll(async () => {
  database = await createTestDatabase();
  firm = await seedFirm(database.app, '47');
  sourceId = await idOf('import_source', { name: 'hand-made' });
});

afterAll(async () => {
  await database.drop();
});

beforeEach(async () => {
  await database.owner('exchange_rate').delete();
  await database.app('transaction').delete();
  await database.app('account').where({ id: firm.accountId }).update({ region: 'PT' });
});

async function idOf(table: string, row: Record<string, unknown>): Promise<string> {
  const [stored] = await database.app(table).insert(row).returning<{ id: string }[]>('id');
  return stored?.id ?? '';
}

let number = 0;

interface Sale {
  readonly amount: number;
  readonly currency?: string;
  readonly on?: string;
  readonly offering?: string;
  readonly accountId?: string;
  readonly status?: string;
}

async function sell(sale: Sale): Promise<void> {
  const { amount, currency = 'EUR', on = '2026-06-01', offering = 'X', accountId = firm.accountId } = sale;
  const [row] = await database
    .app('offering')
    .insert({ key: offering, name: offering, line: 'Rooms' })
    .onConflict('key')
    .merge()
    .returning<{ id: string }[]>('id');
  number += 1;
  await database.app('transaction').insert({
    source_id: sourceId,
    source_key: String(number),
    account_id: accountId,
    offering_id: row?.id,
    booked_on: on,
    delivered_on: on,
    status: sale.status ?? 'delivered',
    quantity: 1,
    amount,
    currency,
  });
}

async function rates(...lines: readonly string[]): Promise<void> {
  const rows = lines.map((line) => `${line},ECB`);
  await importRates(database.app, { csv: ['base,quote,on,rate,source', ...rows].join('\n'), by, at });
}

async function draft(knownAt?: Date): Promise<PlanDraft> {
  const account = await planningAccount(database.app, firm.accountId);
  const wish = { account, year: 2030, asOf, managerId: firm.manager };
  return planDraft(database.app, { ...wish, ...(knownAt !== undefined && { knownAt }) });
}

it('drafts from two currencies, each transaction at the rate of its own day, and counts those without one', async () => {
  await rates('EUR,USD,2026-05-29,1.08', 'EUR,USD,2026-09-01,1.25');
  await sell({ amount: 5, on: '2024-11-01' });
  await sell({ amount: 1000 });
  await sell({ amount: 108, currency: 'USD', offering: 'Y' });
  await sell({ amount: 50, currency: 'USD', on: '2026-09-01' });
  await sell({ amount: 999, currency: 'USD', on: '2026-09-01', status: 'cancelled' });
  for (const amount of [500, 500, 200]) await sell({ amount, currency: 'USD', on: '2026-02-01' });
  const { figures, situation, content } = await draft();
  expect(figures).toMatchObject({
    currency: 'EUR',
    revenue: '1140.00',
    revenueBefore: null,
    converted: 2,
    unconverted: [{ currency: 'USD', transactions: 3, amount: '1200.00' }],
  });
  expect(situation).toContain('1,140 EUR: not all of it could be converted');
  expect(situation).toContain('Deliveries in other currencies (2) are converted');
  expect(situation).toContain('3 transactions of 1,200 USD have no exchange rate of their days');
  expect(content?.trends.map(({ startsOn, revenue }) => [startsOn, revenue])).toContainEqual([
    '2026-07-01',
    '40.00',
  ]);
  // The first quarter of 2026 lacks money, so that it shows no trend.
  expect(content?.trends.map(({ startsOn }) => startsOn)).not.toContain('2026-01-01');
  expect(content?.kpis.find(({ key }) => key === 'revenue')?.baseline).toBe('1140.00');
  const { offerings } = await accountFigures(database.app, { accountId: firm.accountId, asOf });
  expect(offerings.map(({ name, revenue }) => [name, revenue])).toEqual([
    ['X', '1040.00'],
    ['Y', '100.00'],
  ]);
});

it('compares with the year before once every rate is there, and draws on what was known', async () => {
  await sell({ amount: 5, on: '2024-11-01' });
  await sell({ amount: 100, currency: 'USD', on: '2025-06-01' });
  await sell({ amount: 200, currency: 'USD' });
  await rates('EUR,USD,2025-06-01,1.25', 'EUR,USD,2026-06-01,1.25');
  expect((await draft()).figures).toMatchObject({ revenue: '160.00', revenueBefore: '80.00' });
  const before = (await draft(new Date(at.getTime() - 1))).figures;
  expect(before).toMatchObject({ revenue: '0.00', revenueBefore: null });
  expect(before.unconverted).toEqual([{ currency: 'USD', transactions: 2, amount: '300.00' }]);
});

it('sets whitespace in one currency, with divisions and peers of others, and no potential where money is missing', async () => {
  await rates('EUR,USD,2026-06-01,1.25');
  const owned = await database.app('account').where({ id: firm.accountId }).first<Record<string, unknown>>();
  const more = (key: string, change: object = {}): Promise<string> => {
    const { programme_id, region, time_zone } = owned;
    return idOf('account', { key, name: key, programme_id, region, time_zone, currency: 'USD', ...change });
  };
  const division = await more('usa', { parent_id: firm.accountId });
  const swiss = await more('schweiz', { parent_id: firm.accountId, currency: 'CHF' });
  await sell({ amount: 1000 });
  await sell({ amount: 500, currency: 'USD', accountId: division });
  await sell({ amount: 500, currency: 'CHF', accountId: swiss });
  for (const key of ['p1', 'p2', 'p3']) {
    const accountId = await more(key);
    await sell({ amount: 80, currency: 'USD', accountId });
    await sell({ amount: 20, currency: 'USD', offering: 'Z', accountId });
  }
  const unknown = await more('p4');
  await sell({ amount: 90, currency: 'CHF', offering: 'Z', accountId: unknown });
  const grid = await accountWhitespace(database.app, { accountId: firm.accountId, asOf });
  const cells = grid.map(({ division: of, offering, state, potential }) => [of, offering, state, potential]);
  expect(cells).toEqual([
    ['Client One (client-1)', 'X', 'ours', null],
    ['Client One (client-1)', 'Z', 'open', '200.00'],
    ['usa (usa)', 'X', 'ours', null],
    ['usa (usa)', 'Z', 'open', '80.00'],
    ['schweiz (schweiz)', 'X', 'ours', null],
    ['schweiz (schweiz)', 'Z', 'open', null],
  ]);
});

it('drafts in German for an account in a German-speaking country', async () => {
  await database.app('account').where({ id: firm.accountId }).update({ region: 'AT' });
  await sell({ amount: 1000 });
  await sell({ amount: 1200, currency: 'USD' });
  const { steps, situation, content, template } = await draft();
  expect(template).toBe('standard/1');
  expect(steps.map(({ title }) => title)).toContain('Das Jahr mit dem Kunden vereinbaren');
  expect(situation).toContain('In den zwölf Monaten vor dem 01.01.2027 brachte der Kunde 1.000 EUR');
  expect(situation).toContain('Eine Transaktion über 1.200 USD hat keinen Kurs ihres Tages');
  expect(content?.kpis.map(({ name }) => name)).toContain('Umsatz im Jahr');
});

it('measures a year in the currency of its plan, and leaves revenue open where a rate is missing', async () => {
  await sell({ amount: 1000 });
  await sell({ amount: 125, currency: 'USD' });
  const plan = { accountId: firm.accountId, startsOn: '2026-01-01', endsOn: '2026-12-31', currency: 'EUR' };
  const measured = async (): Promise<unknown> =>
    (await yearMeasured(database.app, { plan, closedOn: asOf })).values;
  expect(await measured()).toEqual({ offerings: '1', cancellations: '0.0000' });
  await rates('EUR,USD,2026-06-01,1.25');
  expect(await measured()).toEqual({ revenue: '1100.00', offerings: '1', cancellations: '0.0000' });
});
