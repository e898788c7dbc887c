import type { DesignationRules } from './criteria-set.ts';

/** The four fields of the matrix: attractive and strong, attractive only, strong only, neither. */
export type Quadrant = 'strategic' | 'star' | 'status' | 'streamline';

/** Whether a score (0 to 100) counts as high: from `enter` on, and down to `leave` for one that was high before. An axis of which too
 * little is known has no score and is not high. */
export function isHigh(
  score: number | null,
  given: { readonly wasHigh: boolean; readonly rules: Pick<DesignationRules, 'enter' | 'leave'> },
): boolean {
  if (score === null) return false;
  return score >= (given.wasHigh ? given.rules.leave : given.rules.enter);
}

/** The field of the matrix for which axes are high. */
export function quadrantOf(high: { readonly attractive: boolean; readonly strong: boolean }): Quadrant {
  if (high.attractive) return high.strong ? 'strategic' : 'star';
  return high.strong ? 'status' : 'streamline';
}
