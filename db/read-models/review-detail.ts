import type { QuarterlyReview, ReviewInvitee } from '../../domain/reviews/quarterly-review.ts';
import type { Db } from '../client.ts';
import { reviewEvents, type ReviewEvent } from '../stores/review-events.ts';
import { itemsOfReview, openItems, type ReviewItem } from '../stores/review-items.ts';
import { findMinutes, type KeptMinutes } from '../stores/review-minutes.ts';
import { getQuarterlyReview, listInvitees } from '../stores/review-rows.ts';

/** A review with everybody invited, everything that happened to it, its minutes and what they left, and what earlier reviews left open. */
export interface ReviewDetail extends QuarterlyReview {
  readonly invitees: readonly ReviewInvitee[];
  readonly history: readonly ReviewEvent[];
  readonly minutes: KeptMinutes | null;
  readonly items: readonly ReviewItem[];
  readonly carried: readonly ReviewItem[];
}

/** Reads all of a review; throws `notFound`. */
export async function reviewDetail(db: Db, id: string): Promise<ReviewDetail> {
  const review = await getQuarterlyReview(db, { id });
  const open = await openItems(db, review.accountId);
  return {
    ...review,
    invitees: await listInvitees(db, id),
    history: await reviewEvents(db, id),
    minutes: (await findMinutes(db, id)) ?? null,
    items: await itemsOfReview(db, id),
    carried: open.filter(({ reviewId }) => reviewId !== id),
  };
}
