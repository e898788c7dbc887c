import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importTransactions } from '../../db/import/import-transactions.ts';
import { listAuditEvents } from '../../db/read-models/audit-trail.ts';
import { listImportBatches } from '../../db/read-models/imports.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { importOrders, latestFaults, ordersHeader, ordersMapping } from './orders-import.ts';

const first = '1,7,Seven Ltd,ann,Ann@Seven.example,bolt,01.02.2016,29.02.2016,ok,3,0.10,fine';
const second = '2,8,Eight Ltd,bob,-,nut,02.02.2016,-,new,1,5,"a, b ""c"" \\n"';
const file = (...lines: string[]): string => [ordersHeader, ...lines, ''].join('\n');
let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const stored = () => database.app('transaction').orderBy('source_key').select<{ amount: string }[]>();

describe('a file', () => {
  it('becomes accounts, contacts, offerings and transactions with exact amounts', async () => {
    const result = await importOrders(database.app, file(first, second));
    expect(result).toMatchObject({
      inserted: 2,
      accountsCreated: 2,
      contactsCreated: 2,
      offeringsCreated: 2,
    });
    const [one, two] = await stored();
    expect(one).toMatchObject({
      amount: '0.30',
      quantity: '3.000',
      status: 'delivered',
      booked_on: '2016-02-01',
    });
    expect(two).toMatchObject({ status: 'open', delivered_on: null, attributes: { note: 'a, b "c" \\n' } });
    const contacts = await database.app('contact').orderBy('key').select('key', 'email');
    expect(contacts).toEqual([
      { key: 'ann', email: 'ann@seven.example' },
      { key: 'bob', email: null },
    ]);
  });

  it('leaves an event that says who imported what, and none when it was refused', async () => {
    const now = new Date('2026-03-11T08:00:00Z');
    await expect(importOrders(database.app, file(first, 'bad'))).rejects.toThrow('bad');
    const { batchId, fileSha256 } = await importOrders(database.app, file(first, second), { now });
    const events = await listAuditEvents(database.app, { chain: 'imports', after: undefined, limit: 10 });
    expect(events).toMatchObject([
      {
        occurredAt: now,
        actor: { kind: 'operator', id: 'ann' },
        kind: 'import.finished',
        subject: batchId,
        data: { source: 'orders', fileSha256, rowsRead: 2, inserted: 2, updated: 0, removed: 0 },
      },
    ]);
  });

  it('that breaks before its first piece is read fails its batch, and nothing else', async () => {
    const source = Readable.from([Buffer.from('unread')], { autoDestroy: true });
    const broken = importTransactions(database.app, {
      source,
      mapping: ordersMapping(),
      by: { kind: 'operator', id: 'ann' },
      now: new Date('2026-03-11T08:00:00Z'),
      onProgress: () => source.destroy(new Error('the disk went away')),
    });
    await expect(broken).rejects.toThrow('the disk went away');
    const [batch] = await listImportBatches(database.app, { after: undefined, limit: 1 });
    expect(batch).toMatchObject({ state: 'failed', error: 'the disk went away' });
  });

  it('may be gzip, have a byte order mark, CR LF, empty lines or no last line end', async () => {
    const text = `\uFEFF${ordersHeader}\r\n\r\n${first}\r\n\r\n${second}`;
    expect(await importOrders(database.app, gzipSync(text))).toMatchObject({ inserted: 2 });
    expect(await importOrders(database.app, text)).toMatchObject({ unchanged: 2 });
  });

  it('may hold tabs, line breaks and backslashes, which arrive unharmed', async () => {
    const note = '"tab\there\r\nnew ""line"" \\N \\. back\\slash"';
    await importOrders(database.app, file(first.replace('fine', note)));
    const [row] = await stored();
    expect(row).toMatchObject({ attributes: { note: 'tab\there\r\nnew "line" \\N \\. back\\slash' } });
  });

  it('may be written in another encoding, with another delimiter and decimal comma', async () => {
    const mapping = ordersMapping({ csv: { encoding: 'windows-1252', delimiter: ';', decimal: ',' } });
    const line = first.replace('Seven Ltd', 'Müller').replaceAll(',', ';').replace('0.10', '0,10');
    const text = `${ordersHeader.replaceAll(',', ';')}\n${line}\n`;
    await importOrders(database.app, Buffer.from(text, 'latin1'), { mapping });
    expect(await database.app('account').first('name')).toEqual({ name: 'Müller' });
    expect((await stored())[0]).toMatchObject({ amount: '0.30' });
  });

  it('is filtered by the mapping', async () => {
    const mapping = ordersMapping({ where: [{ column: 'state', not: ['new'] }] });
    expect(await importOrders(database.app, file(first, second), { mapping })).toMatchObject({
      inserted: 1,
      rowsFiltered: 1,
    });
  });
});

