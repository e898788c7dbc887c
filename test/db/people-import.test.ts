import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { importPeople, readPeopleFile } from '../../db/import/import-people.ts';
import { listAuditEvents } from '../../db/read-models/audit-trail.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { importOrders, ordersHeader } from './orders-import.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const place = 'region: PT, timeZone: Europe/Lisbon, language: en';
const person = (key: string, more = ''): string =>
  `  - { key: ${key}, name: ${key}, email: ${key}@example.com, ${place}${more} }`;
const today = { by: { kind: 'operator', id: 'ann' }, now: new Date('2026-03-10T08:00:00Z') } as const;
const importYaml = (...lines: string[]) =>
  importPeople(database.app, { ...today, text: lines.join('\n'), format: 'yaml' });

async function superiors(): Promise<Record<string, string | null>> {
  const rows = await database
    .app('person as p')
    .leftJoin('person as s', 's.id', 'p.superior_id')
    .select<{ key: string; superior: string | null }[]>('p.key', 's.key as superior');
  return Object.fromEntries(rows.map(({ key, superior }) => [key, superior]));
}

it('creates people and their superiors in any order, and changes nothing the second time', async () => {
  const file = ['people:', person('low', ', superior: top'), person('top', ', roles: [director, sponsor]')];
  expect((await importYaml(...file)).people).toEqual({ inserted: 2, updated: 0, unchanged: 0 });
  expect(await superiors()).toEqual({ low: 'top', top: null });
  expect((await importYaml(...file)).people).toEqual({ inserted: 0, updated: 0, unchanged: 2 });
});

it('turns a hierarchy round and lets two people exchange addresses', async () => {
  await importYaml('people:', person('a'), person('b', ', superior: a'));
  const swapped = (key: string, other: string, superior: string): string =>
    `  - { key: ${key}, name: ${key}, email: ${other}@Example.com, ${place}${superior} }`;
  const { people } = await importYaml('people:', swapped('a', 'b', ', superior: b'), swapped('b', 'a', ''));
  expect(people).toEqual({ inserted: 0, updated: 2, unchanged: 0 });
  expect(await superiors()).toEqual({ a: 'b', b: null });
  expect(await database.app('person').orderBy('key').pluck('email')).toEqual([
    'b@example.com',
    'a@example.com',
  ]);
});

it('tells every fault of a file at once and takes nothing', async () => {
  await importYaml('people:', person('known'));
  const refused = importYaml(
    'programmes: [{ key: p, name: P, owner: nobody }]',
    'people:',
    person('a', ', superior: b'),
    person('b', ', superior: c'),
    person('c', ', superior: a'),
    person('c'),
    `  - { key: d, name: d, email: known@example.com, ${place}, superior: ghost }`,
    'accounts: [{ key: nowhere, manager: a }]',
  );
  await expect(refused).rejects.toMatchObject({
    code: 'invalid',
    faults: expect.arrayContaining([
      { path: 'people.3.key', message: 'repeats people.2: "c"' },
      { path: 'people.4.email', message: 'is the address of "known" too' },
      { path: 'people.4.superior', message: 'there is no person "ghost"' },
      { path: 'programmes.0.owner', message: 'there is no person "nobody"' },
      {
        path: 'accounts.0.key',
        message:
          'there is no account "nowhere": accounts come in with their transactions, so run kam import first',
      },
    ]) as unknown,
  });
  expect(await superiors()).toEqual({ known: null });
});

it('refuses superiors that lead back to their start, over stored people too', async () => {
  await importYaml('people:', person('a'), person('b', ', superior: a'));
  await expect(importYaml('people:', person('a', ', superior: b'))).rejects.toMatchObject({
    faults: [{ path: 'people.0.superior', message: 'leads back: a → b → a' }],
  });
});

it('names the path of everything that has not the right form, unknown keys included', () => {
  const text =
    'people:\n  - { key: Ann, name: Ann, email: ann, region: Portugal, timeZone: Lisbon, language: pt, boss: x }';
  const told = (() => {
    try {
      return readPeopleFile(text, 'yaml');
    } catch (error) {
      return (error as { faults: { path: string }[] }).faults.map(({ path }) => path).sort();
    }
  })();
  expect(told).toEqual([
    'people.0',
    'people.0.email',
    'people.0.key',
    'people.0.language',
    'people.0.region',
    'people.0.timeZone',
  ]);
});

it('leaves an event that says who imported people, from which file, and what changed', async () => {
  const text = ['people:', person('low')].join('\n');
  await importYaml(text);
  const [event, ...others] = await listAuditEvents(database.app, {
    chain: 'imports',
    after: undefined,
    limit: 10,
  });
  expect(others).toEqual([]);
  expect(event).toMatchObject({
    occurredAt: today.now,
    actor: today.by,
    kind: 'people.imported',
    data: {
      people: { inserted: 1, updated: 0, unchanged: 0 },
      fileSha256: createHash('sha256').update(text).digest('hex'),
    },
  });
});

it('takes a CSV of people', async () => {
  const csv =
    'key,name,email,superior,roles,region,timeZone,language,active\nx,X,x@example.com,,finance it,DE-BY,Europe/Berlin,de,false\n';
  await importPeople(database.app, { ...today, text: csv, format: 'csv' });
  expect(await database.app('person').first('key', 'roles', 'active')).toEqual({
    key: 'x',
    roles: ['finance', 'it'],
    active: false,
  });
});

it('assigns managers, directors, team and contacts to accounts that are there', async () => {
  await importOrders(
    database.app,
    `${ordersHeader}\n1,7,Seven Ltd,-,-,bolt,01.02.2016,29.02.2016,ok,3,0.10,-\n`,
  );
  const file = [
    'people:',
    person('m'),
    person('d'),
    'accounts:',
    '  - key: c-7',
    '    manager: m',
    '    director: d',
    '    team: { finance: d }',
    '    contacts: [{ key: buyer, name: Bo, influence: 4, lastContactOn: 2016-02-29 }]',
  ];
  expect((await importYaml(...file)).accounts).toEqual({ inserted: 0, updated: 1, unchanged: 0 });
  expect((await importYaml(...file)).accounts).toEqual({ inserted: 0, updated: 0, unchanged: 1 });
  const account = await database.app('account').first<Record<string, string>>();
  const ids = Object.fromEntries(
    (await database.app('person').select<{ key: string; id: string }[]>('key', 'id')).map(({ key, id }) => [
      key,
      id,
    ]),
  );
  expect(account).toMatchObject({ manager_id: ids['m'], director_id: ids['d'] });
  expect(await database.app('contact').first('key', 'influence', 'last_contact_on')).toEqual({
    key: 'buyer',
    influence: 4,
    last_contact_on: '2016-02-29',
  });
});

it('keeps the month in which fiscal years start unless the file names another', async () => {
  const owner = person('owner');
  const programme = (more = ''): string => `programmes: [{ key: p, name: P, owner: owner${more} }]`;
  const month = () => database.app('programme').where({ key: 'p' }).pluck('fiscal_year_starts');
  await importYaml('people:', owner, programme());
  expect(await month()).toEqual([1]);
  expect((await importYaml(programme(', fiscalYearStarts: 4'))).programmes.updated).toBe(1);
  expect((await importYaml(programme())).programmes.unchanged).toBe(1);
  expect(await month()).toEqual([4]);
  await expect(importYaml(programme(', fiscalYearStarts: 13'))).rejects.toThrow('one fault');
});
