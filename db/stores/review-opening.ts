import { system } from '../../domain/actor.ts';
import type { QuarterlyReview } from '../../domain/reviews/quarterly-review.ts';
import type { ReviewDates } from '../../domain/reviews/review-dates.ts';
import type { Db } from '../client.ts';
import { noteReview } from './review-events.ts';
import { getQuarterlyReview } from './review-rows.ts';

type Opened = Pick<
  QuarterlyReview,
  | 'workflowId'
  | 'accountId'
  | 'planId'
  | 'year'
  | 'quarter'
  | 'kind'
  | 'managerId'
  | 'startsOn'
  | 'endsOn'
  | 'heldAt'
  | 'durationMinutes'
  | 'place'
  | 'timeZone'
  | 'openedAt'
>;

/** A review to be stored, with its due dates and the people of ours who are invited. */
export interface NewReview {
  readonly review: Opened;
  readonly dates: ReviewDates;
  readonly personIds: readonly string[];
}

/** Stores a planned review with everybody who is invited: these people of ours, and the client's contacts that have a mail address. */
export async function insertReview(
  db: Db,
  { review, dates, personIds }: NewReview,
): Promise<QuarterlyReview> {
  const [row] = await db('quarterly_review')
    .insert({
      workflow_id: review.workflowId,
      account_id: review.accountId,
      plan_id: review.planId,
      year: review.year,
      quarter: review.quarter,
      kind: review.kind,
      manager_id: review.managerId,
      starts_on: review.startsOn,
      ends_on: review.endsOn,
      held_at: review.heldAt,
      duration_minutes: review.durationMinutes,
      place: review.place,
      time_zone: review.timeZone,
      opened_at: review.openedAt,
      ...dueColumns(dates),
    })
    .returning<{ id: string }[]>('id');
  const id = row?.id ?? '';
  const ours = personIds.map((person) => ({ review_id: id, side: 'ours', person_id: person }));
  if (ours.length > 0) await db('review_invitee').insert(ours);
  await db.raw(
    `insert into review_invitee (review_id, side, contact_id)
     select :id, 'client', c.id from contact c where c.account_id = :accountId and c.email is not null order by c.id`,
    { id, accountId: review.accountId },
  );
  const data = { heldAt: review.heldAt.toISOString(), place: review.place };
  await noteReview(db, { reviewId: id, kind: 'planned', by: system, at: review.openedAt, data });
  return getQuarterlyReview(db, { id });
}

/** The due dates of a review as columns. */
export function dueColumns(dates: ReviewDates): {
  readonly freeze_at: Date;
  readonly ask_at: Date;
  readonly pre_read_at: Date;
  readonly minutes_at: Date;
} {
  return {
    freeze_at: dates.freezeAt,
    ask_at: dates.askAt,
    pre_read_at: dates.preReadAt,
    minutes_at: dates.minutesAt,
  };
}
