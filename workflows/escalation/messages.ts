import type { ProcessView, Rehearsal } from '../process/messages.ts';

/** The workflow's type; a deployed name is never renamed. */
export const escalationName = 'escalation';

/** What is escalated: a cause at an account. */
interface EscalatedCause {
  readonly accountId: string;
  readonly cause: string;
}

/** An escalation's process; the rest is read from records. */
export interface EscalationInput extends EscalatedCause {
  readonly rehearsal?: Rehearsal;
}

/** What the escalation waits for, and how severe it is, from 1 down to 4. */
export interface EscalationView extends ProcessView {
  readonly severity: string;
}

/** What ops reads as the workflow's name, wherever it is started. */
export function escalationTitle({ accountId, cause }: EscalatedCause): string {
  return `Escalation of ${cause} at account ${accountId}`;
}
