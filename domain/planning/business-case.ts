import { hundredths, ofHundredths } from './amount.ts';
import type { PlanContent } from './content.ts';

/** What an investment made today is worth: money as decimal strings that may be negative, `roi` a share of the investment. */
interface CaseResult {
  readonly npv: string;
  /** The first month at whose end the benefits have paid the investment back, not discounted; null for never, 0 for no investment. */
  readonly paybackMonths: number | null;
  /** All benefits less the investment over the investment, not discounted; null without one. */
  readonly roi: number | null;
}

/** A case as planned (`base`), and with benefits that stay below or go beyond the plan. */
export interface CaseSensitivity {
  readonly low: CaseResult;
  readonly base: CaseResult;
  readonly high: CaseResult;
}

interface Flows {
  readonly investment: number;
  readonly benefits: readonly number[];
  readonly yearlyRate: number;
}

// PV = C/(1 + r)^t with t in years, so that twelve months count exactly one year of the yearly rate.
function netPresentValue({ investment, benefits, yearlyRate }: Flows): number {
  return benefits.reduce(
    (value, benefit, index) => value + benefit / (1 + yearlyRate) ** ((index + 1) / 12),
    -investment,
  );
}

function payback({ investment, benefits }: Flows): number | null {
  if (investment === 0) return 0;
  let paid = 0;
  const month = benefits.findIndex((benefit) => {
    paid += benefit;
    return paid >= investment;
  });
  return month < 0 ? null : month + 1;
}

function resultOf(flows: Flows): CaseResult {
  const total = flows.benefits.reduce((sum, benefit) => sum + benefit, 0);
  return {
    npv: ofHundredths(netPresentValue(flows)),
    paybackMonths: payback(flows),
    roi: flows.investment === 0 ? null : (total - flows.investment) / flows.investment,
  };
}

/**
 * Net present value, payback and return on investment of a case, each benefit coming at the end of its month, with the benefits as
 * planned and at the shares of them given as low and high. Net present value, the compounding of a yearly rate within the year and the
 * payback rule follow Brealey, Myers and Allen, "Principles of Corporate Finance", chapters 2 and 5; ROI is the accounting ratio of net
 * benefit to investment.
 */
export function businessCaseResults(
  one: Omit<PlanContent['businessCases'][number], 'stepId'>,
): CaseSensitivity {
  const at = (percent: number): CaseResult =>
    resultOf({
      investment: hundredths(one.investment),
      benefits: one.monthlyBenefits.map((benefit) => (hundredths(benefit) * percent) / 100),
      yearlyRate: one.discountRatePercent / 100,
    });
  return { low: at(one.lowPercent), base: at(100), high: at(one.highPercent) };
}
