import type { z } from 'zod';

/** The parts of a criterion that its own fields cannot check alone. */
interface CheckedCriterion {
  readonly key: string;
  readonly axis: 'attractiveness' | 'strength';
  readonly weight: number;
  readonly direction: 'higher' | 'lower';
  readonly transform:
    | { readonly kind: 'percentile' }
    | { readonly kind: 'linear'; readonly low: number; readonly high: number }
    | {
        readonly kind: 'bands';
        readonly bands: readonly { readonly from: number; readonly share: number }[];
        readonly below: number;
      };
}

interface CheckedSet {
  readonly criteria: readonly CheckedCriterion[];
  readonly value: { readonly currency: string; readonly rates: Readonly<Record<string, number>> };
  readonly designation: { readonly enter: number; readonly leave: number };
}

type Report = (path: (string | number)[], message: string) => void;

/** Refuses a set whose parts do not fit together: weights, repeated keys, bounds, bands and thresholds, each under its own path. */
export function refuseInconsistencies(set: CheckedSet, context: z.RefinementCtx): void {
  const report: Report = (path, message) => context.addIssue({ code: 'custom', path, message });
  checkWeights(set, report);
  checkKeys(set, report);
  set.criteria.forEach((criterion, index) => {
    const fault = transformFault(criterion);
    if (fault !== undefined) report(['criteria', index, 'transform', ...fault.path], fault.message);
  });
  const { enter, leave } = set.designation;
  if (leave > enter)
    report(['designation', 'leave'], `must not be above enter, which is ${enter}, and is ${leave}`);
  if (set.value.rates[set.value.currency] !== undefined)
    report(['value', 'rates', set.value.currency], 'is the currency of the set: leave it out');
}

function checkWeights({ criteria }: CheckedSet, report: Report): void {
  for (const axis of ['attractiveness', 'strength'] as const) {
    const weights = criteria.filter((each) => each.axis === axis).map(({ weight }) => weight);
    // Weights such as 33.3 and 66.7 do not add up exactly in binary.
    const sum = Math.round(weights.reduce((total, weight) => total + weight, 0) * 1e6) / 1e6;
    if (sum !== 100) report(['criteria'], `the weights of ${axis} must sum to 100 and sum to ${sum}`);
  }
}

function checkKeys({ criteria }: CheckedSet, report: Report): void {
  criteria.forEach(({ key }, index) => {
    if (criteria.findIndex((each) => each.key === key) < index)
      report(['criteria', index, 'key'], `"${key}" is the key of an earlier criterion too`);
  });
}

function transformFault(
  criterion: CheckedCriterion,
): { readonly path: (string | number)[]; readonly message: string } | undefined {
  const { transform, direction } = criterion;
  if (transform.kind === 'linear' && transform.low >= transform.high) {
    const message = `must be above low, which is ${transform.low}; say direction "lower" where less is better`;
    return { path: ['high'], message };
  }
  if (transform.kind !== 'bands') return undefined;
  const falling = direction === 'lower';
  let before = { from: Number.NEGATIVE_INFINITY, share: transform.below };
  for (const [index, band] of transform.bands.entries()) {
    if (band.from <= before.from)
      return { path: ['bands', index, 'from'], message: `must be above the one before, ${before.from}` };
    if (falling ? band.share > before.share : band.share < before.share) {
      const message = `must not be ${falling ? 'above' : 'below'} the one before, ${before.share}, because ${direction} is better`;
      return { path: ['bands', index, 'share'], message };
    }
    before = band;
  }
  return undefined;
}
