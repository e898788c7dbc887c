import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import {
  comingReviews,
  type DecisionWanted,
  type QuarterlyReview,
} from '../../domain/reviews/quarterly-review.ts';
import { meetingAt, reviewDates } from '../../domain/reviews/review-dates.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import { lockProcess, recordFact } from './processes.ts';
import { noteReview } from './review-events.ts';
import { dueColumns } from './review-opening.ts';
import { endSignOff } from './review-requests.ts';
import { getQuarterlyReview, writeReview } from './review-rows.ts';

/** A change of a review as it was seen: `version` is the review's, absent for whoever acts on it as it is now. `at` is process time. */
export interface ReviewEdit {
  readonly reviewId: string;
  readonly version?: number | undefined;
  readonly by: Actor;
  readonly at: Date;
}

/** Locks a review's process for the caller's transaction and returns the review as it is now. Throws `notFound`, `stale` or `closed`. */
export async function lockReview(db: Db, edit: ReviewEdit): Promise<QuarterlyReview> {
  const { workflowId } = await getQuarterlyReview(db, { id: edit.reviewId });
  await lockProcess(db, workflowId);
  const review = await getQuarterlyReview(db, { id: edit.reviewId });
  if (edit.version !== undefined && review.version !== edit.version)
    throw new DomainError(
      'stale',
      `The review has changed since version ${edit.version}: it is at version ${review.version}. Read it again.`,
    );
  if (review.closedAt !== null)
    throw new DomainError('closed', `This review has ended (${review.outcome ?? 'closed'}).`);
  return review;
}

function refuseHeld(review: QuarterlyReview): void {
  if (!comingReviews.includes(review.status))
    throw new DomainError(
      'conflict',
      'This review has been held; only its minutes are still to be recorded.',
    );
}

/** A meeting at another time or place. `heldAt` is local to the review's time zone ('YYYY-MM-DDTHH:mm'). */
export interface Rescheduling extends ReviewEdit {
  readonly heldAt: string;
  readonly durationMinutes?: number | undefined;
  readonly place?: string | undefined;
  readonly reason: string;
  /** Count the figures again for the new date; otherwise those that are frozen stay. */
  readonly freezeAnew: boolean;
}

/**
 * Moves a review: its dates move with it, whatever was done by then stays done, and everybody invited gets an updated invitation. The former
 * meeting stays in its history. Throws `invalid` for a date that has passed.
 */
export async function rescheduleReview(db: Db, wish: Rescheduling): Promise<QuarterlyReview> {
  return db.transaction(async (trx) => {
    const review = await lockReview(trx, wish);
    refuseHeld(review);
    const { timeZone } = review;
    const heldAt = meetingAt(wish.heldAt, timeZone);
    if (heldAt <= wish.at)
      throw new DomainError('invalid', 'A review cannot be moved into the past.', [
        { path: '/heldAt', message: `${wish.heldAt} has passed in ${timeZone}.` },
      ]);
    const durationMinutes = wish.durationMinutes ?? review.durationMinutes;
    const manager = await workplaceOf(trx, review.managerId);
    const anew = wish.freezeAnew && review.freezes > 0;
    if (anew) await voidSignOff(trx, { review, edit: wish, reason: 'the figures are frozen anew' });
    const place = wish.place?.trim() ?? review.place;
    const moved = await writeReview(trx, {
      id: review.id,
      set: {
        held_at: heldAt,
        duration_minutes: durationMinutes,
        place,
        sequence: review.sequence + 1,
        ...dueColumns(reviewDates(manager, { heldAt, timeZone, durationMinutes })),
        ...(anew && { status: 'planned', ...notAsked }),
        // A pre-read that was sent stays sent, unless its figures are to be counted again.
        ...(anew && { pre_read_sent_at: null }),
      },
    });
    const data = {
      before: { heldAt: review.heldAt.toISOString(), place: review.place },
      after: { heldAt: heldAt.toISOString(), place },
      sequence: moved.sequence,
      freezeAnew: anew,
    };
    await tell(trx, { review, edit: wish, kind: 'rescheduled', reason: wish.reason, data });
    return moved;
  });
}

const notAsked = { sign_off_asked_at: null, signed_off_at: null, signed_off_by: null, sign_off_comment: '' };

