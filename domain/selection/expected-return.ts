import type { CriteriaSet } from './criteria-set.ts';

/** What a year's difference is worth over the horizon, each year's discounted: (1 − (1 + d)^−n)/d, n years at rate d. */
function annuity(years: number, rate: number): number {
  return rate === 0 ? years : (1 - (1 + rate) ** -years) / rate;
}

/** What a manager's time is expected to bring over the horizon, in the currency of the set: the uplift of the net value less the
 * account's share of its manager, both a year, discounted. Null where the net value (a year) is not known. */
export function expectedReturn(netValue: number | null, set: CriteriaSet): number | null {
  if (netValue === null) return null;
  const { horizonYears, upliftRate, shareCost } = set.designation.expectedReturn;
  return (netValue * upliftRate - shareCost) * annuity(horizonYears, set.value.discountRate);
}

/** The lowest expected return with which an account qualifies: 0, and for a key account a part of its share's cost below. */
export function returnNeeded(isKeyAccount: boolean, set: CriteriaSet): number {
  const { horizonYears, shareCost, tolerance } = set.designation.expectedReturn;
  return isKeyAccount ? -tolerance * shareCost * annuity(horizonYears, set.value.discountRate) : 0;
}

/** The net value a year from which a newcomer repays its share of a manager; infinite where no uplift could. */
export function netValueNeeded({ designation: { expectedReturn: rules } }: CriteriaSet): number {
  if (rules.shareCost === 0) return 0;
  return rules.upliftRate === 0 ? Number.POSITIVE_INFINITY : rules.shareCost / rules.upliftRate;
}
