import type { Db } from '../db/client.ts';
import {
  closeDate,
  draftReminder,
  markStepOverdue,
  setStepReminder,
  stepDates,
} from '../db/stores/plan-lifecycle.ts';
import { settlePlan } from '../db/stores/plans.ts';
import type { Fact } from '../db/stores/processes.ts';
import { recordSignal } from '../db/stores/signals.ts';
import { systemClock } from '../domain/clock.ts';
import { figureList } from '../domain/planning/figures.ts';
import { nextOwnerReminder } from '../domain/planning/step-dates.ts';
import type { PlanStep } from '../domain/planning/step.ts';
import type { Move, ProcessView } from '../workflows/process/messages.ts';
import {
  onPlanDate,
  onPlanFact,
  planView,
  recipient,
  stepReference,
  type PlanEffect,
} from './plan-effect.ts';
import { closePlan } from './plan-closing.ts';
import { followStage, remindOfDraftLater } from './stages.ts';

type PlanActivity = (move: Move) => Promise<ProcessView>;

/** How a plan's year goes on beside its approvals: each an effect of a fact or of a date, all as local activities. */
export interface PlanningActivities {
  /** `at` is the process's present (ISO), by which waiting is counted; an older release does not say it. */
  viewPlan(input: { workflowId: string; at?: string }): Promise<ProcessView>;
  inviteManager: PlanActivity;
  remindManager: PlanActivity;
  followDone: PlanActivity;
  followReport: PlanActivity;
  remindOwner: PlanActivity;
  markOverdue: PlanActivity;
  closePlan: PlanActivity;
  followCloseRequest: PlanActivity;
}

async function askForSubmission(
  effect: PlanEffect,
  { given, hours }: { given: number; hours: number },
): Promise<void> {
  const { plan, account, person } = effect.context;
  const submitBy = await remindOfDraftLater(effect, { hours, given });
  await effect.mail({
    dedupeKey: `plan-ready-to-draft/${plan.id}/${plan.revision}/${given}`,
    to: recipient(person(plan.managerId)),
    message: {
      kind: 'plan-ready-to-draft',
      data: {
        accountName: account.name,
        year: plan.year,
        planPath: effect.context.path,
        figures: [...figureList(plan.figures)],
        submitBy: submitBy.toISOString().slice(0, 10),
      },
    },
  });
  await effect.audit({ kind: given === 0 ? 'manager.invited' : 'manager.reminded', subject: plan.id });
}

async function remindManager(effect: PlanEffect): Promise<void> {
  const { plan } = effect.context;
  const reminder = await draftReminder(effect.db, plan.id);
  if (plan.status !== 'drafting' || !reminder.at || reminder.at > effect.at) return;
  await askForSubmission(effect, { given: reminder.given + 1, hours: 80 });
}

function stepOf(effect: PlanEffect, stepId: string): PlanStep | undefined {
  return effect.context.plan.steps.find((step) => step.id === stepId);
}

async function remindOwner(effect: PlanEffect, stepId: string): Promise<void> {
  const step = stepOf(effect, stepId);
  const dates = await stepDates(effect.db, stepId);
  if (step?.status !== 'inProgress' || !dates.remindAt || dates.remindAt > effect.at) return;
  const { person, plan } = effect.context;
  const owner = person(step.ownerId);
  await setStepReminder(effect.db, {
    stepId,
    remindAt: nextOwnerReminder({ dueOn: step.dueOn, owner }, effect.at),
  });
  await effect.mail({
    dedupeKey: `step-due-soon/${stepId}/${dates.reminders + 1}`,
    to: recipient(owner),
    message: {
      kind: 'step-due-soon',
      data: {
        ...stepReference(effect, step),
        dueOn: step.dueOn,
        ownerName: owner.name,
        managerName: person(plan.managerId).name,
      },
    },
    managerId: plan.managerId,
  });
  await effect.audit({ kind: 'step.reminded', subject: stepId });
}

async function markOverdue(effect: PlanEffect, stepId: string): Promise<void> {
  const step = stepOf(effect, stepId);
  const dates = await stepDates(effect.db, stepId);
  if (step?.status !== 'inProgress' || !dates.overdueAt || dates.overdueAt > effect.at) return;
  await markStepOverdue(effect.db, stepId);
  await settlePlan(effect.db, effect.context.plan.id);
  await effect.audit({ kind: 'step.overdue', subject: stepId });
  await signalOverdue(effect, step);
  const { person, plan } = effect.context;
  const told = [...new Set([step.ownerId, plan.managerId])];
  for (const id of told)
    await effect.mail({
      dedupeKey: `step-overdue/${stepId}/${id}`,
      to: recipient(person(id)),
      message: {
        kind: 'step-overdue',
        data: {
          ...stepReference(effect, step),
          dueOn: step.dueOn,
          ownerName: person(step.ownerId).name,
          managerName: person(plan.managerId).name,
          reader: id === step.ownerId ? 'owner' : 'manager',
        },
      },
    });
}

// What an escalation and the early warning take up.
async function signalOverdue({ db, at, context }: PlanEffect, step: PlanStep): Promise<void> {
  const { id: planId, accountId } = context.plan;
  const { title, dueOn, ownerId, progress, blocked } = step;
  await recordSignal(db, {
    kind: 'step.overdue',
    accountId,
    planId,
    subject: step.id,
    occurredAt: at,
    evidence: { title, dueOn, ownerId, progress: progress.percent, blockedBy: blocked?.reason ?? null },
  });
}

async function followReport(effect: PlanEffect, fact: Fact): Promise<void> {
  const { stepId, report, version } = fact.payload as { stepId: string; report: string; version?: number };
  const step = stepOf(effect, stepId);
  if (report !== 'blocked' || !step?.blocked) return;
  const { person, plan } = effect.context;
  await effect.mail({
    dedupeKey: `step-blocked/${stepId}/${version ?? 0}`,
    to: recipient(person(plan.managerId)),
    message: {
      kind: 'step-blocked',
      data: {
        ...stepReference(effect, step),
        dueOn: step.dueOn,
        ownerName: person(step.ownerId).name,
        reason: step.blocked.reason,
      },
    },
  });
}

/** The planning activities on this database. */
export function createPlanningActivities({ db }: { db: Db }): PlanningActivities {
  return {
    viewPlan: ({ workflowId, at }) =>
      planView(db, {
        workflowId,
        at: at === undefined ? systemClock.now() : new Date(at),
        notificationIds: [],
      }),
    inviteManager: (move) =>
      onPlanFact({ db, move }, (effect) => askForSubmission(effect, { given: 0, hours: 40 })),
    remindManager: (move) => onPlanDate({ db, move }, remindManager),
    followDone: (move) => onPlanFact({ db, move }, followStage),
    followReport: (move) => onPlanFact({ db, move }, followReport),
    remindOwner: (move) => onPlanDate({ db, move }, (effect) => remindOwner(effect, move.subject)),
    markOverdue: (move) => onPlanDate({ db, move }, (effect) => markOverdue(effect, move.subject)),
    closePlan: (move) =>
      onPlanDate({ db, move }, async (effect) => {
        if ((await closeDate(effect.db, effect.context.plan.id)) <= effect.at) await closePlan(effect);
      }),
    followCloseRequest: (move) => onPlanFact({ db, move }, closePlan),
  };
}
