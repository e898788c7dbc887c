import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let programmeId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const [row] = await database
    .app('programme')
    .insert({ key: 'p', name: 'P' })
    .returning<{ id: string }[]>('id');
  programmeId = row?.id ?? '';
});
afterAll(() => database.drop());

const person = (key: string, more: object = {}): object => ({
  key,
  name: key,
  email: `${key}@example.com`,
  region: 'PT',
  time_zone: 'Europe/Lisbon',
  language: 'en',
  ...more,
});
const account = (key: string): object => ({
  key,
  name: key,
  programme_id: programmeId,
  region: 'DE-BY',
  time_zone: 'Europe/Berlin',
  currency: 'EUR',
});

async function insert(table: string, row: object): Promise<string> {
  const [made] = await database.app(table).insert(row).returning<{ id: string }[]>('id');
  return made?.id ?? '';
}

it.each([
  ['a mail address in capitals', { email: 'Anna@example.com' }],
  ['a mail address without a host', { email: 'anna' }],
  ['an empty name', { name: ' ' }],
  ['an unknown language', { language: 'fr' }],
  ['a region in words', { region: 'Portugal' }],
  ['a role in words', { roles: ['Key account manager'] }],
])('refuses a person with %s', async (_what, fault) => {
  await expect(insert('person', person('anna', fault))).rejects.toMatchObject({ code: '23514' });
});

it('takes a person with several roles and a federal state', async () => {
  await expect(
    insert('person', person('otto', { roles: ['finance', 'it'], region: 'DE-BY' })),
  ).resolves.toMatch(/\d/);
});

it('refuses a mail address that another person has', async () => {
  await insert('person', person('mia'));
  await expect(insert('person', person('mia2', { email: 'mia@example.com' }))).rejects.toMatchObject({
    code: '23505',
  });
});

it('refuses a chain of superiors that leads back to its start', async () => {
  const top = await insert('person', person('top'));
  const middle = await insert('person', person('middle', { superior_id: top }));
  const low = await insert('person', person('low', { superior_id: middle }));
  const people = database.app('person');
  await expect(people.clone().where({ id: top }).update({ superior_id: low })).rejects.toMatchObject({
    code: '23514',
  });
  await expect(people.clone().where({ id: top }).update({ superior_id: top })).rejects.toMatchObject({
    code: '23514',
  });
});

it('refuses an account that is its own parent or ancestor', async () => {
  const parent = await insert('account', account('parent'));
  const child = await insert('account', { ...account('child'), parent_id: parent });
  const accounts = database.app('account');
  await expect(accounts.clone().where({ id: parent }).update({ parent_id: child })).rejects.toMatchObject({
    code: '23514',
  });
  await expect(accounts.clone().where({ id: child }).update({ parent_id: child })).rejects.toMatchObject({
    code: '23514',
  });
});

it('refuses a delivered transaction without its day', async () => {
  const sourceId = await insert('import_source', { name: 's' });
  const row = {
    source_id: sourceId,
    source_key: '1',
    booked_on: '2016-01-31',
    quantity: 1,
    amount: '1.50',
    currency: 'EUR',
  };
  await expect(insert('transaction', { ...row, status: 'delivered' })).rejects.toMatchObject({
    code: '23514',
  });
  const id = await insert('transaction', { ...row, status: 'open' });
  expect(
    await database.app('transaction').where({ id }).first('booked_on', 'amount', 'delivered_on'),
  ).toEqual({
    booked_on: '2016-01-31',
    amount: '1.50',
    delivered_on: null,
  });
});
