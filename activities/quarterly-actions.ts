import { recordCommitment } from '../db/stores/commitments.ts';
import { getPlan } from '../db/stores/plan-rows.ts';
import { addStep } from '../db/stores/plans.ts';
import { lockProcess, type Fact } from '../db/stores/processes.ts';
import { addItem, endDecision, isDecisionOpen } from '../db/stores/review-items.ts';
import { findMinutes, type KeptMinutes } from '../db/stores/review-minutes.ts';
import type { Minutes } from '../domain/reviews/minutes.ts';
import { followWithClient } from './quarterly-survey.ts';
import { sendSummary } from './quarterly-summary.ts';
import { advance, withReview, type QuarterlyEffect } from './quarterly-effect.ts';

type Action = Minutes['actions'][number];

/** After the minutes: what is to be done goes into the plan, what was not decided is carried on, everybody is told, the client is asked, and the review is closed. */
export async function followMinutes(effect: QuarterlyEffect, fact: Fact): Promise<void> {
  const { db, at, context } = effect;
  const { review } = context;
  const minutes = await findMinutes(db, review.id);
  if (!minutes || review.closedAt !== null) return;
  const { actions } = fact.payload as { actions: readonly Action[] };
  await carryDecisions(effect, minutes);
  const kept: string[] = [];
  for (const action of actions) if (!(await carryAction(effect, { action, minutes }))) kept.push(action.text);
  const set = { status: 'closed' as const, outcome: 'held' as const, closed_at: at };
  const now = await advance(await withReview(effect), {
    set,
    kind: 'closed',
    data: { outcome: 'held', onOwnList: kept },
  });
  await sendSummary(now, minutes);
  await followWithClient(now, minutes);
}

async function carryDecisions({ db, at, context }: QuarterlyEffect, minutes: KeptMinutes): Promise<void> {
  const { id: reviewId, accountId } = context.review;
  for (const { title, outcome } of minutes.decisions) {
    if (outcome !== null) await endDecision(db, { accountId, title, outcome, by: minutes.by, at });
    else if (!(await isDecisionOpen(db, { accountId, title })))
      await addItem(db, { accountId, reviewId, kind: 'decision', text: title, at });
  }
}

/** Whether the action became part of a plan; one that no open plan has a day for stays on the review's own list. */
async function carryAction(
  effect: QuarterlyEffect,
  { action, minutes }: { readonly action: Action; readonly minutes: KeptMinutes },
): Promise<boolean> {
  const { db, at, context } = effect;
  const { id: reviewId, accountId } = context.review;
  const planId = action.becomes === 'none' ? undefined : await openPlanOn(effect, action.dueOn);
  const made =
    planId === undefined
      ? {}
      : action.becomes === 'step'
        ? { stepId: await asStep(effect, { action, minutes, planId }) }
        : { commitmentId: await asCommitment(effect, { action, minutes, planId }) };
  const { text, ownerId, contactId, dueOn } = action;
  const item = { accountId, reviewId, kind: 'action', text, ownerId, contactId, dueOn, at } as const;
  await addItem(db, { ...item, ...made });
  return planId !== undefined;
}

async function openPlanOn({ db, context }: QuarterlyEffect, dueOn: string): Promise<string | undefined> {
  const row = await db('plan')
    .where({ account_id: context.review.accountId })
    .whereNot({ status: 'closed' })
    .where('starts_on', '<=', dueOn)
    .where('ends_on', '>=', dueOn)
    .first<{ id: string } | undefined>('id');
  return row?.id;
}

interface Carried {
  readonly action: Action;
  readonly minutes: KeptMinutes;
  readonly planId: string;
}

async function asStep(
  { db, at, context }: QuarterlyEffect,
  { action, minutes, planId }: Carried,
): Promise<string> {
  const { review, directorId } = context;
  const { workflowId } = await getPlan(db, { id: planId });
  await lockProcess(db, workflowId);
  const { version, managerId } = await getPlan(db, { id: planId });
  const ownerId = action.ownerId ?? managerId;
  const approverIds = [directorId].filter((id) => id !== null && id !== ownerId && id !== managerId);
  const { stepId } = await addStep(db, {
    ...{ planId, version, by: minutes.by, at },
    content: {
      title: action.text,
      description: `Q${review.quarter} ${review.year}`,
      type: 'project',
      ownerId,
      dueOn: action.dueOn,
      cost: '0.00',
      benefit: '0.00',
      approverIds: approverIds.filter((id) => id !== null),
    },
  });
  return stepId;
}

async function asCommitment(
  { db, at }: QuarterlyEffect,
  { action, minutes, planId }: Carried,
): Promise<string> {
  const { text, dueOn, ownerId, contactId } = action;
  const owner =
    ownerId === undefined ? { contactKey: await keyOf(db, contactId ?? '') } : { personId: ownerId };
  const { commitment } = await recordCommitment(db, { planId, owner, text, dueOn, by: minutes.by, at });
  return commitment.id;
}

async function keyOf(db: QuarterlyEffect['db'], id: string): Promise<string> {
  const row = await db('contact').where({ id }).first<{ key: string } | undefined>('key');
  return row?.key ?? '';
}
