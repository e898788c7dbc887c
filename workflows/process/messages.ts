import { defineSearchAttributeKey } from '@temporalio/common';
import { defineQuery, defineSignal } from '@temporalio/workflow';

/** A virtual date that a conductor moves instead of waiting; `run` names the rehearsal, `at` is ISO. */
export interface Rehearsal {
  readonly run: string;
  readonly at: string;
}

/** What a process waits for next: the date it set itself, and its clock's present. ISO. */
export interface NextDue {
  readonly now: string;
  readonly due: string | null;
}

/** The doorbell (design §2): carries nothing, only says that facts may be waiting. */
export const factRecordedSignal = defineSignal('factRecorded');

/** Moves the virtual date of one rehearsal; a live process has no handler for it. */
export const advanceClockSignal = defineSignal<[Rehearsal]>('advanceClock');

/** The conductor's question; a live process has no handler for it. */
export const nextDueQuery = defineQuery<NextDue>('nextDue');

/** What ops and tests read of any process. */
export const processStateQuery = defineQuery<ProcessView>('processState');

/** What a process waits for: people by their opaque keys, dates ISO. `facts` are those it has not acted on; `asOf` is when the records
 * were read, and is missing where an older release read them. */
export interface ProcessView {
  readonly asOf?: string;
  readonly stage: string;
  /** Null where the process is not about one account. */
  readonly accountId: string | null;
  readonly owner: string | null;
  /** Those who have kept the process waiting longest; `blockedCount` counts all. */
  readonly blockedOn: readonly Blocker[];
  readonly blockedCount: number;
  readonly next: { readonly at: string; readonly effect: string; readonly subject: string } | null;
  readonly facts: readonly { readonly seq: number; readonly kind: string }[];
  readonly notificationIds: readonly string[];
  /** Of an escalation, '1' to '4'; other processes have none. */
  readonly severity?: string;
  /** What early warning holds against the account; an older release does not say it. */
  readonly alarms?: readonly string[];
}

/** What an effect is told: the process, its present (ISO), and the fact's number or the subject whose date has come. */
export interface Move {
  readonly workflowId: string;
  readonly at: string;
  readonly seq: number;
  readonly subject: string;
}

/** One person whom the process waits for: since when, how many of their business hours by `asOf`, until when, and who is next then. An
 * older release left some of it out. */
interface Blocker {
  readonly person: string;
  readonly waitingFor: string;
  readonly since?: string;
  readonly hoursWaited?: number;
  readonly until: string | null;
  readonly then?: string | null;
}

/** What ops filters workflows by; values are opaque keys, never names or amounts (design §3). */
export const searchAttributes = {
  account: defineSearchAttributeKey('KamAccount', 'KEYWORD'),
  stage: defineSearchAttributeKey('KamStage', 'KEYWORD'),
  owner: defineSearchAttributeKey('KamOwner', 'KEYWORD'),
  severity: defineSearchAttributeKey('KamSeverity', 'KEYWORD'),
  blockedOn: defineSearchAttributeKey('KamBlockedOn', 'KEYWORD_LIST'),
  due: defineSearchAttributeKey('KamDue', 'DATETIME'),
} as const;
