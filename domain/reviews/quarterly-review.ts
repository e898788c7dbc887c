import type { Quarter } from './review-dates.ts';

/**
 * Where a review stands: `planned` until its figures are frozen, `ready` once the pre-read is out (signed off or not), `held` until the
 * minutes are recorded or given up.
 */
export const reviewStatuses = [
  'planned',
  'frozen',
  'signedOff',
  'ready',
  'held',
  'closed',
  'cancelled',
] as const;

/** See {@link reviewStatuses}. */
export type ReviewStatus = (typeof reviewStatuses)[number];

/** Something the meeting is asked to decide, and why. */
export interface DecisionWanted {
  readonly title: string;
  readonly why: string;
}

/** A review as its record tells it; days 'YYYY-MM-DD', `sequence` counts changes of the meeting (RFC 5545), `freezes` how often figures were frozen. */
export interface QuarterlyReview {
  readonly id: string;
  readonly workflowId: string;
  readonly accountId: string;
  readonly planId: string;
  readonly year: number;
  readonly quarter: Quarter;
  readonly kind: 'quarterly' | 'executive';
  readonly status: ReviewStatus;
  readonly version: number;
  readonly managerId: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly heldAt: Date;
  readonly durationMinutes: number;
  readonly place: string;
  readonly timeZone: string;
  readonly sequence: number;
  readonly agenda: string;
  readonly decisionsWanted: readonly DecisionWanted[];
  readonly openedAt: Date;
  readonly freezeAt: Date;
  readonly askAt: Date;
  readonly preReadAt: Date;
  readonly minutesAt: Date;
  readonly minutesRemindAt: Date | null;
  readonly minutesReminders: number;
  readonly minutesTellAt: Date | null;
  readonly closeAt: Date | null;
  readonly freezes: number;
  readonly revision: number;
  readonly signOffAskedAt: Date | null;
  readonly signedOffAt: Date | null;
  readonly signedOffBy: string | null;
  readonly signOffComment: string;
  readonly preReadSentAt: Date | null;
  readonly minutesAskedAt: Date | null;
  readonly missedAt: Date | null;
  readonly closedAt: Date | null;
  readonly outcome: 'held' | 'missed' | 'cancelled' | null;
  readonly cancelledReason: string | null;
}

/** The states in which a review is still to be held. */
export const comingReviews: readonly ReviewStatus[] = ['planned', 'frozen', 'signedOff', 'ready'];

/** What happened to a review, one entry of its history each. */
export type ReviewEventKind =
  | 'planned'
  | 'rescheduled'
  | 'cancelled'
  | 'edited'
  | 'frozen'
  | 'signOffAsked'
  | 'signedOff'
  | 'changesRequested'
  | 'notSignedOff'
  | 'preReadSent'
  | 'held'
  | 'minutesRecorded'
  | 'missed'
  | 'closed';

/** Who is invited: one of ours (`personId`) or of the client's (`contactId`). */
export interface ReviewInvitee {
  readonly id: string;
  readonly side: 'ours' | 'client';
  readonly personId: string | null;
  readonly contactId: string | null;
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly timeZone: string;
}
