import { dayAt } from '../../domain/planning/commitment.ts';
import type { QuarterlyReview, ReviewInvitee } from '../../domain/reviews/quarterly-review.ts';
import type { Db } from '../client.ts';
import { getQuarterlyReview, listInvitees } from '../stores/review-rows.ts';
import {
  namedPeople,
  planningAccount,
  type ApprovalContext,
  type PlanningAccount,
} from './planning-context.ts';

/** A quarterly review with the account and the people that its effects speak of. */
export interface ReviewContext extends ApprovalContext {
  readonly review: QuarterlyReview;
  readonly account: PlanningAccount;
  readonly invitees: readonly ReviewInvitee[];
}

/** Everything an effect on a quarterly review needs to know, read in the caller's transaction. Throws `notFound`. */
export async function reviewContext(
  db: Db,
  key: { readonly id: string } | { readonly workflowId: string },
): Promise<ReviewContext> {
  const review = await getQuarterlyReview(db, key);
  const account = await planningAccount(db, review.accountId);
  const { directorId, programmeOwnerId } = account;
  const invitees = await listInvitees(db, review.id);
  const named = [review.managerId, review.signedOffBy, account.managerId, directorId, programmeOwnerId];
  return {
    review,
    account,
    invitees,
    subjectName: account.name,
    year: review.year,
    path: `/reviews/${review.id}`,
    currency: account.currency,
    lastDay: dayAt(review.heldAt, review),
    directorId,
    programmeOwnerId,
    closed: ['held', 'closed', 'cancelled'].includes(review.status),
    person: await namedPeople(db, {
      workflowId: review.workflowId,
      ids: [...named, ...invitees.map(({ personId }) => personId)],
    }),
  };
}
