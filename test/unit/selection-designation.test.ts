import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCriteriaSet, type CriteriaSet } from '../../domain/selection/criteria-set.ts';
import { designate, type Contender, type Placement } from '../../domain/selection/designation.ts';
import { expectedReturn, netValueNeeded, returnNeeded } from '../../domain/selection/expected-return.ts';
import { isHigh, quadrantOf } from '../../domain/selection/matrix.ts';
import { standardSet } from '../../domain/selection/standard-set.ts';

const set = parseCriteriaSet(standardSet);
const withCap = (cap: number): CriteriaSet => ({ ...set, designation: { ...set.designation, cap } });
const newcomer = { attractive: false, strong: false, selected: false };
const rich = 1_000_000;

function contender(changes: Partial<Contender>): Contender {
  const usual = { accountId: '1', attractiveness: 80, strength: 80, netValue: rich, large: false };
  return { ...usual, before: newcomer, ...changes };
}

const contenders = fc
  .array(
    fc.record({
      attractiveness: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
      strength: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
      netValue: fc.option(fc.double({ min: -1e6, max: 1e7, noNaN: true })),
      large: fc.boolean(),
      before: fc.record({ attractive: fc.boolean(), strong: fc.boolean(), selected: fc.boolean() }),
    }),
    { maxLength: 40 },
  )
  .map((all): Contender[] => all.map((each, index) => ({ ...each, accountId: String(index + 1) })));

const selected = (placements: readonly Placement[]): readonly string[] =>
  placements.filter(({ standing }) => standing === 'selected').map(({ accountId }) => accountId);

