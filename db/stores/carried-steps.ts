import { DomainError } from '../../domain/errors.ts';
import { carriedStep } from '../../domain/planning/carried-step.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import type { Db } from '../client.ts';
import { activeAmong, carryOver } from '../read-models/carry-over.ts';
import { appendAudit } from './audit.ts';
import { writeStep } from './plan-rows.ts';
import { lockPlan, settlePlan, type PlanEdit } from './plans.ts';
import { recordFact } from './processes.ts';

/**
 * Carries an unfinished step of the account's earlier plan into this one, as a draft at its end. Throws `notFound` for a step that is not
 * left over: finished since, given up, or carried already.
 */
export async function carryStep(
  db: Db,
  edit: PlanEdit & { readonly stepId: string },
): Promise<{ readonly plan: Plan; readonly stepId: string }> {
  return db.transaction(async (trx) => {
    const plan = await lockPlan(trx, edit);
    const left = await carryOver(trx, { accountId: plan.accountId, year: plan.year, planId: plan.id });
    const step = left?.steps.find(({ id }) => id === edit.stepId);
    if (!step)
      throw new DomainError(
        'notFound',
        `No step ${edit.stepId} is left over from the year before this plan.`,
      );
    const isActive = await activeAmong(trx, [step.ownerId, ...step.approverIds]);
    const asOf = edit.at.toISOString().slice(0, 10);
    const content = carriedStep(step, { ...plan, asOf, isActive });
    const stepId = await writeStep(trx, { planId: plan.id, content, ownPolicy: step.ownPolicy });
    await trx('plan_step_origin').insert({ step_id: stepId, plan_id: plan.id, carried_from: step.id });
    await appendAudit(trx, {
      chain: plan.workflowId,
      at: edit.at,
      actor: edit.by,
      kind: 'step.carried',
      subject: stepId,
      data: { from: step.id },
    });
    await recordFact(trx, {
      workflowId: plan.workflowId,
      kind: 'stepEdited',
      payload: { stepId, requestIds: [] },
      at: edit.at,
    });
    return { plan: await settlePlan(trx, plan.id), stepId };
  });
}
