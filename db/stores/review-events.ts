import type { Actor } from '../../domain/actor.ts';
import type { ReviewEventKind } from '../../domain/reviews/quarterly-review.ts';
import type { Db } from '../client.ts';

/** One entry of a review's history; `at` is process time. */
export interface ReviewEvent {
  readonly reviewId: string;
  readonly kind: ReviewEventKind;
  readonly by: Actor;
  readonly at: Date;
  readonly reason: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Appends to a review's history. */
export async function noteReview(
  db: Db,
  event: Omit<ReviewEvent, 'reason' | 'data'> & Partial<Pick<ReviewEvent, 'reason' | 'data'>>,
): Promise<void> {
  await db('review_event').insert({
    review_id: event.reviewId,
    kind: event.kind,
    occurred_at: event.at,
    by_kind: event.by.kind,
    by_id: event.by.id,
    reason: event.reason ?? '',
    data: JSON.stringify(event.data ?? {}),
  });
}

interface EventRow {
  review_id: string;
  kind: ReviewEventKind;
  occurred_at: Date;
  by_kind: Actor['kind'];
  by_id: string;
  reason: string;
  data: Record<string, unknown>;
}

/** A review's history, the oldest first. */
export async function reviewEvents(db: Db, reviewId: string): Promise<readonly ReviewEvent[]> {
  const rows = await db<EventRow>('review_event').where({ review_id: reviewId }).orderBy('id');
  return rows.map((row) => ({
    reviewId: row.review_id,
    kind: row.kind,
    by: { kind: row.by_kind, id: row.by_id },
    at: row.occurred_at,
    reason: row.reason,
    data: row.data,
  }));
}

/** The reason that was given with the latest event of a kind; '' where there is none. */
export async function reasonOf(
  db: Db,
  of: { readonly reviewId: string; readonly kind: ReviewEventKind },
): Promise<string> {
  const row = await db('review_event')
    .where({ review_id: of.reviewId, kind: of.kind })
    .orderBy('id', 'desc')
    .first<{ reason: string } | undefined>('reason');
  return row?.reason ?? '';
}

/** Whether the history says so already about an approval request. */
export async function hasReviewEvent(
  db: Db,
  of: { readonly reviewId: string; readonly kind: ReviewEventKind; readonly requestId: string },
): Promise<boolean> {
  const row = await db('review_event')
    .where({ review_id: of.reviewId, kind: of.kind })
    .whereRaw(`data ->> 'requestId' = ?`, [of.requestId])
    .first<{ id: string } | undefined>('id');
  return row !== undefined;
}
