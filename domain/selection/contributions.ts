import type { CriteriaSet, Criterion } from './criteria-set.ts';

/** Points are stored in whole ten-thousandths, so that they add up exactly whatever the order. */
export const pointUnit = 10_000;

/** What one criterion gave an account: `raw` in the metric's unit, `share` of the weight (0 to 1), `weight` as it counted among what is known of the axis
 * (0 where the value is missing), and `points`, which add up to the axis score exactly. Null is missing. */
export interface Contribution {
  readonly criterion: Criterion;
  readonly raw: number | null;
  readonly share: number | null;
  readonly weight: number;
  readonly points: number | null;
}

/** A score as stored: arrays in the order of the set, points in whole ten-thousandths. */
export interface StoredScore {
  readonly raw: readonly (number | null)[];
  readonly shares: readonly (number | null)[];
  readonly points: readonly (number | null)[];
}

/** What each criterion of the set contributed to a stored score, in the order of the set. */
export function contributionsOf(set: CriteriaSet, score: StoredScore): readonly Contribution[] {
  const isKnown = (index: number): boolean => (score.shares[index] ?? null) !== null;
  const knownOf = (axis: Criterion['axis']): number =>
    set.criteria.reduce(
      (sum, each, index) => sum + (each.axis === axis && isKnown(index) ? each.weight : 0),
      0,
    );
  const known = { attractiveness: knownOf('attractiveness'), strength: knownOf('strength') };
  return set.criteria.map((criterion, index) => {
    const points = score.points[index] ?? null;
    return {
      criterion,
      raw: score.raw[index] ?? null,
      share: score.shares[index] ?? null,
      weight: isKnown(index) ? (criterion.weight * 100) / known[criterion.axis] : 0,
      points: points === null ? null : points / pointUnit,
    };
  });
}
