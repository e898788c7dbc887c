import { stepsAwaitingUndo } from '../db/stores/decision-rows.ts';
import { draftReminder, setDraftReminder, startStep } from '../db/stores/plan-lifecycle.ts';
import { settlePlan } from '../db/stores/plans.ts';
import { addBusinessHours } from '../domain/calendar/business-time.ts';
import { queuedMails } from '../db/read-models/queued-mails.ts';
import { lostDependencies, openDependencies, startableSteps } from '../domain/planning/dependencies.ts';
import { nextOwnerReminder, overdueDate } from '../domain/planning/step-dates.ts';
import type { PlanStep } from '../domain/planning/step.ts';
import { approversWhoAgreed } from '../db/read-models/approvals.ts';
import { recipient, stepReference, type PlanEffect } from './plan-effect.ts';

const draftHours = 40;

/** What follows from the decisions and reports so far: approved steps start as soon as they can, or the manager is reminded of a draft in time. */
export async function followStage(effect: PlanEffect): Promise<void> {
  const { plan } = effect.context;
  if (plan.status !== 'closed') {
    await startReadySteps(effect);
    await tellLostDependencies(effect);
  }
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

// A step starts on its own: approved, with nothing to be taken back, and with all it waits for ended.
async function startReadySteps(effect: PlanEffect): Promise<void> {
  const { plan } = effect.context;
  const undoable = await stepsAwaitingUndo(effect.db, plan.id);
  const ready = startableSteps(plan.steps).filter(({ id }) => !undoable.has(id));
  for (const step of ready) await start(effect, step);
  if (ready.length > 0) await settlePlan(effect.db, plan.id);
  if (plan.status !== 'executing' || undoable.size > 0) return;
  await tellExecuting(effect, new Set(ready.map(({ id }) => id)));
}

async function tellExecuting(effect: PlanEffect, started: ReadonlySet<string>): Promise<void> {
  const { plan, account, person, path } = effect.context;
  const dedupeKey = `plan-executing/${plan.id}/${plan.revision}`;
  const { steps } = plan;
  const atWork = steps.filter(
    ({ id, status }) => started.has(id) || ['inProgress', 'overdue'].includes(status),
  );
  if (atWork.length === 0 || (await queuedMails(effect.db, [dedupeKey])).size > 0) return;
  const waiting = steps.filter(({ id, status }) => status === 'approved' && !started.has(id));
  await effect.mail({
    dedupeKey,
    to: recipient(person(plan.managerId)),
    message: {
      kind: 'plan-executing',
      data: {
        accountName: account.name,
        year: plan.year,
        planPath: path,
        steps: atWork.map((step) => ({
          title: step.title,
          ownerName: person(step.ownerId).name,
          dueOn: step.dueOn,
        })),
        waiting: waiting.map((step) => ({
          title: step.title,
          after: openDependencies(step, steps).map(({ title }) => title),
        })),
      },
    },
  });
}

// What somebody planned to stand on is gone: the manager hears of it once for each step that it leaves.
async function tellLostDependencies(effect: PlanEffect): Promise<void> {
  const { plan, person } = effect.context;
  for (const { step, on, how } of lostDependencies(plan.steps)) {
    const dedupeKey = `step-dependency-lost/${step.id}/${on.id}/${how}/${plan.revision}`;
    if ((await queuedMails(effect.db, [dedupeKey])).size > 0) continue;
    await effect.mail({
      dedupeKey,
      to: recipient(person(plan.managerId)),
      message: {
        kind: 'step-dependency-lost',
        data: { ...stepReference(effect, step), lost: on.title, how },
      },
    });
    await effect.audit({ kind: 'step.dependencyLost', subject: step.id, data: { on: on.id, how } });
  }
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