describe('a corrected file', () => {
  it('changes what changed, adds what is new and removes what is gone', async () => {
    await importOrders(database.app, file(first, second));
    const third = second.replace('2,8', '3,8');
    const corrected = file(first.replace('0.10', '0.20').replace('Seven Ltd', 'Seven plc'), second, third);
    expect(await importOrders(database.app, corrected)).toMatchObject({
      inserted: 1,
      updated: 1,
      unchanged: 1,
    });
    expect((await stored()).map((row) => row.amount)).toEqual(['0.60', '5.00', '5.00']);
    expect(await database.app('account').where({ key: 'c-7' }).first('name')).toEqual({ name: 'Seven plc' });
    expect(await importOrders(database.app, file(first, second))).toMatchObject({ removed: 1, updated: 1 });
  });

  it('does not remove most of its source unless that is confirmed', async () => {
    const lines = ['1', '2', '3', '4'].map((key) => first.replace('1', key));
    await importOrders(database.app, file(...lines));
    await expect(importOrders(database.app, file(first))).rejects.toMatchObject({ code: 'conflict' });
    expect(await stored()).toHaveLength(4);
    expect(await importOrders(database.app, file(first), { confirmRemoval: true })).toMatchObject({
      removed: 3,
    });
  });

  it('removes nothing from a source that files are appended to', async () => {
    const mapping = ordersMapping({ mode: 'append' });
    await importOrders(database.app, file(first), { mapping });
    expect(await importOrders(database.app, file(second), { mapping })).toMatchObject({
      inserted: 1,
      removed: 0,
    });
    expect(await stored()).toHaveLength(2);
  });

  it('leaves alone what people maintain at an account', async () => {
    await importOrders(database.app, file(first));
    await database.app('account').update({ region: 'AT', time_zone: 'Europe/Vienna' });
    await importOrders(database.app, file(first));
    expect(await database.app('account').first('region', 'time_zone')).toEqual({
      region: 'AT',
      time_zone: 'Europe/Vienna',
    });
  });
});

