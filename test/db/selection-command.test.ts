import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { kamOn, printedByKam } from '../support/kam-command.ts';
import { marketSet } from '../support/market.ts';
import { seedFirm, type Firm } from '../support/people.ts';

let database: TestDatabase;
let folder: string;
let firm: Firm;

// Shops s1 to s6, the first the largest; nobody manages the last two.
async function seedShops(): Promise<void> {
  await database.owner.raw(
    `insert into account (key, name, programme_id, region, time_zone, currency, manager_id, director_id)
     select 's' || n, 'Shop ' || n, a.programme_id, 'PT', 'Europe/Lisbon', 'EUR',
       case when n < 5 then a.manager_id end, a.director_id
     from account a, generate_series(1, 6) n where a.key = 'client-1'`,
  );
  await database.owner.raw(
    `with s as (insert into import_source (name) values ('shops') returning id)
     insert into transaction (source_id, source_key, account_id, booked_on, delivered_on, status, quantity, amount, currency)
     select s.id, 't' || n, a.id, '2017-05-04', '2017-06-01', 'delivered', 1, (7 - n) * 100000, 'EUR'
     from s, generate_series(1, 6) n join account a on a.key = 's' || n`,
  );
}

const selection = (...words: string[]): Promise<string> =>
  printedByKam(database.appUrl, ['selection', ...words]);

const assign = (...words: string[]): Promise<string> => printedByKam(database.appUrl, ['assign', ...words]);

async function complaint(...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await kamOn(database.appUrl, words);
  expect([code, stdout]).toEqual([1, '']);
  return stderr;
}

async function file(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'kam-selection-'));
  firm = await seedFirm(database.app, '48');
  await database
    .app('person')
    .where({ id: firm.director })
    .update({ roles: ['director'] });
  await seedShops();
});

afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

describe('kam selection', () => {
  it('stores criteria once, and says of weights that do not sum where and by how much, storing nothing', async () => {
    const path = await file('set.json', marketSet());
    const add = ['criteria', 'add', path, '--key', 'market', '--reason', 'a small market'];
    expect(await selection(...add)).toBe('Stored market 1.\n');
    expect(await selection(...add)).toBe('market 1 says the same already: nothing was stored.\n');
    const { criteria, ...rest } = marketSet();
    const halved = criteria.map((one) => ({ ...one, weight: 50 }));
    const wrong = await file('wrong.json', { ...rest, criteria: halved });
    const said = await complaint('selection', 'criteria', 'add', wrong, '--key', 'market', '--reason', 'x');
    expect(said).toContain('100');
    expect(said).toContain('50');
    expect(await database.app('criteria_set').where({ key: 'market' })).toHaveLength(1);
    const shown = JSON.parse(await selection('criteria', 'show', 'market')) as { criteria: unknown[] };
    expect(shown.criteria).toHaveLength(2);
  });

  it('scores, lists, shows and explains, and exports every account', async () => {
    const scored = await selection('score', '--as-of', '2017-07-01', '--set', 'market');
    const proposed = /Proposed as key accounts\n.*\n((?: +\d+\. s\d.*\n)+)/.exec(scored)?.[1] ?? '';
    expect(proposed.match(/\bs\d\b/g)).toEqual(['s1', 's2', 's3']);
    expect(await selection('list')).toBe('1  as of 2017-07-01  market 1  7 accounts  scored\n');
    expect(await selection('show', '1')).toBe(scored);
    expect(await selection('explain', 's3')).toMatch(/^s3 {2}Shop 3: strategic, proposed, rank 3\n/);
    const csv = join(folder, 'scores.csv');
    await selection('export', '--output', csv);
    expect((await readFile(csv, 'utf8')).trimEnd().split('\r\n')).toHaveLength(8);
  });

  it('tells who would leave under a smaller cap, and stores nothing', async () => {
    const told = await selection('what-if', '--cap', '2');
    expect(told).toContain('Proposed: 3 → 2 (scorecard 1; nothing is stored)');
    expect(told).toMatch(/Would leave:\n {2}s3: /);
    expect(await database.app('scorecard')).toHaveLength(1);
    expect(await complaint('selection', 'what-if', '--weights', 'revenue=90')).toContain('100');
  });

  it('compares two scorecards by what changed', async () => {
    const path = await file('next.json', marketSet(2));
    await selection('criteria', 'add', path, '--key', 'market', '--reason', 'fewer');
    await selection('score', '--as-of', '2017-07-01', '--set', 'market', '--previous', '1');
    const compared = await selection('compare', '1', '2');
    expect(compared).toContain('Left the proposal: s3\n');
    expect(compared).toContain('Entered the proposal: nobody\n');
  });

  it('keeps a rating with its reason, and refuses what is no number, no day and no account', async () => {
    const rate = ['rate', 's1', 'shareOfWallet', '0.4', '--reason', 'their tender', '--on', '2017-06-01'];
    expect(await selection(...rate)).toBe('s1: shareOfWallet is 0.4 from 2017-06-01 on.\n');
    const wrongly = (account: string, value: string): Promise<string> =>
      complaint('selection', 'rate', account, 'shareOfWallet', value, '--reason', 'x');
    expect(await wrongly('s1', 'much')).toContain('"much" is no number.');
    expect(await wrongly('s9', '0.4')).toContain('s9');
    expect(await complaint('selection', 'score', '--as-of', '2017-02-30')).toContain('is no day');
    expect(await database.app('scorecard')).toHaveLength(2);
  });
});

describe('kam assign', () => {
  const skills = '{ goals: 3, customer: 4, internal: 3, planning: 3, spanning: 2 }';
  const weights = '{ goals: 1, customer: 2, internal: 1, planning: 1, spanning: 0 }';
  const text = `managers:
  - { person: operations, skills: ${skills}, languages: [en], regions: [PT], capacity: { accounts: 1 } }
accounts:
  - { account: s5, weights: ${weights}, timePercent: 20 }
  - { account: s6, weights: ${weights}, timePercent: 20 }
`;

  it('proposes the manager for who brings more, tells who stays without, and changes nothing until accepted', async () => {
    await assign('import', await file('assign.yaml', text));
    const proposed = await assign('propose', '--as-of', '2017-07-01');
    expect(proposed).toMatch(/Accounts\n {2}.*(s5|Shop 5).* → /);
    expect(proposed).toMatch(/Without a new manager\n {2}.*(s6|Shop 6)/);
    expect(await assign('list')).toBe('1  version 1, as of 2017-07-01: 1 given, 1 without, open\n');
    const managerOf = (): Promise<unknown> =>
      database.app('account').where({ key: 's5' }).first('manager_id') as Promise<unknown>;
    expect(await managerOf()).toEqual({ manager_id: null });
    expect(await complaint('assign', 'accept', '1', '--director', 'finance')).not.toBe('');
    expect(await managerOf()).toEqual({ manager_id: null });
    expect(await assign('accept', '1', '--director', 'director')).toBe(
      'Accepted: 1 accounts have their manager.\n',
    );
    expect(await managerOf()).toEqual({ manager_id: firm.operations });
  });

  it('shows profiles and needs such as can be imported again', async () => {
    const profile = JSON.parse(await assign('profile', 'operations')) as Record<string, unknown>;
    expect(profile).toMatchObject({ version: 1, managers: [{ person: 'operations' }] });
    const needs = JSON.parse(await assign('needs', 's6')) as Record<string, unknown>;
    expect(needs).toMatchObject({ version: 1, accounts: [{ account: 's6', timePercent: 20 }] });
    expect(await complaint('assign', 'show', 'x')).toContain('"kam assign list" shows them');
  });
});
