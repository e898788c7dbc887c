import { awaitsUndo, listDecisions } from '../db/stores/decision-rows.ts';
import { hasReviewEvent } from '../db/stores/review-events.ts';
import { lastSignOff } from '../db/stores/review-requests.ts';
import type { Effect } from './effect.ts';
import { recipient } from './plan-effect.ts';
import { advance, reviewReference, withReview, type QuarterlyEffect } from './quarterly-effect.ts';

/** What follows from what was said of the pack last asked about, once it cannot be taken back any more; nothing while the question is open. */
export async function followSignOff(approval: Effect): Promise<void> {
  const effect = await withReview(approval);
  const { review } = effect.context;
  if (review.signedOffAt !== null || effect.context.closed) return;
  const request = await lastSignOff(effect.db, { reviewId: review.id, revision: review.revision });
  if (!request) return;
  const decisions = await listDecisions(effect.db, request.id);
  const [last] = decisions.slice(-1);
  if (!last || decisions.some(awaitsUndo)) return;
  if (request.status === 'approved') {
    const set = {
      signed_off_at: last.decidedAt,
      signed_off_by: last.personId,
      sign_off_comment: last.comment,
      // A sign-off that comes after the pre-read is kept beside it.
      ...(review.status === 'frozen' && { status: 'signedOff' as const }),
    };
    await advance(effect, { set, kind: 'signedOff', data: { by: last.personId } });
    return;
  }
  if (request.status === 'changesRequested' || request.status === 'rejected')
    await goBack(effect, { by: last.personId, comment: last.comment, requestId: request.id });
}

async function goBack(
  effect: QuarterlyEffect,
  said: { readonly by: string; readonly comment: string; readonly requestId: string },
): Promise<void> {
  const { review, person } = effect.context;
  const { requestId } = said;
  if (await hasReviewEvent(effect.db, { reviewId: review.id, kind: 'changesRequested', requestId })) return;
  const data = { by: said.by, requestId };
  await advance(effect, { set: {}, kind: 'changesRequested', reason: said.comment, data });
  await effect.mail({
    dedupeKey: `review-changes/${requestId}`,
    to: recipient(person(review.managerId)),
    message: {
      kind: 'review-changes',
      data: {
        ...reviewReference(effect),
        by: person(said.by).name,
        own: said.by === review.managerId,
        comment: said.comment,
        until: review.preReadAt.toISOString(),
      },
    },
    thread: `review/${review.id}`,
  });
}
