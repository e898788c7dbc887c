import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countKnown, storeScores } from '../../db/selection/stored-values.ts';
import { addCriteriaSet } from '../../db/stores/criteria-sets.ts';
import { parseCriteriaSet, type CriteriaSet, type Criterion } from '../../domain/selection/criteria-set.ts';
import { isHigh } from '../../domain/selection/matrix.ts';
import { standardSet } from '../../domain/selection/standard-set.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const accounts = 14;
const by = { kind: 'operator', id: 'ann' } as const;
const at = new Date('2026-03-02T09:00:00Z');

interface Score {
  readonly shares: readonly (number | null)[];
  readonly points: readonly (number | null)[];
  readonly attractiveness: number | null;
  readonly strength: number | null;
  readonly attractiveness_known: number;
  readonly attractive: boolean;
  readonly strong: boolean;
}

type Raw = readonly (number | null)[];

let database: TestDatabase;
let setId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.owner.raw(`insert into programme (key, name) values ('main', 'Main')`);
  await database.owner.raw(
    `insert into account (key, name, programme_id, region, time_zone, currency)
     select 'a' || n, 'A' || n, p.id, 'PT', 'Europe/Lisbon', 'EUR' from programme p, generate_series(1, ${accounts}) n order by n`,
  );
  const wish = { key: 'standard', content: standardSet, reason: 'test', by, at };
  setId = (await addCriteriaSet(database.app, wish)).set.id;
});
afterAll(() => database.drop());

const value = fc.option(
  fc.oneof(fc.integer({ min: -3, max: 6 }), fc.double({ min: -1e6, max: 1e6, noNaN: true })),
);
const weights = fc
  .tuple(fc.integer({ min: 1, max: 98 }), fc.integer({ min: 1, max: 98 }))
  .map(([a, b]) => [a, b, 200 - a - b].map((weight) => weight / 2));
const transforms = fc.constantFrom<Criterion['transform']>(
  { kind: 'percentile' },
  { kind: 'linear', low: -2, high: 4 },
  {
    kind: 'bands',
    below: 0,
    bands: [
      { from: 0, share: 0.25 },
      { from: 2.5, share: 0.75 },
    ],
  },
);
const sets: fc.Arbitrary<CriteriaSet> = fc
  .tuple(weights, fc.array(transforms, { minLength: 4, maxLength: 4 }), fc.constantFrom('higher', 'lower'))
  .map(([parts, shapes, direction]) => {
    const criteria = [...parts, 100].map((weight, index) => ({
      key: `c${index}`,
      title: `C${index}`,
      axis: index === 3 ? 'strength' : 'attractiveness',
      weight,
      direction: shapes[index]?.kind === 'bands' ? 'higher' : direction,
      source: { kind: 'rating' },
      transform: shapes[index],
    }));
    return parseCriteriaSet({ ...standardSet, criteria });
  });
const rows = fc.array(fc.array(value, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: accounts });

async function scorecard(raws: readonly Raw[], set: CriteriaSet, previousId: string | null = null) {
  const db = database.app;
  const [card] = await db('scorecard')
    .insert({
      criteria_set_id: setId,
      as_of: '2026-03-01',
      started_by_kind: 'system',
      started_by_id: 'kam',
      started_at: at,
    })
    .returning<{ id: string }[]>('id');
  const scorecardId = card?.id ?? '';
  const input = raws.map((raw, index) => ({ scorecard_id: scorecardId, account_id: index + 1, raw }));
  await db('score_input').insert(input);
  const known = await countKnown(db, { scorecardId, set });
  await db.transaction((trx) => storeScores(trx, { scorecardId, set, previousId, known }));
  const scores = await db('score')
    .where({ scorecard_id: scorecardId })
    .orderBy('account_id')
    .select<Score[]>('*');
  return { scorecardId, scores };
}

const sum = (numbers: readonly (number | null)[]): number =>
  numbers.reduce<number>((a, b) => a + (b ?? 0), 0);
const inBatches = { numRuns: 60 };

