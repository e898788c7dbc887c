import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { importRates } from '../../db/import/import-rates.ts';
import { conversionsOf, listRates, rateVersions } from '../../db/read-models/exchange-rates.ts';
import { storeRates } from '../../db/stores/exchange-rates.ts';
import { DomainError, type Fault } from '../../domain/errors.ts';
import { unscaled } from '../../domain/money/decimal.ts';
import { convertedAmount, standardRateRules, worthOfOne } from '../../domain/money/exchange-rate.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
const by = { kind: 'operator', id: 'test' } as const;
const at = new Date('2026-04-10T09:00:00Z');
const later = new Date('2026-05-01T09:00:00Z');

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

beforeEach(async () => {
  await database.owner('exchange_rate').delete();
});

const header = 'base,quote,on,rate,source,reason';

async function refusedWith(work: Promise<unknown>): Promise<readonly Fault[]> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(DomainError);
  return (error as DomainError).faults;
}

async function worth(wanted: { from?: string; on: string; knownAt?: Date }): Promise<string | null> {
  const { from = 'EUR', on, knownAt } = wanted;
  const [found] = await conversionsOf(database.app, {
    wanted: [{ from, on }],
    to: 'USD',
    rules: standardRateRules,
    knownAt,
  });
  return found ? worthOfOne(found) : null;
}

it('takes a file of rates whole, and nothing of one with bad lines, each of which it names', async () => {
  const good = `${header}\nEUR,USD,2026-04-01,1.08,ECB,\nGBP,EUR,2026-04-01,1.15,ECB,\n`;
  expect(await importRates(database.app, { csv: good, by, at })).toEqual({
    stored: 2,
    corrected: 0,
    unchanged: 0,
  });
  const bad = [
    header,
    'EUR,USD,2026-04-02,1.09,ECB,',
    'EUR,usd,2026-04-31,1.09,,',
    '',
    'EUR,USD,2026-04-01,1.10,ECB,',
    'EUR,USD,2026-04-02,1.09,ECB,',
    'EUR,GBP,2026-06-01,0.8,ECB,',
    'EUR,EUR,2026-04-02,1,ECB,',
  ].join('\n');
  const faults = await refusedWith(importRates(database.app, { csv: bad, by, at }));
  expect(faults.map(({ path }) => path).toSorted()).toEqual([
    '/lines/3/on',
    '/lines/3/quote',
    '/lines/3/source',
    '/lines/5/reason',
    '/lines/6',
    '/lines/7/on',
    '/lines/8/quote',
  ]);
  expect((await listRates(database.app, { limit: 10 })).length).toBe(2);
  expect(await importRates(database.app, { csv: good, by, at })).toMatchObject({ unchanged: 2 });
  await expect(importRates(database.app, { csv: 'base,kurs\nEUR,1', by, at })).rejects.toThrow('"kurs"');
  await expect(importRates(database.app, { csv: header, by, at })).rejects.toThrow('0 rates');
});

it('corrects a rate by a new version, and still tells what was known before', async () => {
  const on = '2026-04-01';
  const entry = { base: 'EUR', quote: 'USD', on, rate: '1.08', source: 'ECB' };
  const store = (rate: string, change: { at: Date; reason?: string }): Promise<unknown> =>
    storeRates(database.app, {
      entries: [
        {
          place: '',
          entry: { ...entry, rate, ...(change.reason !== undefined && { reason: change.reason }) },
        },
      ],
      by,
      at: change.at,
    });
  await store('1.08', { at });
  expect((await refusedWith(store('1.18', { at: later }))).map(({ path }) => path)).toEqual(['/reason']);
  await store('1.18', { at: later, reason: 'the bank put it right' });
  expect((await rateVersions(database.app, entry)).map(({ version, rate }) => [version, rate])).toEqual([
    [2, '1.18'],
    [1, '1.08'],
  ]);
  const before = new Date(at.getTime() - 1);
  expect([
    await worth({ on, knownAt: before }),
    await worth({ on, knownAt: at }),
    await worth({ on, knownAt: later }),
    await worth({ on }),
  ]).toEqual([null, '1.08', '1.18', '1.18']);
  expect(await worth({ on: '2026-04-08' })).toBe('1.18');
  expect(await worth({ on: '2026-04-09' })).toBeNull();
  expect(await worth({ on: '2026-03-31' })).toBeNull();
  const listed = await listRates(database.app, { knownAt: at, limit: 10 });
  expect(listed.map(({ rate }) => rate)).toEqual(['1.08']);
  const audited = await database.app('audit_event').where({ chain: 'exchange-rates' }).pluck('subject');
  expect(audited.slice(-2)).toEqual(['EUR/USD/2026-04-01', 'EUR/USD/2026-04-01']);
});

it('lets nobody change or remove what is stored', async () => {
  const csv = `${header}\nEUR,USD,2026-04-01,1.08,ECB,\n`;
  await importRates(database.app, { csv, by, at });
  await expect(database.app('exchange_rate').update({ rate: 2 })).rejects.toThrow('permission denied');
  await expect(database.app('exchange_rate').delete()).rejects.toThrow('permission denied');
});

it('pages through rates, the newest day first', async () => {
  const days = ['01', '02', '03'].flatMap((day) => [
    `EUR,USD,2026-04-${day},1.1,ECB,`,
    `EUR,GBP,2026-04-${day},0.8,ECB,`,
  ]);
  await importRates(database.app, { csv: [header, ...days].join('\n'), by, at });
  const first = await listRates(database.app, { limit: 3 });
  const seen = (rates: typeof first): unknown[] => rates.map(({ on, quote }) => `${on.slice(8)} ${quote}`);
  expect(seen(first)).toEqual(['03 GBP', '03 USD', '02 GBP', '02 USD']);
  expect(seen(await listRates(database.app, { limit: 3, after: first[2] }))).toEqual([
    '02 USD',
    '01 GBP',
    '01 USD',
  ]);
  expect(seen(await listRates(database.app, { limit: 9, quote: 'USD', from: '2026-04-02' }))).toEqual([
    '03 USD',
    '02 USD',
  ]);
});

it('rounds in the database as it does outside it', async () => {
  const integer = fc.bigInt({ min: 1n, max: 10n ** 19n });
  const cents = fc.oneof(fc.bigInt({ min: -1000n, max: 1000n }), fc.bigInt({ min: 0n, max: 10n ** 13n }));
  const small = fc.bigInt({ min: 1n, max: 40n });
  const cases = fc.sample(fc.tuple(cents, fc.oneof(small, integer), fc.oneof(small, integer)), {
    numRuns: 2000,
    seed: 7,
  });
  const rows = cases.map(([count, numerator, denominator]) => ({
    amount: unscaled(count, 2),
    numerator: String(numerator),
    denominator: String(denominator),
  }));
  const { rows: converted } = await database.app.raw<{ rows: { amount: string }[] }>(
    `select converted_amount(amount, numerator, denominator) as amount
     from rows from (jsonb_to_recordset(cast(:rows as jsonb)) as (amount numeric, numerator numeric, denominator numeric))
       with ordinality as r order by ordinality`,
    { rows: JSON.stringify(rows) },
  );
  expect(converted.map(({ amount }) => amount)).toEqual(
    cases.map(([count, numerator, denominator]) =>
      convertedAmount(unscaled(count, 2), { numerator, denominator }),
    ),
  );
});
