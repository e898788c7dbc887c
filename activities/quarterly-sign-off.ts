import type { LinkTokens } from '../db/link-token.ts';
import { awaitsUndo, listDecisions } from '../db/stores/decision-rows.ts';
import { decisionsWantedOf } from '../db/read-models/review-figures.ts';
import { getFreeze } from '../db/stores/review-freezes.ts';
import { lastSignOff } from '../db/stores/review-requests.ts';
import { isReview } from '../domain/approvals/request-content.ts';
import {
  signOffContentSchema,
  signOffPolicy,
  signOffRequester,
  type SignOffContent,
} from '../domain/reviews/sign-off-content.ts';
import type { ApprovalEffect } from './approval-effect.ts';
import { openApproval } from './opening.ts';
import { recipient } from './plan-effect.ts';
import { advance, reviewReference, withReview, type QuarterlyEffect } from './quarterly-effect.ts';

async function contentOf({ db, context }: QuarterlyEffect): Promise<SignOffContent | undefined> {
  const { review, account } = context;
  const frozen = await getFreeze(db, review);
  if (!frozen) return undefined;
  return signOffContentSchema.parse({
    kind: 'review',
    title: `Q${review.quarter} ${review.year}`,
    accountName: account.name,
    year: review.year,
    quarter: review.quarter,
    asOf: frozen.asOf,
    packHash: frozen.hash,
    agenda: review.agenda,
    decisionsWanted: await decisionsWantedOf(db, review),
    approverIds: [review.managerId],
  });
}

/** Asks the manager to sign the frozen pack off, in the name of whoever answers for the programme. Where there is nobody but the manager, nobody is asked. */
export async function askSignOff(effect: QuarterlyEffect, links: LinkTokens): Promise<void> {
  const { context, at } = effect;
  const { review } = context;
  if (review.status !== 'frozen' || review.signOffAskedAt !== null || review.askAt > at) return;
  const requestedBy = signOffRequester({ ...context, managerId: review.managerId });
  const content = await contentOf(effect);
  const set = { sign_off_asked_at: at, revision: review.revision + 1 };
  const data = { asked: requestedBy !== undefined };
  const now = await advance(effect, { set, kind: 'signOffAsked', data });
  if (requestedBy === undefined || content === undefined) return;
  await openApproval(now, {
    links,
    asked: {
      subject: { kind: 'review', reviewId: review.id },
      revision: review.revision + 1,
      content,
      policy: signOffPolicy,
      rule: null,
      verify: signOffPolicy.verify,
      requestedBy,
    },
  });
}

/** What follows from what was said of the pack last asked about, once it cannot be taken back any more; nothing while the question is open. */
export async function followSignOff(approval: ApprovalEffect): Promise<void> {
  const effect = await withReview(approval);
  const { review } = effect.context;
  if (review.signedOffAt !== null || effect.context.closed) return;
  const request = await lastSignOff(effect.db, { reviewId: review.id, revision: review.revision });
  if (!request || !isReview(request.content)) return;
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
  const known = await effect
    .db('review_event')
    .where({ review_id: review.id, kind: 'changesRequested' })
    .whereRaw(`data ->> 'requestId' = ?`, [said.requestId])
    .first<{ id: string } | undefined>('id');
  if (known) return;
  const data = { by: said.by, requestId: said.requestId };
  await advance(effect, { set: {}, kind: 'changesRequested', reason: said.comment, data });
  await effect.mail({
    dedupeKey: `review-changes/${said.requestId}`,
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
