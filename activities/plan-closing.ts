import { accountReviewId } from '../db/stores/account-reviews.ts';
import { closePlanRow, lessonsOf } from '../db/stores/plan-lifecycle.ts';
import { keepOutcomes, outcomesAt } from '../db/stores/plan-outcomes.ts';
import { openRequestsOf } from '../db/stores/plan-requests.ts';
import { recordFact } from '../db/stores/processes.ts';
import { endRequest, listSeats } from '../db/stores/requests.ts';
import type { PlanOutcome } from '../domain/planning/outcome.ts';
import type { PlanStep } from '../domain/planning/step.ts';
import { tellReleased } from './outcomes.ts';
import { recipient, type PlanEffect } from './plan-effect.ts';

interface StepsEnded {
  readonly done: number;
  readonly cancelled: number;
  readonly notDone: number;
}

function stepsEnded(steps: readonly PlanStep[]): StepsEnded {
  const count = (...ends: readonly PlanStep['status'][]): number =>
    steps.filter(({ status }) => ends.includes(status)).length;
  const ended = { done: count('done'), cancelled: count('cancelled', 'rejected') };
  return { ...ended, notDone: steps.length - ended.done - ended.cancelled };
}

/**
 * Closes a plan once: open approvals are recalled, the outcomes of its targets are kept as they stand, the account's review hears of it,
 * and manager and director are told.
 */
export async function closePlan(effect: PlanEffect): Promise<void> {
  const { db, at, context } = effect;
  const { plan } = context;
  for (const request of await openRequestsOf(db, plan.id)) {
    await endRequest(db, { requestId: request.id, status: 'recalled', at, reason: 'the plan was closed' });
    await tellReleased(effect, { request, seats: await listSeats(db, request.id), reason: 'recalled' });
  }
  if (!(await closePlanRow(db, { planId: plan.id, at }))) return;
  const outcomes = await outcomesAt(db, { plan, closedOn: at.toISOString().slice(0, 10) });
  await keepOutcomes(db, { planId: plan.id, outcomes });
  const steps = stepsEnded(plan.steps);
  const reached = outcomes.filter((one) => one.reached === true).length;
  const data = { ...steps, targets: outcomes.length, reached };
  await effect.audit({ kind: 'plan.closed', subject: plan.id, data });
  const review = accountReviewId(plan.accountId);
  await recordFact(db, { workflowId: review, kind: 'planClosed', payload: { year: plan.year }, at });
  await tellClosed(effect, { steps, outcomes });
}

async function tellClosed(
  effect: PlanEffect,
  told: { readonly steps: StepsEnded; readonly outcomes: readonly PlanOutcome[] },
): Promise<void> {
  const { plan, account, person } = effect.context;
  const readers = [plan.managerId, account.directorId].filter((id) => id !== null);
  const lessons = await lessonsOf(effect.db, plan.id);
  const outcomes = told.outcomes.map(({ name, unit, target, value, reached }) => ({
    ...{ name, unit, target, value, reached },
    currency: plan.currency,
  }));
  const names = { accountName: account.name, year: plan.year, planPath: effect.context.path };
  for (const id of new Set(readers))
    await effect.mail({
      dedupeKey: `plan-closed/${plan.id}/${id}`,
      to: recipient(person(id)),
      message: { kind: 'plan-closed', data: { ...names, ...told.steps, outcomes, lessons } },
    });
}
