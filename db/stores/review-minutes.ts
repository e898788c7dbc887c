import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import { dayAt } from '../../domain/planning/commitment.ts';
import { minutesFaults, type Minutes } from '../../domain/reviews/minutes.ts';
import type { QuarterlyReview } from '../../domain/reviews/quarterly-review.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import { recordFact } from './processes.ts';
import { lockReview, type ReviewEdit } from './review-changes.ts';
import { noteReview } from './review-events.ts';
import { listInvitees, writeReview } from './review-rows.ts';

/** Minutes as they were recorded; `actions` are the review's items. */
export interface KeptMinutes extends Pick<Minutes, 'notes' | 'attendance' | 'decisions'> {
  readonly recordedAt: Date;
  readonly by: Actor;
}

/**
 * Records a review's minutes, once: its process makes steps and commitments of the actions, sends the summary and closes the review. Throws
 * `invalid` with every fault, `conflict` before the meeting or when there are minutes already, `closed` when the review has ended.
 */
export async function recordMinutes(
  db: Db,
  edit: ReviewEdit & { readonly minutes: Minutes },
): Promise<QuarterlyReview> {
  return db.transaction(async (trx) => {
    const review = await lockReview(trx, edit);
    await refuse(trx, { review, edit });
    const { minutes, by, at } = edit;
    const { notes, attendance, decisions, actions } = minutes;
    await trx('review_minutes').insert({
      review_id: review.id,
      notes,
      attendance: JSON.stringify(attendance),
      decisions: JSON.stringify(decisions),
      recorded_at: at,
      by_kind: by.kind,
      by_id: by.id,
    });
    const recorded = await writeReview(trx, {
      id: review.id,
      set: { minutes_remind_at: null, minutes_tell_at: null, close_at: null },
    });
    const data = { decisions: decisions.length, actions: actions.length };
    await noteReview(trx, { reviewId: review.id, kind: 'minutesRecorded', by, at, data });
    const { workflowId } = review;
    const event = { chain: workflowId, at, actor: by, kind: 'review.minutesRecorded', subject: review.id };
    await appendAudit(trx, { ...event, data });
    await recordFact(trx, { workflowId, kind: 'minutesRecorded', payload: { actions }, at });
    return recorded;
  });
}

async function refuse(
  db: Db,
  { review, edit }: { review: QuarterlyReview; edit: ReviewEdit & { readonly minutes: Minutes } },
): Promise<void> {
  if (review.heldAt > edit.at)
    throw new DomainError('conflict', 'This review has not been held yet; minutes are recorded after it.');
  if (await findMinutes(db, review.id))
    throw new DomainError('conflict', 'The minutes of this review are recorded already.');
  const invitees = await listInvitees(db, review.id);
  const faults = [
    ...minutesFaults(edit.minutes, {
      today: dayAt(edit.at, review),
      inviteeIds: invitees.map(({ id }) => id),
    }),
    ...(await ownerFaults(db, { review, actions: edit.minutes.actions })),
  ];
  if (faults.length > 0) throw new DomainError('invalid', 'The minutes cannot be recorded yet.', faults);
}

async function ownerFaults(
  db: Db,
  { review, actions }: { review: QuarterlyReview; actions: Minutes['actions'] },
): Promise<{ path: string; message: string }[]> {
  const wanted = (field: 'ownerId' | 'contactId'): string[] =>
    actions.flatMap((action) => action[field] ?? []);
  const people = await db('person')
    .whereIn('id', wanted('ownerId'))
    .where({ active: true })
    .pluck<string[]>('id');
  const contacts = await db('contact')
    .whereIn('id', wanted('contactId'))
    .where({ account_id: review.accountId })
    .pluck<string[]>('id');
  return actions.flatMap(({ ownerId, contactId }, index) => {
    const path = `/actions/${index}`;
    if (ownerId !== undefined && !people.includes(ownerId))
      return [{ path: `${path}/ownerId`, message: `There is no active person ${ownerId}.` }];
    if (contactId !== undefined && !contacts.includes(contactId))
      return [{ path: `${path}/contactId`, message: `This account has no contact ${contactId}.` }];
    return [];
  });
}

interface MinutesRow {
  notes: string;
  attendance: Minutes['attendance'];
  decisions: Minutes['decisions'];
  recorded_at: Date;
  by_kind: Actor['kind'];
  by_id: string;
}

/** The minutes of a review; `undefined` as long as there are none. */
export async function findMinutes(db: Db, reviewId: string): Promise<KeptMinutes | undefined> {
  const row = await db<MinutesRow & { review_id: string }>('review_minutes')
    .where({ review_id: reviewId })
    .first();
  return (
    row && {
      notes: row.notes,
      attendance: row.attendance,
      decisions: row.decisions,
      recordedAt: row.recorded_at,
      by: { kind: row.by_kind, id: row.by_id },
    }
  );
}
