import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { OutcomeWish } from '../../domain/planning/outcome.ts';
import type { Plan, PlanStatus } from '../../domain/planning/plan.ts';
import type { PlanStep } from '../../domain/planning/step.ts';
import type { Db } from '../client.ts';
import type { ImprovementWish } from '../../domain/improvement.ts';
import { accountReviewId } from './account-reviews.ts';
import { appendAudit } from './audit.ts';
import { addImprovements } from './improvements.ts';
import { stateOutcomes } from './plan-outcomes.ts';
import { getPlan } from './plan-rows.ts';
import { lockPlan, type PlanEdit } from './plans.ts';
import { findProcess, lockProcess, recordFact } from './processes.ts';

const ended: readonly PlanStep['status'][] = ['done', 'cancelled', 'rejected'];

/** The wish to close a plan; `lessons` is what was learned, '' for nothing. */
export interface PlanClosing extends PlanEdit {
  readonly lessons: string;
  /** What the firm changes because of it. */
  readonly improvements: readonly ImprovementWish[];
  /** What came of its targets; those left out are measured from the records as it closes. */
  readonly outcomes: readonly OutcomeWish[];
  /** Close it although steps are unfinished; they stay as they are and count as not done. */
  readonly confirmUnfinished: boolean;
}

/** The wish to end an account's review, and why. */
export interface ReviewEnding {
  readonly accountId: string;
  readonly by: Actor;
  readonly at: Date;
  readonly reason: string;
  /** End it although plans are open; each of them goes on until its own close. */
  readonly confirmOpenPlans: boolean;
}

function refuseUnfinished(plan: Plan, unfinished: readonly PlanStep[]): void {
  const steps = unfinished.length === 1 ? '1 step is' : `${unfinished.length} steps are`;
  throw new DomainError(
    'conflict',
    `${steps} unfinished in the plan of ${plan.year}. Finish or cancel them, or confirm that it closes without them.`,
    unfinished.map((step) => ({
      path: `/steps/${step.position}`,
      message: `"${step.title}" is ${step.status}, due ${step.dueOn}.`,
    })),
  );
}

async function refuseAskedBefore(db: Db, planId: string): Promise<void> {
  const asked = await db('plan')
    .where({ id: planId })
    .whereNotNull('close_requested_at')
    .first<{ id: string } | undefined>('id');
  if (asked) throw new DomainError('conflict', 'This plan is being closed already.');
}

/**
 * Asks the plan's process to close it: open approvals are recalled then, and manager and director are told with the lessons. Refuses
 * with the list of unfinished steps unless that is confirmed. Returns the plan, which its process closes a moment later.
 */
export async function closePlan(db: Db, closing: PlanClosing): Promise<Plan> {
  const { at, lessons } = closing;
  return db.transaction(async (trx) => {
    const plan = await lockPlan(trx, closing);
    await refuseAskedBefore(trx, plan.id);
    const unfinished = plan.steps.filter((step) => !ended.includes(step.status));
    if (unfinished.length > 0 && !closing.confirmUnfinished) refuseUnfinished(plan, unfinished);
    await trx('plan')
      .where({ id: plan.id })
      .update({ lessons, close_requested_at: at, version: trx.raw('version + 1') });
    await stateOutcomes(trx, { planId: plan.id, outcomes: closing.outcomes });
    await addImprovements(trx, {
      accountId: plan.accountId,
      planId: plan.id,
      wishes: closing.improvements,
      pathOf: (index) => `/improvements/${index}`,
      by: closing.by,
      at,
    });
    const data = { lessons, unfinished: unfinished.map((step) => step.id) };
    const { workflowId: chain } = plan;
    const kind = 'plan.closeRequested';
    await appendAudit(trx, { chain, at, actor: closing.by, kind, subject: plan.id, data });
    await recordFact(trx, { workflowId: chain, kind: 'closeRequested', at });
    return getPlan(trx, { id: plan.id });
  });
}

interface OpenPlan {
  id: string;
  year: number;
  status: PlanStatus;
}

function refuseOpenPlans(plans: readonly OpenPlan[]): void {
  throw new DomainError(
    'conflict',
    'The account has open plans. Close them first, or confirm that each goes on until its own close.',
    plans.map((plan) => ({
      path: '/accountId',
      message: `Plan ${plan.id} of ${plan.year} is ${plan.status}.`,
    })),
  );
}

async function refuseEnding(db: Db, workflowId: string): Promise<void> {
  if ((await lockProcess(db, workflowId)).state === 'closed')
    throw new DomainError('closed', 'The review of this account has ended already.');
  const asked = await db('inbox_fact')
    .where({ workflow_id: workflowId, kind: 'reviewEnded' })
    .first<{ seq: number } | undefined>('seq');
  if (asked) throw new DomainError('conflict', 'The review of this account is being ended already.');
}

/**
 * Asks the account's review to end: no further year is planned. Plans that are open are not touched: each goes on, with its approvals
 * and reminders, until its own close; so they must be confirmed. Returns the review's workflow id. Throws `notFound`, `closed` or `conflict`.
 */
export async function endReview(db: Db, ending: ReviewEnding): Promise<string> {
  const { accountId, at, reason } = ending;
  const workflowId = accountReviewId(accountId);
  return db.transaction(async (trx) => {
    if (!(await findProcess(trx, workflowId)))
      throw new DomainError('notFound', `No review of account ${accountId} was ever started.`);
    await refuseEnding(trx, workflowId);
    const plans = await trx('plan')
      .where({ account_id: accountId })
      .whereNot({ status: 'closed' })
      .orderBy('year')
      .select<OpenPlan[]>('id', 'year', 'status');
    if (plans.length > 0 && !ending.confirmOpenPlans) refuseOpenPlans(plans);
    const data = { reason, openPlans: plans.map((plan) => plan.id) };
    const event = { chain: workflowId, at, actor: ending.by, kind: 'review.endRequested' };
    await appendAudit(trx, { ...event, subject: accountId, data });
    await recordFact(trx, { workflowId, kind: 'reviewEnded', at });
    return workflowId;
  });
}
