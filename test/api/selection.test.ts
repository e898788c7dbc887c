import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCriteriaSetOperations } from '../../api/criteria-sets/routes.ts';
import { createSelectionOperations } from '../../api/selection/routes.ts';
import { importPeople } from '../../db/import/import-people.ts';
import { importTransactions } from '../../db/import/import-transactions.ts';
import { readMapping } from '../../db/import/mapping-file.ts';
import { findAccountId } from '../../db/read-models/accounts.ts';
import { standardSet } from '../../domain/selection/standard-set.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { call, problemOf, startServer, tokenFor, type TestServer } from './server.ts';

const sample = new URL('../../samples/hotel/', import.meta.url);
const now = new Date('2026-11-15T12:00:00Z');
const by = { kind: 'operator', id: 'ann' } as const;

interface Placed {
  readonly key: string;
  readonly standing: string;
  readonly expectedReturn: string;
}
interface Card {
  readonly id: string;
  readonly accounts: number;
  readonly matrix: Readonly<Record<string, number>>;
  readonly selected: readonly Placed[];
  readonly overCap: readonly Placed[];
  readonly largeNotRepaying: readonly Placed[];
  readonly largeNotRepayingSum: string;
}
interface Contribution {
  readonly criterion: { readonly key: string; readonly axis: string };
  readonly raw: number | null;
  readonly points: number | null;
}
interface Explained {
  readonly attractiveness: number;
  readonly strength: number;
  readonly quadrant: string;
  readonly standing: string;
  readonly contributions: readonly Contribution[];
}
interface Change {
  readonly key: string;
  readonly after: { readonly standing: string };
  readonly criteria: readonly {
    readonly key: string;
    readonly points: number;
    readonly causes: readonly string[];
  }[];
}
interface Answer {
  readonly selectedBefore: number;
  readonly selectedAfter: number;
  readonly enters: readonly Change[];
  readonly leaves: readonly Change[];
}

let database: TestDatabase;
let server: TestServer;
let viewer: string;
let manager: string;
let card: Card;

const root = '/v1/selection/scorecards';

async function readPeople(name: string): Promise<void> {
  const text = await readFile(new URL(name, sample), 'utf8');
  await importPeople(database.app, { text, format: 'yaml', by, now });
}

async function get<Body>(path: string): Promise<Body> {
  const response = await call(server, { path, token: viewer });
  expect(response.status).toBe(200);
  return (await response.json()) as Body;
}

function post(path: string, json: unknown, token = manager): Promise<Response> {
  return call(server, { method: 'POST', path, token, json });
}

async function score(json: object): Promise<Card> {
  const response = await post(root, json);
  expect(response.status).toBe(201);
  return (await response.json()) as Card;
}

async function explained(key: string): Promise<Explained> {
  return get(`${root}/${card.id}/scores/${await findAccountId(database.app, key)}`);
}

const ask = async (json: object): Promise<Answer> => {
  const response = await post(`${root}/${card.id}/what-if`, json, viewer);
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
};

