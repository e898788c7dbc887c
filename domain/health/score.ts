import { pointUnit } from '../selection/contributions.ts';
import type { HealthConfig } from './config.ts';
import { driverKeys, type DriverKey } from './drivers.ts';

/** Why a driver is unknown. */
type MissingReason =
  | 'notCovered'
  | 'dataEnded'
  | 'nothingBefore'
  | 'noOrders'
  | 'otherCurrency'
  | 'noAnswers'
  | 'noContact'
  | 'notRated'
  | 'noPlan'
  | 'notWatched';

/** A driver as measured: its value, or why it has none, and what it was reckoned from (money in the currency beside it). */
export type Measured =
  | { readonly value: number; readonly missing: null; readonly inputs: HealthInputs }
  | { readonly value: null; readonly missing: MissingReason; readonly inputs: HealthInputs };

/** What a driver's value was reckoned from, by name. */
type HealthInputs = Readonly<Record<string, number | string | null>>;

/** Every driver as measured of one account as of one day. */
export type HealthFacts = Readonly<Record<DriverKey, Measured>>;

/** How good an account's health is. */
export type HealthBand = 'good' | 'watch' | 'poor';

/**
 * What one driver brings: `share` of its weight (0 to 1), `weight` as it counts among what is known (of 100; 0 where it is unknown or not counted), `points`
 * in whole ten-thousandths.
 */
export interface DriverScore {
  readonly key: DriverKey;
  readonly value: number | null;
  readonly missing: MissingReason | null;
  readonly inputs: HealthInputs;
  readonly share: number | null;
  readonly weight: number;
  readonly points: number;
}

/**
 * An account's health: `score` in whole ten-thousandths of a point (0 to 1,000,000), null where less than the minimum of the weights is `known` (a share of 1).
 * The points of the drivers, which are all drivers there are, add up to the score exactly.
 */
export interface HealthScore {
  readonly score: number | null;
  readonly known: number;
  readonly drivers: readonly DriverScore[];
}

/** What a value earns of its driver's weight, from 0 at `worst` to 1 at `best`. */
function shareOf(value: number, { worst, best }: { readonly worst: number; readonly best: number }): number {
  return Math.min(1, Math.max(0, (value - worst) / (best - worst)));
}

/**
 * Scores what was measured. An unknown driver leaves its weight to the others, so that it neither helps nor harms. Points are rounded down each by
 * itself, so that among the same known drivers none's points depend on another's, and the sum never exceeds 100.
 */
export function scoreHealth(config: HealthConfig, facts: HealthFacts): HealthScore {
  const rules = new Map(config.drivers.map((driver) => [driver.key, driver]));
  const all = config.drivers.reduce((sum, { weight }) => sum + weight, 0);
  const known = config.drivers.reduce(
    (sum, { key, weight }) => sum + (facts[key].value === null ? 0 : weight),
    0,
  );
  const drivers = driverKeys.map((key): DriverScore => {
    const measured = facts[key];
    const rule = rules.get(key);
    if (rule === undefined || measured.value === null)
      return { key, ...measured, share: null, weight: 0, points: 0 };
    const share = shareOf(measured.value, rule);
    const weight = (rule.weight * 100) / known;
    return { key, ...measured, share, weight, points: Math.floor(share * weight * pointUnit + 1e-6) };
  });
  const part = known / all;
  const enough = known > 0 && part >= config.minimumKnown - 1e-9;
  const score = drivers.reduce((sum, { points }) => sum + points, 0);
  return { score: enough ? score : null, known: part, drivers };
}

/**
 * How far a counted driver pulls its account's health up (or down, below 0) from the middle, in ten-thousandths of a point: its points less half of its
 * weight. All of them together are the score less 50.
 */
export function pullOf({ points, weight }: Pick<DriverScore, 'points' | 'weight'>): number {
  return points - (weight * pointUnit) / 2;
}

/**
 * The band of a score in whole ten-thousandths, null without a score. A band that was held `before` is left only when the score passes its limit
 * by the margin; without one the limits count as they are.
 */
export function bandOf(
  score: number | null,
  rules: { readonly bands: HealthConfig['bands']; readonly before: HealthBand | null },
): HealthBand | null {
  if (score === null) return null;
  const { goodFrom, poorBelow, margin } = rules.bands;
  const points = score / pointUnit;
  if (points >= goodFrom - (rules.before === 'good' ? margin : 0)) return 'good';
  return points < poorBelow + (rules.before === 'poor' ? margin : 0) ? 'poor' : 'watch';
}
