import type { PlanFigures } from './figures.ts';
import type { PlanStep } from './step.ts';

/** The stage of an annual plan. */
export type PlanStatus = 'drafting' | 'approving' | 'executing' | 'closed';

/** An annual plan with its steps. Dates are 'YYYY-MM-DD', `version` counts edits (ETag), `revision` counts submissions. */
export interface Plan {
  readonly id: string;
  readonly workflowId: string;
  readonly accountId: string;
  readonly year: number;
  readonly status: PlanStatus;
  readonly version: number;
  readonly revision: number;
  readonly managerId: string;
  readonly currency: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly template: string;
  readonly situation: string;
  readonly figures: PlanFigures;
  readonly steps: readonly PlanStep[];
}

/**
 * The stage that follows from the steps: asked as long as one is undecided, executing once all are decided and one may be
 * done, drafting again when one goes back to the manager or nothing is left to do.
 */
export function stageAfterDecisions(steps: readonly Pick<PlanStep, 'status'>[]): PlanStatus {
  const some = (...wanted: readonly PlanStep['status'][]): boolean =>
    steps.some((step) => wanted.includes(step.status));
  if (some('pending')) return 'approving';
  if (some('draft', 'changesRequested', 'expired')) return 'drafting';
  return some('approved', 'inProgress', 'overdue', 'done') ? 'executing' : 'drafting';
}
