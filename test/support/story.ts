import { requestAccountReview } from '../../db/stores/account-reviews.ts';
import { decide, type DecideResult } from '../../db/stores/decisions.ts';
import { findPlan } from '../../db/stores/plan-rows.ts';
import { submitPlan } from '../../db/stores/plans.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Choice } from '../../domain/approvals/policy.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import { settle } from './settle.ts';
import type { World } from './world.ts';

/** The year that stories plan. */
export const storyYear = new Date().getUTCFullYear() + 1;

/** The manager of the story's account, as an actor. */
export function manager(world: World): Actor {
  return { kind: 'person', id: world.firm.manager };
}

/** The id of the story's plan process. */
export function planProcess(world: World): string {
  return `annual-plan/${world.firm.accountId}/${storyYear}`;
}

/** The story's plan as it is now; throws while there is none. */
export async function currentPlan(world: World): Promise<Plan> {
  const plan = await findPlan(world.database.app, { workflowId: planProcess(world) });
  if (!plan) throw new Error('there is no plan yet');
  return plan;
}

/** Starts the account's review and returns the drafted plan. */
export async function startReview(world: World): Promise<Plan> {
  const { workflowId } = await requestAccountReview(world.database.app, {
    accountId: world.firm.accountId,
    year: storyYear,
    by: manager(world),
    at: world.clock.now(),
  });
  await ringAndSettle(world, workflowId);
  return currentPlan(world);
}

/** Rings a process, the plan's unless another is named, and returns when nothing is in flight any more. */
export async function ringAndSettle(world: World, workflowId = planProcess(world)): Promise<void> {
  await world.ring(workflowId);
  await settle(world);
}

/** Submits the plan and waits until everybody has been asked. */
export async function submit(world: World): Promise<Plan> {
  const { id, version, workflowId } = await currentPlan(world);
  await submitPlan(world.database.app, { planId: id, version, by: manager(world), at: world.clock.now() });
  await ringAndSettle(world, workflowId);
  return currentPlan(world);
}

/** An open question with what a decision must name. */
export interface Question {
  readonly linkId: string;
  readonly requestId: string;
  readonly contentHash: string;
  readonly personId: string;
  readonly expiresAt: Date;
  readonly title: string;
}

interface QuestionRow {
  id: string;
  request_id: string;
  content_hash: string;
  person_id: string;
  expires_at: Date;
  title: string;
}

/** The questions that wait for an answer, of one person or of all. */
export async function questions(world: World, personId?: string): Promise<readonly Question[]> {
  const rows = await world.database
    .app('approval_link as l')
    .join('approver as a', 'a.id', 'l.approver_id')
    .join('approval_request as r', 'r.id', 'a.request_id')
    .join('plan_step as s', 's.id', 'r.step_id')
    .where({
      'a.state': 'asked',
      'r.status': 'open',
      ...(personId !== undefined && { 'a.person_id': personId }),
    })
    .orderBy('a.id')
    .select<QuestionRow[]>(
      'l.id',
      'a.request_id',
      'r.content_hash',
      'a.person_id',
      'a.expires_at',
      's.title',
    );
  return rows.map((row) => ({
    linkId: row.id,
    requestId: row.request_id,
    contentHash: row.content_hash,
    personId: row.person_id,
    expiresAt: row.expires_at,
    title: row.title,
  }));
}

/** Answers a question without ringing anybody. */
export function answer(
  world: World,
  given: { question: Question; choice?: Choice; comment?: string; at?: Date },
): Promise<DecideResult> {
  const { question, choice = 'approve', comment = '', at = world.clock.now() } = given;
  const { linkId, requestId, contentHash } = question;
  return decide(world.database.app, {
    linkId,
    requestId,
    contentHash,
    choice,
    comment,
    at,
    verified: 'code',
  });
}

/** How many mails of a kind were queued. */
export async function mailsOf(world: World, kind: string): Promise<number> {
  const rows = await world.database.app('notification').where({ kind }).select('id');
  return rows.length;
}
