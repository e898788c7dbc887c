import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { healthAt, healthTrend } from '../../db/read-models/health.ts';
import { healthLedger } from '../../db/read-models/health-ledger.ts';
import { getHealthConfig, healthConfigAt, setHealthConfig } from '../../db/stores/health-config.ts';
import { recordHealth } from '../../db/stores/health-values.ts';
import { standardHealth } from '../../domain/health/config.ts';
import type { DriverKey } from '../../domain/health/drivers.ts';
import type { HealthValue } from '../../domain/health/value.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addSales, seedKeyAccounts, type KeyAccounts } from '../support/key-accounts.ts';

const by = { kind: 'operator', id: 'ann' } as const;
let database: TestDatabase;
let firm: KeyAccounts;

beforeAll(async () => {
  database = await createTestDatabase();
  firm = await seedKeyAccounts(database.owner, {
    keys: ['falling', 'steady', 'idle'],
    at: '2016-01-01T00:00:00Z',
  });
  const months = (year: number) => ['05', '06', '07'].map((month) => `${year}-${month}-10`);
  await addSales(database.owner, [
    { accountId: id('steady'), day: '2015-01-05', amount: 10 },
    ...months(2015).flatMap((day) => [
      { accountId: id('falling'), day, amount: 1000 },
      { accountId: id('steady'), day, amount: 500 },
    ]),
    ...months(2016).map((day) => ({ accountId: id('steady'), day, amount: 500 })),
    { accountId: id('falling'), day: '2016-05-10', amount: 900 },
    { accountId: id('falling'), day: '2016-06-10', amount: 1000, status: 'cancelled' },
    { accountId: id('falling'), day: '2016-08-10', amount: 9000 },
    { accountId: id('steady'), day: '2016-08-10', amount: 9000 },
  ]);
});
afterAll(() => database.drop());

const id = (key: string): string => firm.ids[key] ?? '';

async function record(asOf: string, more: object = {}) {
  const { programmeId } = firm;
  return recordHealth(database.app, { programmeId, asOf, at: new Date(`${asOf}T06:00:00Z`), ...more });
}

const driver = (value: HealthValue | null, key: DriverKey) => value?.drivers.find((one) => one.key === key);

it('comes with the configuration that the code names', async () => {
  expect((await getHealthConfig(database.app, 1)).content).toEqual(standardHealth);
});

describe('a recording', () => {
  it('scores what happened before its day, and gives no score where too little is known', async () => {
    expect(await record('2016-08-01')).toEqual({ accounts: 3, written: 3 });
    const falling = await healthAt(database.app, { accountId: id('falling'), asOf: '2016-08-01' });
    expect(falling).toMatchObject({ score: 0, band: 'poor', known: 0.4, asOf: '2016-08-01', revision: 1 });
    expect(driver(falling, 'revenue')).toMatchObject({
      inputs: { now: 900, before: 3000, currency: 'EUR' },
      points: 0,
    });
    expect(driver(falling, 'cancellations')).toMatchObject({
      value: 0.5,
      inputs: { lost: 1, transactions: 2 },
    });
    const steady = await healthAt(database.app, { accountId: id('steady'), asOf: '2016-08-01' });
    expect(steady).toMatchObject({ band: 'good', configVersion: 1 });
    expect((steady?.score ?? 0) / 10_000).toBeCloseTo((30 * (0.4 / 0.45) + 10) / 0.4, 3);
    const idle = await healthAt(database.app, { accountId: id('idle'), asOf: '2016-08-01' });
    expect(idle).toMatchObject({ score: null, band: null, known: 0 });
    expect(driver(idle, 'revenue')).toMatchObject({ value: null, missing: 'nothingBefore' });
  });

  it('writes nothing where nothing moved, and says that it looked', async () => {
    expect(await record('2016-08-01')).toEqual({ accounts: 3, written: 0 });
    expect(await record('2016-08-03')).toEqual({ accounts: 3, written: 0 });
    const steady = await healthAt(database.app, { accountId: id('steady'), asOf: '2016-08-31' });
    expect(steady).toMatchObject({ asOf: '2016-08-01', lookedOn: '2016-08-03' });
  });

  it('keeps what it said when a later import says otherwise, as another revision', async () => {
    await addSales(database.owner, [{ accountId: id('falling'), day: '2016-07-10', amount: 2100 }]);
    expect(await record('2016-08-03')).toEqual({ accounts: 3, written: 1 });
    expect(await record('2016-08-01')).toEqual({ accounts: 3, written: 1 });
    const first = await healthAt(database.app, { accountId: id('falling'), asOf: '2016-08-01' });
    expect(first).toMatchObject({ asOf: '2016-08-01', revision: 2 });
    const { moves } = await healthLedger(database.app, {
      accountId: id('falling'),
      from: '2016-08-01',
      until: '2016-08-03',
    });
    expect(moves.map(({ after }) => [after.asOf, after.revision])).toEqual([
      ['2016-08-03', 1],
      ['2016-08-01', 2],
      ['2016-08-01', 1],
    ]);
    expect(moves.at(-1)?.after.score).toBe(0);
    expect(moves[1]?.lines).toMatchObject([
      { kind: 'moved', key: 'revenue', before: { inputs: { now: 900 } }, after: { inputs: { now: 3000 } } },
      { kind: 'moved', key: 'orders' },
      { kind: 'moved', key: 'cancellations' },
    ]);
    expect(moves[0]?.change).toBe(0);
  });

  it.each([
    ['health_value', 'score'],
    ['health_recording', 'written'],
    ['health_config', 'reason'],
  ])('lets the service neither change nor delete a row of %s', async (table, column) => {
    const notAllowed = { code: '42501' };
    await expect(database.app(table).delete()).rejects.toMatchObject(notAllowed);
    await expect(database.app(table).update({ [column]: 1 })).rejects.toMatchObject(notAllowed);
  });

  it('looks only at key accounts of the day, or at those named', async () => {
    await database
      .owner('designation')
      .where({ account_id: id('idle') })
      .update({
        ended_at: '2016-08-04T10:00:00Z',
        ended_reason: 'left',
      });
    expect(await record('2016-08-04')).toMatchObject({ accounts: 3 });
    expect(await record('2016-08-05')).toMatchObject({ accounts: 2 });
    expect(await record('2015-12-31')).toEqual({ accounts: 0, written: 0 });
    expect(await record('2016-08-05', { from: id('falling'), to: id('steady') })).toMatchObject({
      accounts: 1,
    });
    expect(await record('2016-08-05', { accountIds: [id('idle')] })).toMatchObject({ accounts: 1 });
  });
});

