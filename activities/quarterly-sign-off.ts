import type { LinkTokens } from '../db/link-token.ts';
import { decisionsWantedOf } from '../db/read-models/review-figures.ts';
import { getFreeze } from '../db/stores/review-freezes.ts';
import {
  signOffContentSchema,
  signOffPolicy,
  signOffRequester,
  type SignOffContent,
} from '../domain/reviews/sign-off-content.ts';
import { openApproval } from './opening.ts';
import { advance, type QuarterlyEffect } from './quarterly-effect.ts';

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
