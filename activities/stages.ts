import { planAwaitsUndo } from '../db/stores/decision-rows.ts';
import { draftReminder, setDraftReminder, startStep } from '../db/stores/plan-lifecycle.ts';
import { settlePlan } from '../db/stores/plans.ts';
import { addBusinessHours } from '../domain/calendar/business-time.ts';
import { nextOwnerReminder, overdueDate } from '../domain/planning/step-dates.ts';
import type { PlanStep } from '../domain/planning/step.ts';
import { approversWhoAgreed } from '../db/read-models/approvals.ts';
import { recipient, stepReference, type PlanEffect } from './plan-effect.ts';

const draftHours = 40;

/** What follows from the stage the plan has reached: approved steps start, or the manager is reminded of a draft in time. */
export async function followStage(effect: PlanEffect): Promise<void> {
  const { plan } = effect.context;
  if (plan.status === 'executing') await startApprovedSteps(effect);
  if (plan.status === 'drafting' && (await draftReminder(effect.db, plan.id)).at === null)
    await remindOfDraftLater(effect, { hours: draftHours, given: 0 });
}

/** Sets the manager's next reminder to submit, in the manager's business time. */
export async function remindOfDraftLater(
  effect: PlanEffect,
  reminder: { hours: number; given: number },
): Promise<Date> {
  const { plan, person } = effect.context;
  const at = addBusinessHours(person(plan.managerId), { from: effect.at, hours: reminder.hours });
  await setDraftReminder(effect.db, { planId: plan.id, at, given: reminder.given });
  return at;
}

async function startApprovedSteps(effect: PlanEffect): Promise<void> {
  const { plan, person } = effect.context;
  // All start together, so nothing starts while a decision of the plan can be taken back.
  if (await planAwaitsUndo(effect.db, plan.id)) return;
  const approved = plan.steps.filter((step) => step.status === 'approved');
  for (const step of approved) await start(effect, step);
  if (approved.length === 0) return;
  await settlePlan(effect.db, plan.id);
  await effect.mail({
    dedupeKey: `plan-executing/${plan.id}/${plan.revision}`,
    to: recipient(person(plan.managerId)),
    message: {
      kind: 'plan-executing',
      data: {
        accountName: effect.context.account.name,
        year: plan.year,
        planPath: effect.context.path,
        steps: approved.map((step) => ({
          title: step.title,
          ownerName: person(step.ownerId).name,
          dueOn: step.dueOn,
        })),
      },
    },
  });
}

async function start(effect: PlanEffect, step: PlanStep): Promise<void> {
  const { plan, person } = effect.context;
  const owner = person(step.ownerId);
  const dates = { dueOn: step.dueOn, owner };
  await startStep(effect.db, {
    stepId: step.id,
    at: effect.at,
    remindAt: nextOwnerReminder(dates, effect.at),
    overdueAt: overdueDate(dates),
  });
  await effect.audit({ kind: 'step.started', subject: step.id });
  if (owner.id === plan.managerId) return;
  await effect.mail({
    dedupeKey: `step-started/${step.id}/${plan.revision}`,
    to: recipient(owner),
    message: {
      kind: 'step-started',
      data: {
        ...stepReference(effect, step),
        dueOn: step.dueOn,
        ownerName: owner.name,
        managerName: person(plan.managerId).name,
        description: step.description,
        approvedBy: [...(await approversWhoAgreed(effect.db, step.id))],
      },
    },
    managerId: plan.managerId,
  });
}