async function workplaceOf(db: Db, id: string): Promise<{ region: string; timeZone: string }> {
  const row = await db('person')
    .where({ id })
    .first<{ region: string; time_zone: string } | undefined>('region', 'time_zone');
  if (!row) throw new DomainError('notFound', `There is no person ${id}.`);
  return { region: row.region, timeZone: row.time_zone };
}

async function voidSignOff(
  db: Db,
  { review, edit, reason }: { review: QuarterlyReview; edit: ReviewEdit; reason: string },
): Promise<void> {
  const end = { reviewId: review.id, status: 'superseded', at: edit.at, reason } as const;
  const requestIds = await endSignOff(db, end);
  if (requestIds.length === 0) return;
  const { workflowId } = review;
  await recordFact(db, { workflowId, kind: 'stepEdited', payload: { requestIds }, at: edit.at });
}

/** Cancels a review with a reason: everybody invited is told, and what was asked about it is recalled. Throws `conflict` once it was held. */
export async function cancelReview(
  db: Db,
  wish: ReviewEdit & { readonly reason: string },
): Promise<QuarterlyReview> {
  return db.transaction(async (trx) => {
    const review = await lockReview(trx, wish);
    refuseHeld(review);
    return cancelLocked(trx, { review, edit: wish, reason: wish.reason });
  });
}

/** As {@link cancelReview}, on a review whose process is locked. */
export async function cancelLocked(
  db: Db,
  { review, edit, reason }: { review: QuarterlyReview; edit: Omit<ReviewEdit, 'reviewId'>; reason: string },
): Promise<QuarterlyReview> {
  const { id, sequence } = review;
  const requestIds = await endSignOff(db, {
    reviewId: id,
    status: 'recalled',
    at: edit.at,
    reason: 'the review was cancelled',
  });
  const cancelled = await writeReview(db, {
    id,
    set: {
      status: 'cancelled',
      sequence: sequence + 1,
      closed_at: edit.at,
      outcome: 'cancelled',
      cancelled_reason: reason.trim(),
      minutes_remind_at: null,
      minutes_tell_at: null,
      close_at: null,
    },
  });
  await tell(db, { review, edit, kind: 'cancelled', reason, data: { requestIds } });
  return cancelled;
}

/** Changes what the meeting is to decide and its agenda; both are asked to be signed off, so a sign-off asked or given before is void and asked anew. */
export async function editReview(
  db: Db,
  edit: ReviewEdit & {
    readonly agenda?: string | undefined;
    readonly decisionsWanted?: readonly DecisionWanted[] | undefined;
  },
): Promise<QuarterlyReview> {
  return db.transaction(async (trx) => {
    const review = await lockReview(trx, edit);
    if (review.preReadSentAt !== null)
      throw new DomainError(
        'conflict',
        'The pre-read of this review has been sent; it can no longer be edited.',
      );
    const agenda = edit.agenda?.trim() ?? review.agenda;
    const decisionsWanted = edit.decisionsWanted ?? review.decisionsWanted;
    await voidSignOff(trx, { review, edit, reason: 'the review was edited' });
    const edited = await writeReview(trx, {
      id: review.id,
      set: {
        agenda,
        decisions_wanted: JSON.stringify(decisionsWanted),
        ...notAsked,
        ...(review.status === 'signedOff' && { status: 'frozen' }),
      },
    });
    await tell(trx, { review, edit, kind: 'edited', data: { agenda, decisionsWanted } });
    return edited;
  });
}

const facts = {
  rescheduled: 'reviewRescheduled',
  cancelled: 'reviewCancelled',
  edited: 'reviewEdited',
} as const;

async function tell(
  db: Db,
  told: {
    readonly review: QuarterlyReview;
    readonly edit: Omit<ReviewEdit, 'reviewId'>;
    readonly kind: keyof typeof facts;
    readonly reason?: string;
    readonly data: Record<string, unknown>;
  },
): Promise<void> {
  const { review, edit, kind, reason = '', data } = told;
  const { by, at } = edit;
  const { id: reviewId, workflowId } = review;
  await noteReview(db, { reviewId, kind, by, at, reason: reason.trim(), data });
  const event = { chain: workflowId, at, actor: by, kind: `review.${kind}`, subject: reviewId };
  await appendAudit(db, { ...event, data: { reason, ...data } });
  await recordFact(db, { workflowId, kind: facts[kind], payload: data, at });
}