describe('an axis', () => {
  it('is high from 60 on, and once high down to 50', () => {
    const { designation: rules } = set;
    const high = (score: number | null, wasHigh: boolean): boolean => isHigh(score, { wasHigh, rules });
    expect([59.9999, 60].map((score) => high(score, false))).toEqual([false, true]);
    expect([49.9999, 50].map((score) => high(score, true))).toEqual([false, true]);
    expect([high(null, false), high(null, true)]).toEqual([false, false]);
  });

  it('changes at most once while its score only wavers by less than the band', () => {
    const waver = fc.array(fc.double({ min: 0, max: 9.999, noNaN: true }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 90, noNaN: true }), waver, fc.boolean(), (from, noise, start) => {
        let wasHigh = start;
        let changes = 0;
        for (const each of noise) {
          const now = isHigh(from + each, { wasHigh, rules: set.designation });
          if (now !== wasHigh) changes += 1;
          wasHigh = now;
        }
        expect(changes).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('the matrix', () => {
  it('names its four fields', () => {
    const named = [true, false].flatMap((attractive) =>
      [true, false].map((strong) => quadrantOf({ attractive, strong })),
    );
    expect(named).toEqual(['strategic', 'star', 'status', 'streamline']);
  });
});

describe('the expected return', () => {
  it('is the discounted uplift over the horizon less what the manager costs', () => {
    // 1,000,000 × 10 % − 15,000 = 85,000 a year; at 10 % three years are worth 1/1.1 + 1/1.21 + 1/1.331.
    expect(expectedReturn(rich, set)).toBeCloseTo(85_000 * (1 / 1.1 + 1 / 1.21 + 1 / 1.331), 4);
    expect(expectedReturn(null, set)).toBeNull();
  });

  it('counts the years alone without a discount rate', () => {
    const plain = { ...set, value: { ...set.value, discountRate: 0 } };
    expect(expectedReturn(rich, plain)).toBe(3 * 85_000);
  });

  it('is nothing at the net value that is needed, and less below', () => {
    expect(expectedReturn(netValueNeeded(set), set)).toBeCloseTo(0, 6);
    expect(expectedReturn(netValueNeeded(set) - 1, set)).toBeLessThan(0);
  });
});

describe('designation', () => {
  it('proposes who is strategic or a star, repays and is within the cap, and nobody else', () => {
    fc.assert(
      fc.property(contenders, fc.integer({ min: 1, max: 10 }), (all, cap) => {
        const placements = designate(all, withCap(cap));
        const proposed = placements.filter(({ standing }) => standing === 'selected');
        expect(proposed.length).toBeLessThanOrEqual(cap);
        expect(placements.map(({ accountId }) => accountId).sort()).toEqual(
          all.map((c) => c.accountId).sort(),
        );
        for (const { quadrant, expectedReturn: returns, wasSelected } of proposed) {
          expect(['strategic', 'star']).toContain(quadrant);
          expect((returns ?? -Infinity) / 100).toBeGreaterThanOrEqual(returnNeeded(wasSelected, set) - 0.01);
        }
        const over = placements.filter(({ standing }) => standing === 'overCap');
        if (over.length > 0) expect(proposed).toHaveLength(cap);
      }),
    );
  });

  it('does not depend on the order in which accounts come', () => {
    fc.assert(
      fc.property(contenders, (all) => {
        expect(designate([...all].reverse(), withCap(3))).toEqual(designate(all, withCap(3)));
      }),
    );
  });

  it('says why each of the others is left out', () => {
    const standing = (changes: Partial<Contender>): string | undefined =>
      designate([contender(changes)], set)[0]?.standing;
    expect(standing({})).toBe('selected');
    expect(standing({ attractiveness: 59 })).toBe('belowThreshold');
    expect(standing({ netValue: 149_000 })).toBe('notRepaying');
    expect(standing({ netValue: null })).toBe('notEnoughKnown');
    expect(standing({ strength: null })).toBe('notEnoughKnown');
  });

  it('keeps a key account that falls a little short of its cost, and drops one that falls far short', () => {
    const before = { attractive: true, strong: true, selected: true };
    const standing = (netValue: number): string | undefined =>
      designate([contender({ netValue, before })], set)[0]?.standing;
    expect([standing(121_000), standing(119_000)]).toEqual(['selected', 'notRepaying']);
  });

  it('ranks by what an account brings, the largest return first', () => {
    const all = [1, 2, 3].map((n) => contender({ accountId: String(n), netValue: rich * n }));
    expect(designate(all, set).map(({ accountId }) => accountId)).toEqual(['3', '2', '1']);
  });

  it('settles at once when scores and values waver by less than the bands, full cap included', () => {
    const scores = fc.double({ min: 0, max: 100, noNaN: true });
    const wavering = fc.array(fc.tuple(scores, scores, fc.double({ min: 0, max: 5e5, noNaN: true })), {
      minLength: 2,
      maxLength: 12,
    });
    // Half the band at most: 10 points between entering and leaving, 0.2 of 15,000 a year between repaying and not.
    const noise = fc.array(fc.double({ min: -0.49, max: 0.49, noNaN: true }), {
      minLength: 36,
      maxLength: 36,
    });
    fc.assert(
      fc.property(wavering, fc.array(noise, { minLength: 2, maxLength: 6 }), (bases, rounds) => {
        let placed = new Map<string, Placement>();
        const history = rounds.map((waves) => {
          const all = bases.map(([attractiveness, strength, netValue], index): Contender => {
            const accountId = String(index + 1);
            const last = placed.get(accountId);
            const before = {
              attractive: last?.quadrant === 'strategic' || last?.quadrant === 'star',
              strong: last?.quadrant === 'strategic' || last?.quadrant === 'status',
              selected: last?.standing === 'selected',
            };
            const wave = (part: number): number => waves[index * 3 + part] ?? 0;
            return {
              accountId,
              attractiveness: attractiveness + wave(0) * 10,
              strength: strength + wave(1) * 10,
              netValue: netValue + wave(2) * 30_000,
              large: false,
              before,
            };
          });
          placed = new Map(designate(all, withCap(3)).map((each) => [each.accountId, each]));
          return placed;
        });
        for (const [index] of bases.entries()) {
          const highs = history.map((round) => round.get(String(index + 1))?.quadrant);
          const changes = highs.filter((quadrant, n) => n > 0 && quadrant !== highs[n - 1]).length;
          expect(changes).toBeLessThanOrEqual(2);
        }
        const names = history.map((round) =>
          selected([...round.values()])
            .toSorted()
            .join(),
        );
        const flaps = names.filter(
          (name, n) => n > 1 && name !== names[n - 1] && names.slice(0, n - 1).includes(name),
        );
        expect(flaps).toEqual([]);
      }),
    );
  });
});
