import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importPeople } from '../../db/import/import-people.ts';
import {
  importTransactions,
  type ImportProgress,
  type ImportResult,
} from '../../db/import/import-transactions.ts';
import { readMapping } from '../../db/import/mapping-file.ts';
import { findAccountId, getAccount, listAccounts } from '../../db/read-models/accounts.ts';
import { accountFigures } from '../../db/read-models/figures.ts';
import { getImportBatch } from '../../db/read-models/imports.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const sample = new URL('../../samples/hotel/', import.meta.url);
const now = new Date('2026-11-15T12:00:00Z');
const operator = { kind: 'operator', id: 'ann' } as const;
const progress: ImportProgress[] = [];
let database: TestDatabase;
let first: ImportResult;

async function importSample(shiftMonths?: number): Promise<ImportResult> {
  const source = createReadStream(new URL('hotel_bookings.csv.gz', sample));
  const mapping = readMapping(await readFile(new URL('mapping.yaml', sample), 'utf8'));
  const onProgress = (state: ImportProgress): void => void progress.push(state);
  return importTransactions(database.app, { source, mapping, by: operator, now, shiftMonths, onProgress });
}

async function readPeople(name: string) {
  const text = await readFile(new URL(name, sample), 'utf8');
  return importPeople(database.app, { text, format: 'yaml', by: operator, now });
}

async function value(sql: string): Promise<unknown> {
  const { rows } = await database.app.raw<{ rows: Record<string, unknown>[] }>(`select (${sql}) as value`);
  return rows[0]?.['value'];
}

beforeAll(async () => {
  database = await createTestDatabase();
  await readPeople('people.yaml');
  first = await importSample(0);
});
afterAll(() => database.drop());

describe('the hotel sample, as published', () => {
  it('gives 119,390 transactions and 669 accounts, 627 of them with a stay', async () => {
    expect(first).toMatchObject({ rowsRead: 119_390, inserted: 119_390, accountsCreated: 669, rowsBad: 0 });
    expect(await value(`select count(distinct account_id) from transaction where status = 'delivered'`)).toBe(
      '627',
    );
    expect(await value('select count(*) from transaction where account_id is null')).toBe('9760');
  });

  it('keeps the 31,994 rows that repeat an earlier one', async () => {
    expect(await value(`select count(*) from transaction where source_key not like '%-1'`)).toBe('31994');
  });

  it('shows the fall of agent 1 and no comparison where the year before is not covered', async () => {
    const accountId = await findAccountId(database.app, 'agent-1');
    const figures = await accountFigures(database.app, { accountId, asOf: '2016-10-01' });
    const revenue = new Map(
      figures.quarters.map((quarter) => [quarter.startsOn, Math.round(Number(quarter.revenue))]),
    );
    expect(revenue.get('2015-07-01')).toBe(210_110);
    expect(revenue.get('2016-07-01')).toBe(26_901);
    expect(figures).toMatchObject({ revenueBefore: null, trend: null });
    const later = await accountFigures(database.app, { accountId, asOf: '2017-07-01' });
    expect(later.trend).toBeLessThan(-0.5);
    expect(later.quarters.find(({ startsOn }) => startsOn === '2015-04-01')).toBeUndefined();
  });

  it('cuts quarters by the year of the firm and marks the ones that are not complete', async () => {
    const accountId = await findAccountId(database.app, 'agent-9');
    const { quarters } = await accountFigures(database.app, {
      accountId,
      asOf: '2017-06-15',
      fiscalYearStartMonth: 2,
    });
    expect(quarters.map(({ startsOn }) => startsOn.slice(0, 7))).toEqual([
      '2015-05',
      '2015-08',
      '2015-11',
      '2016-02',
      '2016-05',
      '2016-08',
      '2016-11',
      '2017-02',
      '2017-05',
    ]);
    expect(quarters.filter(({ complete }) => !complete).map(({ startsOn }) => startsOn)).toEqual([
      '2015-05-01',
      '2017-05-01',
    ]);
  });

  it('books on arrival minus lead time, and keeps the sums of columns', async () => {
    const wanted = `delivered_on = '2015-07-01' and booked_on = '2015-07-01'::date - 737`;
    expect(await value(`select count(*) from transaction where ${wanted}`)).toBe('1');
    expect(await value(`select sum((attributes ->> 'guests')::numeric) > 119390 from transaction`)).toBe(
      true,
    );
  });

  it('finds accounts by name and pages through them by number', async () => {
    const search = { asOf: '2017-09-01', after: undefined, search: 'AGENT 24', limit: 5 };
    const page = await listAccounts(database.app, search);
    expect(page).toHaveLength(6);
    const rest = await listAccounts(database.app, { ...search, after: page[4]?.id, limit: 100 });
    expect(rest[0]?.id).toBe(page[5]?.id);
    expect(page.every(({ managerName }) => managerName === 'Marta Ferreira')).toBe(true);
  });

  it('gives every account a manager, a director and a team, so that its review can start', async () => {
    expect(await value('select count(*) from account where manager_id is null or director_id is null')).toBe(
      '0',
    );
    await readPeople('accounts.yaml');
    const accountId = await findAccountId(database.app, 'agent-9');
    const account = await getAccount(database.app, { accountId, asOf: '2017-09-01' });
    expect(account).toMatchObject({ managerName: 'Claire Moreau', region: 'FR', timeZone: 'Europe/Paris' });
    expect(account.team.map((member) => member.function)).toEqual([
      'finance',
      'it',
      'operations',
      'revenue',
      'sponsor',
    ]);
    expect(account.contacts).toHaveLength(1);
  });

  it('tells its progress and keeps its batch', async () => {
    expect(progress[0]).toMatchObject({ stage: 'reading', rowsRead: 0 });
    expect(progress.some(({ stage, rowsRead }) => stage === 'reading' && rowsRead > 50_000)).toBe(true);
    const batch = await getImportBatch(database.app, first.batchId);
    expect(batch).toMatchObject({
      state: 'done',
      rowsRead: 119_390,
      inserted: 119_390,
      fileSha256: first.fileSha256,
    });
  });

  it('changes nothing the second time, shift asked for or not, and touches no row', async () => {
    const fingerprint = `select md5(string_agg(xmin::text || ctid::text, ',' order by id)) from`;
    const before = [await value(`${fingerprint} transaction`), await value(`${fingerprint} account`)];
    const second = await importSample();
    expect(second).toMatchObject({
      inserted: 0,
      updated: 0,
      removed: 0,
      unchanged: 119_390,
      accountsCreated: 0,
      shiftMonths: 0,
    });
    expect([await value(`${fingerprint} transaction`), await value(`${fingerprint} account`)]).toEqual(
      before,
    );
  });
});
