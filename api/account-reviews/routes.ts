import { getAccountReview, listAccountReviews } from '../../db/read-models/account-reviews.ts';
import { requestAccountReview } from '../../db/stores/account-reviews.ts';
import { endReview } from '../../db/stores/closings.ts';
import type { Db } from '../../db/client.ts';
import { blockersOf } from '../../db/read-models/blocking.ts';
import { recordId } from '../fields.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import {
  accountReview,
  accountReviewDetail,
  accountReviewParams,
  accountReviewQuery,
  newAccountReview,
  reviewEnding,
} from './schemas.ts';

/** What reviews need besides the records: how to wake their workflow. */
export interface AccountReviewDeps {
  readonly ring: (workflowId: string) => Promise<void>;
}

async function detail(db: Db, about: { readonly accountId: string; readonly now: Date }) {
  const review = await getAccountReview(db, about.accountId);
  const blocking = [];
  for (const { workflowId } of review.plans)
    blocking.push(...(await blockersOf(db, { workflowId, now: about.now })));
  return { ...review, blocking };
}

function startReview(deps: AccountReviewDeps): Operation {
  return operation({
    id: 'startAccountReview',
    method: 'post',
    path: '/account-reviews',
    tag: 'account reviews',
    summary: "Start an account's review of a year",
    description:
      'Commits the wish and answers at once; the plan is drafted a moment later. Asking again for the same year changes nothing and answers 200.',
    role: 'manager',
    body: newAccountReview,
    result: accountReviewDetail,
    statuses: [202, 200],
    idempotent: true,
    handle: async ({ db, body, caller, now }) => {
      const { workflowId, created } = await requestAccountReview(db, { ...body, by: caller.actor, at: now });
      return {
        status: created ? 202 : 200,
        body: await detail(db, { accountId: body.accountId, now }),
        headers: { Location: `/v1/account-reviews/${body.accountId}` },
        afterCommit: () => void deps.ring(workflowId),
      };
    },
  });
}

function endOperation(deps: AccountReviewDeps): Operation {
  return operation({
    id: 'endAccountReview',
    method: 'post',
    path: '/account-reviews/{accountId}/end',
    tag: 'account reviews',
    summary: "End an account's review: no further year is planned",
    description: 'Commits the wish and answers at once; the review ends a moment later, and for good.',
    role: 'manager',
    params: accountReviewParams,
    body: reviewEnding,
    result: accountReviewDetail,
    statuses: [202],
    idempotent: true,
    handle: async ({ db, params: { accountId }, body, caller, now }) => {
      const workflowId = await endReview(db, { accountId, ...body, by: caller.actor, at: now });
      return {
        body: await detail(db, { accountId, now }),
        afterCommit: () => void deps.ring(workflowId),
      };
    },
  });
}

const listOperation = operation({
  id: 'listAccountReviews',
  method: 'get',
  path: '/account-reviews',
  tag: 'account reviews',
  summary: 'List account reviews',
  role: 'viewer',
  query: accountReviewQuery,
  result: pageOf(accountReview),
  handle: async ({ db, query: { cursor, limit, state } }) => {
    const rows = await listAccountReviews(db, { after: readCursor(recordId, cursor), limit, state });
    return { body: toPage(rows, { limit, position: (row) => row.accountId }) };
  },
});

const getOperation = operation({
  id: 'getAccountReview',
  method: 'get',
  path: '/account-reviews/{accountId}',
  tag: 'account reviews',
  summary: 'Read one account review, with who is blocking',
  role: 'viewer',
  params: accountReviewParams,
  result: accountReviewDetail,
  handle: async ({ db, params, now }) => ({
    body: await detail(db, { accountId: params.accountId, now }),
  }),
});

/** Account reviews: start one, list them, read one with those whom it waits for, end one. */
export function createAccountReviewOperations(deps: AccountReviewDeps): readonly Operation[] {
  return [startReview(deps), listOperation, getOperation, endOperation(deps)];
}
