import type { Cause } from '../warnings/rules.ts';
import type { Severity } from './policy.ts';

/** How a signal of the records is escalated: as which cause, how severe where the policy knows nothing for it, and under which title. */
export interface EscalatedAs {
  readonly cause: Cause | 'approval' | 'missedReview';
  readonly severity: Severity;
  readonly title: string;
}

/**
 * The signals that are escalated at once, by their kind. They share their causes with early warning, so that a sweep that finds the same later adds to the same escalation. What is
 * not here, such as a commitment about which the client is silent, only feeds early warning.
 */
export const escalatedSignals: Readonly<Partial<Record<string, EscalatedAs>>> = {
  'step.overdue': { cause: 'overdue', severity: 4, title: 'A step of the plan is overdue' },
  'commitment.missed': { cause: 'overdue', severity: 4, title: 'A commitment was missed' },
  'approval.rejected': { cause: 'approval', severity: 4, title: 'A step of the plan was rejected' },
  'approval.expired': { cause: 'approval', severity: 4, title: 'An approval has expired' },
  'survey.detractor': { cause: 'detractor', severity: 3, title: 'Somebody would not recommend us' },
  'review.missed': { cause: 'missedReview', severity: 4, title: 'A review was held without minutes' },
  'sponsor.unreachable': {
    cause: 'lostSponsor',
    severity: 3,
    title: 'The sponsor cannot be reached by mail',
  },
};

/** How severe an alarm is where the policy knows nothing for its cause, by how many steps worth telling it is bad: 2 from four on, 3 from two on. */
export function severityOfAlarm(magnitude: number): Severity {
  if (magnitude >= 4) return 2;
  return magnitude >= 2 ? 3 : 4;
}
