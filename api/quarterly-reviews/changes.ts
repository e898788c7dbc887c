import { reviewCadenceOf, setReviewCadence } from '../../db/stores/review-cadence.ts';
import {
  cancelReview,
  editReview,
  rescheduleReview,
  type ReviewEdit,
} from '../../db/stores/review-changes.ts';
import { endItem, type ItemEnding } from '../../db/stores/review-items.ts';
import { recordMinutes } from '../../db/stores/review-minutes.ts';
import type { QuarterlyReview } from '../../domain/reviews/quarterly-review.ts';
import { versionOfTag } from '../etags.ts';
import { operation, type Call, type Operation } from '../operation.ts';
import type { PlanDeps } from '../plans/routes.ts';
import {
  cancelling,
  itemEnding,
  itemParams,
  newMinutes,
  programmeParams,
  quarterlyReview,
  rescheduling,
  reviewCadence,
  reviewChange,
  reviewItem,
  reviewParams,
} from './schemas.ts';
import { taggedReview } from './tagged-review.ts';

const tag = 'quarterly reviews';
const changed = {
  tag,
  role: 'manager',
  params: reviewParams,
  result: quarterlyReview,
  ifMatch: true,
  etag: true,
} as const;

function editOf(call: Call<{ reviewId: string }, unknown, unknown>): ReviewEdit {
  const { reviewId } = call.params;
  return { reviewId, version: versionOfTag(call.ifMatch), by: call.caller.actor, at: call.now };
}

function rung({ ring }: PlanDeps, review: QuarterlyReview) {
  return { ...taggedReview(review), afterCommit: () => void ring(review.workflowId) };
}

function meetingOperations(deps: PlanDeps): readonly Operation[] {
  return [
    operation({
      ...changed,
      id: 'changeQuarterlyReview',
      method: 'patch',
      path: '/quarterly-reviews/{reviewId}',
      summary: 'Change the agenda of a review or the decisions that are wanted',
      description: 'A sign-off that was asked for or given is void, and asked for anew.',
      body: reviewChange,
      handle: async (call) => rung(deps, await editReview(call.db, { ...editOf(call), ...call.body })),
    }),
    operation({
      ...changed,
      id: 'rescheduleQuarterlyReview',
      method: 'post',
      path: '/quarterly-reviews/{reviewId}/reschedule',
      summary: 'Move a review to another time or place',
      description: 'Everybody invited gets an updated invitation; the former meeting stays in the history.',
      body: rescheduling,
      handle: async (call) => rung(deps, await rescheduleReview(call.db, { ...editOf(call), ...call.body })),
    }),
    operation({
      ...changed,
      id: 'cancelQuarterlyReview',
      method: 'post',
      path: '/quarterly-reviews/{reviewId}/cancel',
      summary: 'Cancel a review',
      body: cancelling,
      handle: async (call) => rung(deps, await cancelReview(call.db, { ...editOf(call), ...call.body })),
    }),
  ];
}

function minutesOperation(deps: PlanDeps): Operation {
  return operation({
    ...changed,
    id: 'recordQuarterlyReviewMinutes',
    method: 'post',
    path: '/quarterly-reviews/{reviewId}/minutes',
    summary: 'Record the minutes of a review: who was there, decisions, actions',
    description:
      'Actions become drafted steps or commitments of the open plan on whose days they are due; decisions without an outcome come back at the next review.',
    body: newMinutes,
    handle: async (call) => rung(deps, await recordMinutes(call.db, { ...editOf(call), minutes: call.body })),
  });
}

function itemOperation(status: ItemEnding['status'], facts: { id: string; summary: string }): Operation {
  return operation({
    ...facts,
    method: 'post',
    path: `/review-items/{itemId}/${status === 'done' ? 'done' : 'waive'}`,
    tag,
    role: 'manager',
    params: itemParams,
    body: itemEnding,
    result: reviewItem,
    handle: async ({ db, params, body, caller, now: at }) => ({
      body: await endItem(db, { ...params, ...body, status, by: caller.actor, at }),
    }),
  });
}

const readCadence = operation({
  id: 'getReviewCadence',
  method: 'get',
  path: '/programmes/{programmeKey}/review-cadence',
  tag,
  summary: "Read how often a programme's accounts are reviewed",
  role: 'viewer',
  params: programmeParams,
  result: reviewCadence,
  handle: async ({ db, params }) => ({ body: { cadence: await reviewCadenceOf(db, params.programmeKey) } }),
});

function writeCadence({ ring }: PlanDeps): Operation {
  return operation({
    id: 'setReviewCadence',
    method: 'put',
    path: '/programmes/{programmeKey}/review-cadence',
    tag,
    summary: "Set how often a programme's accounts are reviewed",
    description: 'Reviews that were opened before go on.',
    role: 'manager',
    params: programmeParams,
    body: reviewCadence,
    result: reviewCadence,
    handle: async ({ db, params: { programmeKey: programme }, body, caller, now: at }) => {
      const rings = await setReviewCadence(db, { programme, ...body, by: caller.actor, at });
      return { body, afterCommit: () => rings.forEach((workflowId) => void ring(workflowId)) };
    },
  });
}

/** What changes reviews, what they left, and how often they are. */
export function createReviewChangeOperations(deps: PlanDeps): readonly Operation[] {
  return [
    ...meetingOperations(deps),
    minutesOperation(deps),
    itemOperation('done', { id: 'finishReviewItem', summary: 'Say that what a review left is done' }),
    itemOperation('waived', { id: 'waiveReviewItem', summary: 'Waive what a review left, with a reason' }),
    readCadence,
    writeCadence(deps),
  ];
}
