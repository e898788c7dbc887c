import type { Db } from '../db/client.ts';
import { nextQuarterlyDue } from '../db/read-models/review-dues.ts';
import { reviewContext, type ReviewContext } from '../db/read-models/review-context.ts';
import type { Fact } from '../db/stores/processes.ts';
import { noteReview } from '../db/stores/review-events.ts';
import { processesToRing } from '../db/stores/review-items.ts';
import { getQuarterlyReview, writeReview, type ReviewColumns } from '../db/stores/review-rows.ts';
import { system } from '../domain/actor.ts';
import { personKey } from '../domain/person.ts';
import type { ReviewEventKind } from '../domain/reviews/quarterly-review.ts';
import type { QuarterlyReviewView } from '../workflows/quarterly-review/messages.ts';
import { onDate, onFact, type Effect, type EffectPlace } from './effect.ts';
import { waitsOf, type Viewed } from './process-waits.ts';

/** An effect on a quarterly review, with the review as it was when the effect began. */
export interface QuarterlyEffect extends Effect {
  readonly context: ReviewContext;
}

/** What a quarterly review waits for, as its workflow and ops see it. People appear by their opaque keys. */
export async function quarterlyView(db: Db, view: Viewed): Promise<QuarterlyReviewView> {
  const review = await getQuarterlyReview(db, { workflowId: view.workflowId });
  return {
    ...(await waitsOf(db, view)),
    stage: review.status,
    accountId: review.accountId,
    owner: personKey(review.managerId),
    next: await nextQuarterlyDue(db, review.id),
    toRing: await processesToRing(db, review.id),
  };
}

/** Runs an effect of a fact on a review and returns the review's view. */
export function onReviewFact(
  place: EffectPlace,
  act: (effect: QuarterlyEffect, fact: Fact) => Promise<void>,
): Promise<QuarterlyReviewView> {
  return onFact(place, {
    act: async (effect, fact) => act(await withReview(effect), fact),
    then: (effect) => quarterlyView(effect.db, effect),
  });
}

/** Runs an effect of a date on a review and returns the review's view. */
export function onReviewDate(
  place: EffectPlace,
  act: (effect: QuarterlyEffect) => Promise<void>,
): Promise<QuarterlyReviewView> {
  return onDate(place, {
    act: async (effect) => {
      const found = await withReview(effect);
      if (found.context.review.closedAt === null) await act(found);
    },
    then: (effect) => quarterlyView(effect.db, effect),
  });
}

/** The effect with the review as it is now: read when it begins, and again after it changed. */
export async function withReview(effect: Effect): Promise<QuarterlyEffect> {
  return { ...effect, context: await reviewContext(effect.db, effect) };
}

/** Sets what an effect changes on a review, with an entry of its history and an audit event. Returns the effect as it goes on. */
export async function advance(
  effect: QuarterlyEffect,
  step: {
    readonly set: ReviewColumns;
    readonly kind: ReviewEventKind;
    readonly reason?: string;
    readonly data?: Record<string, unknown>;
  },
): Promise<QuarterlyEffect> {
  const { db, at, context } = effect;
  const { id } = context.review;
  const { set, kind, reason = '', data = {} } = step;
  await writeReview(db, { id, set });
  await noteReview(db, { reviewId: id, kind, by: system, at, reason, data });
  await effect.audit({ kind: `review.${kind}`, subject: id, data });
  return withReview(effect);
}

/** What every mail about a review names. */
export function reviewReference({ context }: QuarterlyEffect) {
  const { review, account, path } = context;
  const { year, quarter, kind, timeZone: meetingZone, place, durationMinutes } = review;
  return {
    accountName: account.name,
    year,
    quarter,
    executive: kind === 'executive',
    reviewPath: path,
    heldAt: review.heldAt.toISOString(),
    meetingZone,
    place,
    durationMinutes,
  };
}
