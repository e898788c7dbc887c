import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importPeople } from '../../db/import/import-people.ts';
import { importTransactions } from '../../db/import/import-transactions.ts';
import { readMapping } from '../../db/import/mapping-file.ts';
import { findAccountId } from '../../db/read-models/accounts.ts';
import { healthLedger } from '../../db/read-models/health-ledger.ts';
import { healthAt, type AccountHealth } from '../../db/read-models/health.ts';
import { recordHealth } from '../../db/stores/health-values.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const by = { kind: 'operator', id: 'ann' } as const;
const now = new Date('2017-09-04T09:00:00Z');
const sample = new URL('../../samples/hotel/', import.meta.url);
const monthEnds = ['2016-10-31', '2016-11-30', '2016-12-31', '2017-01-31', '2017-02-28', '2017-03-31'];

let database: TestDatabase;
let falling: string;
let seasonal: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const text = await readFile(new URL('people.yaml', sample), 'utf8');
  await importPeople(database.app, { text, format: 'yaml', by, now });
  const mapping = readMapping(await readFile(new URL('mapping.yaml', sample), 'utf8'));
  const source = createReadStream(new URL('hotel_bookings.csv.gz', sample));
  await importTransactions(database.app, { source, mapping, by, now, shiftMonths: 0 });
  falling = await findAccountId(database.app, 'agent-1');
  seasonal = await findAccountId(database.app, 'agent-9');
  const { id: programmeId } = await database.app('programme').first<{ id: string }>('id');
  for (const asOf of ['2016-09-30', ...monthEnds])
    await recordHealth(database.app, { programmeId, accountIds: [falling, seasonal], asOf, at: now });
});
afterAll(() => database.drop());

async function healthOn(accountId: string, asOf: string): Promise<AccountHealth> {
  const health = await healthAt(database.app, { accountId, asOf });
  if (health === null) throw new Error(`no health was recorded up to ${asOf}`);
  return health;
}

it('gives no score before a year of data is there to compare with', async () => {
  for (const accountId of [falling, seasonal]) {
    const { score, drivers } = await healthOn(accountId, '2016-09-30');
    expect(score).toBeNull();
    expect(drivers.find(({ key }) => key === 'revenue')?.missing).toBe('notCovered');
  }
});

it('tells the agent that fell from the one that is seasonal and well', async () => {
  for (const day of monthEnds) {
    expect([day, (await healthOn(falling, day)).band]).toEqual([day, 'poor']);
    expect([day, (await healthOn(seasonal, day)).band]).toEqual([day, 'good']);
  }
});

it('adds up to every change', async () => {
  const period = { from: '2016-10-31', until: '2017-03-31' };
  const ledgers = [falling, seasonal].map((accountId) =>
    healthLedger(database.app, { accountId, ...period }),
  );
  const moves = (await Promise.all(ledgers)).flatMap((ledger) => ledger.moves);
  const scored = moves.filter(({ change }) => change !== null);
  expect(scored).not.toEqual([]);
  for (const { change, lines } of scored)
    expect(lines.reduce((sum, { points }) => sum + points, 0)).toBe(change);
});