beforeAll(async () => {
  database = await createTestDatabase();
  await readPeople('people.yaml');
  const mapping = readMapping(await readFile(new URL('mapping.yaml', sample), 'utf8'));
  const source = createReadStream(new URL('hotel_bookings.csv.gz', sample));
  await importTransactions(database.app, { source, mapping, by, now, shiftMonths: 0 });
  await readPeople('accounts.yaml');
  const operations = [...createCriteriaSetOperations(), ...createSelectionOperations()];
  server = await startServer({ db: database.app, operations, clock: { now: () => now } });
  viewer = await tokenFor(database.app, 'viewer');
  manager = await tokenFor(database.app, 'manager');
  card = await score({ asOf: '2017-08-31' });
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

describe('the hotels as of 2017-08-31', () => {
  it('propose the seven accounts that repay a manager, the largest return first', () => {
    expect(card.accounts).toBe(669);
    expect(card.selected.map(({ key }) => key)).toEqual(
      [9, 240, 250, 14, 7, 40, 241].map((number) => `agent-${number}`),
    );
    expect(Object.values(card.matrix).reduce((sum, count) => sum + count)).toBe(669);
  });

  it('list the large accounts that do not repay, with the sum', () => {
    expect(card.largeNotRepaying.slice(0, 3).map(({ key }) => key)).toEqual([
      'agent-6',
      'agent-28',
      'agent-8',
    ]);
    const sum = card.largeNotRepaying.reduce((total, each) => total + Number(each.expectedReturn), 0);
    expect(sum).toBeLessThan(0);
    expect(Number(card.largeNotRepayingSum)).toBeCloseTo(sum, 2);
  });

  it('show the seasonal and healthy agent 9 as strategic, and the fallen agent 1 far from it', async () => {
    expect(await explained('agent-9')).toMatchObject({ quadrant: 'strategic', standing: 'selected' });
    const fallen = await explained('agent-1');
    expect(fallen).toMatchObject({ quadrant: 'streamline', standing: 'belowThreshold' });
    const growth = fallen.contributions.find(({ criterion }) => criterion.key === 'growth');
    expect(growth).toMatchObject({ points: 0, raw: expect.closeTo(-0.91, 2) as number });
  });

  it('explain each score by contributions that add up to it', async () => {
    const { contributions, attractiveness, strength } = await explained('agent-240');
    const sum = (axis: string): number =>
      contributions
        .filter(({ criterion }) => criterion.axis === axis)
        .reduce((total, { points }) => total + Math.round((points ?? 0) * 10_000), 0) / 10_000;
    expect([sum('attractiveness'), sum('strength')]).toEqual([attractiveness, strength]);
  });

  it('page through all accounts by score, each once', async () => {
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const cursor = next === '' ? '' : `&cursor=${next}`;
      const page: { items: { key: string }[]; next: string | null } = await get(
        `${root}/${card.id}/scores?limit=200${cursor}`,
      );
      seen.push(...page.items.map(({ key }) => key));
      next = page.next;
    }
    expect(seen).toHaveLength(669);
    expect(new Set(seen).size).toBe(669);
  });
});

describe('what-if', () => {
  it('says who leaves under a smaller cap, and stores nothing', async () => {
    const answer = await ask({ cap: 3 });
    expect([answer.selectedBefore, answer.selectedAfter]).toEqual([7, 3]);
    expect(answer.leaves.map(({ key, after }) => `${key} ${after.standing}`)).toEqual(
      [14, 7, 40, 241].map((number) => `agent-${number} overCap`),
    );
    expect((await get<{ items: unknown[] }>(root)).items).toHaveLength(1);
  });

  it('says which weights made the difference, and agrees with a scoring by them', async () => {
    const weights = { tenure: 5, breadth: 5, crossover: 60, regularity: 15, relationshipStage: 15 };
    const answer = await ask({ weights });
    expect(answer.leaves.length + answer.enters.length).toBe(0);
    const content = {
      ...standardSet,
      criteria: standardSet.criteria.map((each) => ({
        ...each,
        weight: {
          ...weights,
          notCancelled: 80,
          revenue: 5,
          growth: 5,
          netValue: 4,
          orderValue: 3,
          newLineAdoption: 3,
        }[each.key],
      })),
    };
    const { weights: all } = {
      weights: Object.fromEntries(content.criteria.map(({ key, weight }) => [key, weight])),
    };
    const other = await ask({ weights: all });
    const stored = await post('/v1/criteria-sets', { key: 'strict', content, reason: 'to compare' });
    const { id } = (await stored.json()) as { id: string };
    const scored = await score({ criteriaSetId: id, asOf: '2017-08-31' });
    const before = new Set(card.selected.map(({ key }) => key));
    const after = new Set(scored.selected.map(({ key }) => key));
    expect(other.leaves.map(({ key }) => key).sort()).toEqual(
      [...before].filter((key) => !after.has(key)).sort(),
    );
    expect(other.enters.map(({ key }) => key).sort()).toEqual(
      [...after].filter((key) => !before.has(key)).sort(),
    );
    expect(other.leaves.length).toBeGreaterThan(0);
    expect(other.leaves[0]?.criteria[0]?.causes).toContain('weight');
  });

  it('refuses weights that do not sum and criteria that are not there', async () => {
    const refused = async (weights: object): Promise<string> =>
      (await problemOf(await post(`${root}/${card.id}/what-if`, { weights }, viewer))).detail;
    expect(await refused({ revenue: 30 })).toMatch(/attractiveness must sum to 100 and sum to 105/);
    expect(await refused({ charm: 30 })).toMatch(/no criterion charm/);
  });
});

describe('a comparison', () => {
  it('tells input by input what changed a score, and the changes add up', async () => {
    const earlier = await score({ asOf: '2017-07-01' });
    const comparison = await get<{ entered: Change[]; changed: (Change & Sides)[] }>(
      `${root}/${card.id}/comparison?with=${earlier.id}&limit=50`,
    );
    expect(comparison.entered.map(({ key }) => key).sort()).toEqual(['agent-241', 'agent-40']);
    expect(comparison.changed).toHaveLength(50);
    for (const { before, after, criteria } of comparison.changed) {
      if ([before, after].some((side) => side.attractiveness === null || side.strength === null)) continue;
      const points = criteria.reduce((sum, each) => sum + each.points, 0);
      const total = (side: Side): number => (side.attractiveness ?? 0) + (side.strength ?? 0);
      expect(points).toBeCloseTo(total(after) - total(before), 6);
    }
  });
});

interface Side {
  readonly attractiveness: number | null;
  readonly strength: number | null;
}
interface Sides {
  readonly before: Side;
  readonly after: Side & { readonly standing: string };
}

describe('what cannot be scored', () => {
  it('is refused with every criterion that has no data at all, and nothing is scored', async () => {
    const problem = await problemOf(await post(root, { asOf: '2016-08-31' }));
    expect(problem.status).toBe(422);
    expect(problem.faults?.map(({ message }) => message.split(' has ')[0])).toEqual([
      'Growth against the year before',
      'New-line adoption',
      'Regularity',
    ]);
    expect(problem.detail).toMatch(/from 2014-08-31, and the data begin on 2015-07-01/);
    const { items } = await get<{ items: { id: string; state: string }[] }>(root);
    expect(items[0]?.state).toBe('refused');
    const left = await database.app('score_input').where({ scorecard_id: items[0]?.id }).select('account_id');
    expect(left).toEqual([]);
  });

  it.each([
    ['a day that is still to come', { asOf: '2026-11-16' }, /still to come/],
    ['a day before all data', { asOf: '2015-01-01' }, /no transaction delivered before 2015-01-01/],
    ['a set that is not there', { criteriaSetId: '999' }, /no criteria set 999/],
    ['a scorecard that is not there', { previousId: '999' }, /no scorecard 999/],
  ])('is refused for %s', async (_what, json, told) => {
    expect((await problemOf(await post(root, json))).detail).toMatch(told);
  });

  it('is left to those who may', async () => {
    expect((await problemOf(await post(root, {}, viewer))).status).toBe(403);
  });
});

describe('criteria sets', () => {
  it('never change: other content is the next version, equal content none', async () => {
    const first = await post('/v1/criteria-sets', {
      key: 'mine',
      content: standardSet,
      reason: 'to begin with',
    });
    expect(first.status).toBe(201);
    const again = await post('/v1/criteria-sets', { key: 'mine', content: standardSet, reason: 'once more' });
    expect(again.status).toBe(200);
    const content = { ...standardSet, designation: { ...standardSet.designation, cap: 10 } };
    const second = await post('/v1/criteria-sets', { key: 'mine', content, reason: 'fewer' });
    expect(await second.json()).toMatchObject({
      version: 2,
      used: false,
      content: { designation: { cap: 10 } },
    });
    await expect(database.app('criteria_set').update({ key: 'other' })).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('are refused with the place of every fault', async () => {
    const [revenue, ...others] = standardSet.criteria;
    const content = {
      ...standardSet,
      criteria: [{ ...revenue, weight: 20, source: { kind: 'metric', metric: 'charm' } }, ...others],
    };
    const problem = await problemOf(await post('/v1/criteria-sets', { key: 'mine', content, reason: 'x' }));
    expect(problem.status).toBe(400);
    expect(problem.faults?.[0]).toMatchObject({ path: '/content/criteria/0/source/metric' });
  });
});

describe('the export', () => {
  it('holds every account, and no text that a spreadsheet takes for a formula', async () => {
    await database.owner('account').where({ key: 'agent-9' }).update({ name: '=HYPERLINK("http://x", "a")' });
    const response = await call(server, { path: `${root}/${card.id}/scores.csv`, token: viewer });
    expect(response.headers.get('content-type')).toContain('text/csv');
    const lines = (await response.text()).trimEnd().split('\r\n');
    expect(lines).toHaveLength(670);
    expect(lines.find((line) => line.startsWith('agent-9,'))).toContain(
      `agent-9,"'=HYPERLINK(""http://x"", ""a"")",78.3`,
    );
  });
});