describe('a score', () => {
  it('is what its contributions add up to, exactly, and never over 100', async () => {
    await fc.assert(
      fc.asyncProperty(sets, rows, async (set, raws) => {
        for (const { points, attractiveness, strength, attractiveness_known } of (await scorecard(raws, set))
          .scores) {
          if (attractiveness !== null) expect(sum(points.slice(0, 3))).toBe(attractiveness);
          if (strength !== null) expect(sum(points.slice(3))).toBe(strength);
          expect(attractiveness ?? 0).toBeLessThanOrEqual(1_000_000);
          expect(attractiveness === null).toBe(attractiveness_known < 0.5);
        }
      }),
      inBatches,
    );
  });

  it('shares out the weight of what is missing, and counts it neither as zero nor as anything', async () => {
    await fc.assert(
      fc.asyncProperty(sets, rows, async (set, raws) => {
        const { scores } = await scorecard(raws, set);
        scores.forEach(({ shares, points, attractiveness }, index) => {
          shares.forEach((share, n) => expect(share === null).toBe(raws[index]?.[n] === null));
          points.forEach((point, n) => expect(point === null).toBe(shares[n] === null));
          const known = set.criteria
            .slice(0, 3)
            .flatMap(({ weight }, n) => (shares[n] === null ? [] : [weight]));
          const wanted = set.criteria
            .slice(0, 3)
            .map(({ weight }, n) => ((shares[n] ?? 0) * weight * 1e6) / sum(known));
          if (attractiveness !== null) expect(Math.abs(attractiveness - sum(wanted))).toBeLessThanOrEqual(3);
        });
      }),
      inBatches,
    );
  });

  it('does not depend on which account comes first', async () => {
    await fc.assert(
      fc.asyncProperty(sets, rows, async (set, raws) => {
        const there = (await scorecard(raws, set)).scores.map(({ points }) => points);
        const back = (await scorecard([...raws].reverse(), set)).scores.map(({ points }) => points);
        expect(back.reverse()).toEqual(there);
      }),
      inBatches,
    );
  });

  it('counts an axis as high by the rule of the domain, from what it was before', async () => {
    await fc.assert(
      fc.asyncProperty(sets, rows, rows, async (set, first, second) => {
        const { designation: rules } = set;
        const before = await scorecard(first, set);
        const after = await scorecard(second, set, before.scorecardId);
        after.scores.forEach(({ attractiveness, strength, attractive, strong }, index) => {
          const was = before.scores[index];
          const high = (score: number | null, wasHigh = false): boolean =>
            isHigh(score === null ? null : score / 10_000, { wasHigh, rules });
          expect({ attractive, strong }).toEqual({
            attractive: high(attractiveness, was?.attractive),
            strong: high(strength, was?.strong),
          });
        });
      }),
      inBatches,
    );
  });
});

describe('a criterion', () => {
  it('gives more for a better value, and the same for the same', async () => {
    await fc.assert(
      fc.asyncProperty(sets, rows, async (set, raws) => {
        const { scores } = await scorecard(raws, set);
        set.criteria.forEach(({ direction }, n) => {
          const pairs = raws
            .map((raw, index) => ({ raw: raw[n] ?? null, share: scores[index]?.shares[n] ?? null }))
            .filter(
              (each): each is { raw: number; share: number } => each.raw !== null && each.share !== null,
            )
            .sort((a, b) => (direction === 'higher' ? a.raw - b.raw : b.raw - a.raw));
          pairs.slice(1).forEach((each, index) => {
            const worse = pairs[index];
            if (worse === undefined) return;
            if (worse.raw === each.raw) expect(each.share).toBe(worse.share);
            else expect(each.share).toBeGreaterThanOrEqual(worse.share);
          });
        });
      }),
      inBatches,
    );
  });

  it('as a percentile counts those below and half of those equal, among those with a value', async () => {
    const set = parseCriteriaSet({
      ...standardSet,
      criteria: ['attractiveness', 'strength'].map((axis) => ({
        ...standardSet.criteria[0],
        key: axis,
        axis,
        weight: 100,
      })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 2, maxLength: accounts }), async (values) => {
        const raws = values.map((each) => [each, each]);
        const known = values.filter((each): each is number => each !== null);
        const { scores } = await scorecard(raws, set);
        scores.forEach(({ shares }, index) => {
          const mine = values[index] ?? null;
          if (mine === null) return;
          const below = known.filter((each) => each < mine).length;
          const equal = known.filter((each) => each === mine).length - 1;
          const wanted = known.length === 1 ? 0.5 : (below + equal / 2) / (known.length - 1);
          expect(shares[0]).toBeCloseTo(wanted, 12);
        });
      }),
      inBatches,
    );
  });
});
