import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCriteriaSet, reweigh } from '../../domain/selection/criteria-set.ts';
import { metricNames } from '../../domain/selection/metrics.ts';
import { standardSet } from '../../domain/selection/standard-set.ts';

const criterion = (changes: Record<string, unknown>): unknown => ({
  key: 'revenue',
  title: 'Revenue',
  axis: 'attractiveness',
  weight: 100,
  source: { kind: 'metric', metric: 'revenue' },
  transform: { kind: 'percentile' },
  ...changes,
});

const setOf = (changes: {
  first?: object;
  second?: object;
  designation?: object;
  value?: object;
}): unknown => ({
  criteria: [
    criterion({ ...changes.first }),
    criterion({
      key: 'tenure',
      axis: 'strength',
      source: { kind: 'metric', metric: 'tenure' },
      ...changes.second,
    }),
  ],
  value: { ...standardSet.value, ...changes.value },
  designation: { ...standardSet.designation, ...changes.designation },
});

describe('a criteria set', () => {
  it('is taken as it comes with the product, with the weights of its issue', () => {
    const { criteria, designation } = parseCriteriaSet(standardSet);
    expect(criteria.map(({ key, weight }) => `${key} ${weight}`)).toEqual([
      'revenue 25',
      'growth 20',
      'netValue 20',
      'orderValue 15',
      'notCancelled 10',
      'newLineAdoption 10',
      'tenure 25',
      'breadth 25',
      'crossover 20',
      'regularity 15',
      'relationshipStage 15',
    ]);
    expect(designation).toMatchObject({ enter: 60, leave: 50, cap: 25 });
  });

  it.each([
    [
      'weights that do not sum',
      { first: { weight: 60 } },
      /weights of attractiveness must sum to 100 and sum to 60/,
    ],
    [
      'an axis without criteria',
      { second: { axis: 'attractiveness' } },
      /weights of strength must sum to 100 and sum to 0/,
    ],
    [
      'an unknown metric',
      { first: { source: { kind: 'metric', metric: 'charm' } } },
      /criteria\.0\.source\.metric: must be one of revenue, growth/,
    ],
    [
      'a repeated key',
      { second: { key: 'revenue' } },
      /criteria\.1\.key: "revenue" is the key of an earlier/,
    ],
    [
      'bounds the wrong way round',
      { first: { transform: { kind: 'linear', low: 5, high: 5 } } },
      /criteria\.0\.transform\.high: must be above low, which is 5/,
    ],
    [
      'bands out of order',
      {
        first: {
          transform: {
            kind: 'bands',
            bands: [
              { from: 2, share: 0.5 },
              { from: 1, share: 1 },
            ],
          },
        },
      },
      /criteria\.0\.transform\.bands\.1\.from: must be above the one before, 2/,
    ],
    [
      'bands that fall though higher is better',
      {
        first: {
          transform: {
            kind: 'bands',
            bands: [
              { from: 1, share: 0.5 },
              { from: 2, share: 0.4 },
            ],
          },
        },
      },
      /criteria\.0\.transform\.bands\.1\.share: must not be below the one before, 0\.5, because higher/,
    ],
    [
      'leaving above entering',
      { designation: { leave: 70 } },
      /designation\.leave: must not be above enter, which is 60/,
    ],
    [
      'a rate for its own currency',
      { value: { rates: { EUR: 1 } } },
      /value\.rates\.EUR: is the currency of the set/,
    ],
    [
      'a driver nobody counts',
      { value: { drivers: [{ purpose: 'serve', volume: 'phone calls', rate: 1 }] } },
      /value\.drivers\.0\.volume: must be transactions, cancellations, or attribute:NAME/,
    ],
    ['a word it does not know', { first: { colour: 'red' } }, /criteria\.0: .*colour/],
  ])('is refused for %s, with the place', (_what, changes, told) => {
    expect(() => parseCriteriaSet(setOf(changes))).toThrow(told);
  });

  it('is refused with every fault at once', () => {
    const wrong = setOf({
      first: { weight: 10 },
      second: { transform: { kind: 'linear', low: 2, high: 1 } },
      designation: { leave: 61 },
    });
    expect(() => parseCriteriaSet(wrong)).toThrow(
      /weights of attractiveness.*criteria\.1\.transform\.high.*designation\.leave/,
    );
  });

  it('takes weights that add up to 100 as people write them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), (tenths) => {
        const weights = [tenths / 10, (1000 - tenths) / 10];
        const set = setOf({}) as { criteria: object[] };
        const parts = weights.map((weight, index) => criterion({ key: `part${index}`, weight }));
        expect(() => parseCriteriaSet({ ...set, criteria: [set.criteria[1], ...parts] })).not.toThrow();
      }),
    );
  });

  it('knows a criterion for every metric there is', () => {
    for (const metric of metricNames)
      expect(() => parseCriteriaSet(setOf({ first: { source: { kind: 'metric', metric } } }))).not.toThrow();
  });
});

describe('other weights', () => {
  const set = parseCriteriaSet(standardSet);

  it('replace those named and leave the rest', () => {
    const other = reweigh(set, { weights: { revenue: 35, growth: 10 }, cap: 5 });
    expect(other.criteria.slice(0, 3).map(({ weight }) => weight)).toEqual([35, 10, 20]);
    expect(other.designation.cap).toBe(5);
  });

  it('are refused when they no longer sum to 100 or name what the set does not have', () => {
    expect(() => reweigh(set, { weights: { revenue: 26 } })).toThrow(
      /attractiveness must sum to 100 and sum to 101/,
    );
    expect(() => reweigh(set, { weights: { charm: 5 } })).toThrow(
      /no criterion charm: it has revenue, growth/,
    );
  });
});
