/** What revenue became of between two windows, in one currency: `contraction` and `expansion` of accounts that stayed, `churn` of those that left. */
export interface RevenueMovement {
  readonly start: number;
  readonly contraction: number;
  readonly churn: number;
  readonly expansion: number;
}

/** A quotient; null where there is nothing to divide by, which is missing and not zero. */
export function ratio(numerator: number, denominator: number): number | null {
  return denominator > 0 ? numerator / denominator : null;
}

/** Who stayed over who was there, from 0 to 1; null where nobody was there. */
export function customerRetention(of: { readonly before: number; readonly kept: number }): number | null {
  return ratio(of.kept, of.before);
}

/** What is left without expansion, from 0 to 1; null where there was no revenue before. */
export function grossRevenueRetention({ start, contraction, churn }: RevenueMovement): number | null {
  return ratio(start - contraction - churn, start);
}

/** What is left with expansion; above 1 where it outweighs what was lost, null where there was no revenue before. */
export function netRevenueRetention(movement: RevenueMovement): number | null {
  const { start, contraction, churn, expansion } = movement;
  return ratio(start - contraction - churn + expansion, start);
}

/** Growth as a share, −0.2 being a fifth less; null where there was nothing before. */
export function growthRate(now: number, before: number): number | null {
  const quotient = ratio(now, before);
  return quotient === null ? null : quotient - 1;
}

/**
 * Margin × r/(1 + d − r): a year's margin of a customer who stays for another year with probability `retention`, at discount rate
 * `discount`, without end (Gupta and Lehmann 2003). Null where it is not defined: d = 0 and r = 1.
 */
export function lifetimeValue(of: {
  readonly margin: number;
  readonly retention: number;
  readonly discount: number;
}): number | null {
  const left = 1 + of.discount - of.retention;
  return left > 0 ? (of.margin * of.retention) / left : null;
}

/** Volumes by cost-driver rates (Kaplan and Anderson 2004), in the currency of the rates. */
export function costToServe(
  drivers: readonly { readonly volume: number; readonly rate: number }[],
): number | null {
  if (drivers.length === 0) return null;
  return drivers.reduce((sum, { volume, rate }) => sum + volume * rate, 0);
}

/** (Gain − cost) over cost, in shares: 0 is a cost just earned back, −1 one wholly lost; null where nothing was spent. */
export function returnOnCost(of: { readonly gain: number; readonly cost: number }): number | null {
  return ratio(of.gain - of.cost, of.cost);
}
