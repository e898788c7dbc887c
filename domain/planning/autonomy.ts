import { hundredths } from './amount.ts';
import type { PlanStep } from './step.ts';

/** What a manager may decide alone: money for one step, and for all such steps of a plan together. */
export interface AutonomyLimit {
  readonly perStep: string;
  readonly perPlan: string;
  readonly currency: string;
}

/** A plan's currency, in which the limit is too once it was converted, and what its manager has decided alone in it before. */
interface Latitude {
  readonly limit: AutonomyLimit | null;
  readonly currency: string;
  readonly spent: string;
}

/**
 * Which submitted steps their manager decides alone, in the order of the plan and as long as all of them together stay within the limit
 * per plan. A step is asked about nevertheless that states no cost, that has a policy of its own, or whose plan is in another currency
 * than a limit that no rate converts.
 */
export function decidedAlone(
  submitted: readonly PlanStep[],
  { limit, currency, spent }: Latitude,
): readonly PlanStep[] {
  if (limit?.currency !== currency) return [];
  let total = hundredths(spent);
  return submitted
    .toSorted((a, b) => a.position - b.position)
    .filter(({ cost, ownPolicy }) => {
      const amount = hundredths(cost);
      const within =
        amount > 0 && amount <= hundredths(limit.perStep) && total + amount <= hundredths(limit.perPlan);
      if (!within || ownPolicy) return false;
      total += amount;
      return true;
    });
}