describe('bad rows', () => {
  const bad = file(
    first.replace('fine', '"two\r\nlines"'),
    second.replace(',5,', ',five,').replace('02.02.2016', '30.02.2016'),
    second.replace('2,8', '3,8').replace('new', 'lost'),
    '4,9,too short',
    first.replace('1,7', '1,9'),
  );
  const reasons = [
    '4 ordered: is "30.02.2016", which is no day written DD.MM.YYYY',
    '4 price: is "five", which is no number',
    '5 state: is "lost", which the mapping does not translate',
    '6 : has 3 cells where the header has 12',
    '7 order: repeats the key of line 2',
  ];

  it('are all told with line, column and reason, and nothing is taken', async () => {
    await expect(importOrders(database.app, bad)).rejects.toMatchObject({
      code: 'invalid',
      message: '4 rows are bad, so nothing was taken: correct them, or skip bad rows.',
    });
    expect(await latestFaults(database.app)).toEqual(reasons);
    expect(await stored()).toEqual([]);
    const [batch] = await listImportBatches(database.app, { after: undefined, limit: 1 });
    expect(batch).toMatchObject({ state: 'failed' });
  });

  it('are left out when asked to, and told as well', async () => {
    expect(await importOrders(database.app, bad, { skipBadRows: true })).toMatchObject({
      rowsBad: 4,
      inserted: 1,
    });
    expect(await latestFaults(database.app)).toEqual(reasons);
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['an empty one', '', 'The file is empty.'],
    ['a header only of other columns', 'a,b\n1,2\n', /lacks columns that the mapping names: .*customer/],
    ['a column given twice', `${ordersHeader},note\n`, /more than one column of the name: note/],
    [
      'a truncated gzip',
      gzipSync(file(...Array<string>(999).fill(first))).subarray(0, 90),
      /ends in the middle/,
    ],
    ['a damaged gzip', Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.alloc(40, 7)]), /is damaged/],
    [
      'an open quotation mark',
      file(first, `"2${first}`, first),
      /of line 3 a quotation mark is opened and not closed/,
    ],
    ['a stray quotation mark', file(`x"y${first}`), /of line 2 a quotation mark stands where none may/],
    [
      'another encoding',
      Buffer.from(file(first.replace('Seven', 'M\u00fcller')), 'latin1'),
      /is not written in utf-8/,
    ],
  ])('says so in one sentence: %s', async (_what, content, sentence) => {
    await expect(importOrders(database.app, content)).rejects.toMatchObject({
      code: 'invalid',
      message: typeof sentence === 'string' ? sentence : (expect.stringMatching(sentence) as string),
    });
    expect(await stored()).toEqual([]);
    expect(await importOrders(database.app, file(first))).toMatchObject({ inserted: 1 });
  });

  it('names a person of the mapping who is not there, before anything is taken', async () => {
    const defaults = { ...ordersMapping().defaults, manager: 'nobody' };
    const order = { mapping: ordersMapping({ defaults }) };
    await expect(importOrders(database.app, file(first), order)).rejects.toThrow('import the people first');
    expect(await database.app('account').select()).toEqual([]);
  });
});

describe('a shift', () => {
  const days = () => database.app('transaction').orderBy('source_key').select('booked_on', 'delivered_on');

  it('brings the last complete month to the last one before today, keeps month ends and stays for good', async () => {
    const mapping = ordersMapping({ shift: 'last-complete-month' });
    const leap = first.replace('01.02.2016', '31.01.2016');
    expect(await importOrders(database.app, file(leap), { mapping })).toMatchObject({ shiftMonths: 120 });
    expect(await days()).toEqual([{ booked_on: '2026-01-31', delivered_on: '2026-02-28' }]);
    const later = { mapping, now: new Date('2027-01-01T00:00:00Z'), shiftMonths: 0 };
    expect(await importOrders(database.app, file(leap), later)).toMatchObject({
      shiftMonths: 120,
      unchanged: 1,
    });
  });

  it('does not count a month that the data do not reach the end of', async () => {
    const mapping = ordersMapping({ shift: 'last-complete-month' });
    const open = first.replace('29.02.2016', '28.02.2016');
    expect(await importOrders(database.app, file(open), { mapping })).toMatchObject({ shiftMonths: 121 });
  });
});

it('refuses a second import of a source while one is running, and closes one that was killed', async () => {
  const both = await Promise.allSettled([
    importOrders(database.app, file(first)),
    importOrders(database.app, file(first)),
  ]);
  const refused = both.filter((run) => run.status === 'rejected');
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'conflict' });
  expect(await stored()).toHaveLength(1);
  const [batch] = await listImportBatches(database.app, { after: undefined, limit: 1 });
  await database.app('import_batch').where({ id: batch?.id }).update({ state: 'running', finished_at: null });
  await importOrders(database.app, file(first));
  const batches = await listImportBatches(database.app, { after: undefined, limit: 9 });
  expect(batches.find(({ id }) => id === batch?.id)).toMatchObject({
    state: 'failed',
    error: 'It was interrupted.',
  });
});