describe('the ledger', () => {
  it('tells a driver that became known apart from the others that count less because of it', async () => {
    await database.owner('contact').insert({
      account_id: id('steady'),
      key: 'buyer',
      name: 'Buyer',
      influence: 5,
      support: 1,
      last_contact_on: '2016-05-01',
    });
    expect(await record('2016-08-10')).toEqual({ accounts: 2, written: 1 });
    const { moves, unchangedOn } = await healthLedger(database.app, {
      accountId: id('steady'),
      from: '2016-08-02',
      until: '2016-08-10',
    });
    expect(unchangedOn).toEqual(['2016-08-03', '2016-08-04', '2016-08-05']);
    const [move] = moves;
    expect(move?.lines.map(({ kind }) => kind)).toEqual(['appeared', 'appeared', 'appeared', 'reweighting']);
    expect(move?.lines.reduce((sum, { points }) => sum + points, 0)).toBe(move?.change);
    expect(move).toMatchObject({ before: { asOf: '2016-08-01', band: 'good' }, after: { band: 'watch' } });
  });

  it('gives another configuration a line of its own, and leaves what was recorded under the first', async () => {
    const before = await healthAt(database.app, { accountId: id('steady'), asOf: '2016-08-10' });
    const halves = standardHealth.drivers
      .filter(({ key }) => key === 'revenue' || key === 'contact')
      .map((one) => ({ ...one, weight: 50 }));
    const content = { ...standardHealth, drivers: halves };
    const at = new Date('2016-08-10T12:00:00Z');
    await setHealthConfig(database.app, { content, reason: 'revenue and contact alone', by, at });
    expect(await healthAt(database.app, { accountId: id('steady'), asOf: '2016-08-10' })).toEqual(before);
    expect((await healthConfigAt(database.app, new Date('2016-08-10T11:59:59Z'))).version).toBe(1);
    expect(await record('2016-08-11')).toEqual({ accounts: 2, written: 2 });
    const { moves } = await healthLedger(database.app, {
      accountId: id('steady'),
      from: '2016-08-11',
      until: '2016-08-11',
    });
    const [move] = moves;
    expect(move?.lines[0]?.kind).toBe('config');
    expect(move?.lines.reduce((sum, { points }) => sum + points, 0)).toBe(move?.change);
    expect([move?.before?.configVersion, move?.after.configVersion]).toEqual([1, 2]);
    const now = await healthAt(database.app, { accountId: id('steady'), asOf: '2016-08-11' });
    expect(now?.movement.changes[0]).toMatchObject({ days: 30, asOf: null, change: null });
  });
});

it('adds up over any sequence of days to what came of it', async () => {
  const from = '2016-08-20';
  const days = Array.from({ length: 12 }, (_one, index) =>
    new Date(Date.parse(from) + index * 8 * 86_400_000).toISOString().slice(0, 10),
  );
  const at = new Date('2016-08-19T12:00:00Z');
  await setHealthConfig(database.app, { content: standardHealth, reason: 'all of it again', by, at });
  for (const [index, day] of days.entries()) {
    await addSales(database.owner, [
      {
        accountId: id('falling'),
        day,
        amount: (index * 7919) % 1300,
        status: index % 3 === 0 ? 'no-show' : 'delivered',
      },
    ]);
    const support = (index % 5) + 1;
    await database
      .owner('contact')
      .where({ account_id: id('steady') })
      .update({ support, last_contact_on: day });
    await record(day);
    if (index % 4 === 3) await record(days[index - 2] ?? day);
  }
  for (const accountId of [id('falling'), id('steady')]) {
    const until = days.at(-1) ?? '';
    const { moves } = await healthLedger(database.app, { accountId, from, until });
    expect(moves.length).toBeGreaterThan(3);
    const sum = (of: readonly { readonly points: number }[]): number =>
      of.reduce((all, { points }) => all + points, 0);
    for (const { before, after, lines } of moves)
      expect(sum(lines)).toBe(sum(after.drivers) - sum(before?.drivers ?? []));
    const trend = await healthTrend(database.app, { accountId, asOf: until, days: 400 });
    expect(trend.at(-1)?.score).toBe((await healthAt(database.app, { accountId, asOf: until }))?.score);
    expect(trend.map(({ asOf }) => asOf)).toEqual([...trend.map(({ asOf }) => asOf)].sort());
  }
});
