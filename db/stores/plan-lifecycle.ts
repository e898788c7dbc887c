import { DomainError } from '../../domain/errors.ts';
import type { PlanFigures } from '../../domain/planning/figures.ts';
import { emptyContent, type PlanContent } from '../../domain/planning/content.ts';
import type { StepContent } from '../../domain/planning/step.ts';
import type { Db } from '../client.ts';
import { insertContent } from './plan-content.ts';
import { writeStep } from './plan-rows.ts';

/** A step of a new plan: the objective it serves, and whether it comes from the plan's template or from a step of an earlier year. */
export interface NewPlanStep extends StepContent {
  readonly ownPolicy?: boolean;
  readonly objective?: string;
  readonly templateStep?: string;
  readonly carriedFrom?: string;
}

/** A plan to be opened as a draft, its steps under the approval rules unless they have a policy of their own: dates 'YYYY-MM-DD', `closeAt` is when an untended plan closes by itself. */
export interface NewPlan {
  readonly workflowId: string;
  readonly accountId: string;
  readonly year: number;
  readonly managerId: string;
  readonly currency: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly template: string;
  readonly situation: string;
  readonly figures: PlanFigures;
  readonly steps: readonly NewPlanStep[];
  /** What stands beside the steps; which step serves which objective is said by the steps. Without it there is the situation alone. */
  readonly content?: Omit<PlanContent, 'situation' | 'stepObjectives'>;
  readonly openedAt: Date;
  readonly closeAt: Date;
}

/** Stores a draft with its steps and returns its id. */
export async function insertPlan(db: Db, plan: NewPlan): Promise<string> {
  const [row] = await db('plan')
    .insert({
      workflow_id: plan.workflowId,
      account_id: plan.accountId,
      year: plan.year,
      manager_id: plan.managerId,
      currency: plan.currency,
      starts_on: plan.startsOn,
      ends_on: plan.endsOn,
      template: plan.template,
      situation: plan.situation,
      figures: JSON.stringify(plan.figures),
      opened_at: plan.openedAt,
      close_at: plan.closeAt,
    })
    .returning<{ id: string }[]>('id');
  if (!row) throw new DomainError('conflict', 'The plan was not stored.');
  await insertDraft(db, { ...plan, planId: row.id });
  return row.id;
}

async function insertDraft(db: Db, plan: NewPlan & { readonly planId: string }): Promise<void> {
  const { planId } = plan;
  const stepObjectives: { stepId: string; objective: string }[] = [];
  for (const { ownPolicy = false, objective, templateStep, carriedFrom, ...content } of plan.steps) {
    const stepId = await writeStep(db, { planId, content, ownPolicy });
    if (objective !== undefined) stepObjectives.push({ stepId, objective });
    if (templateStep !== undefined || carriedFrom !== undefined)
      await db('plan_step_origin').insert({
        step_id: stepId,
        plan_id: planId,
        template_step: templateStep ?? null,
        carried_from: carriedFrom ?? null,
      });
  }
  const situation = plan.situation.trim();
  await insertContent(db, {
    planId,
    revision: 1,
    content: { ...emptyContent(situation), ...plan.content, stepObjectives },
    reason: 'the draft as it was opened',
    by: { kind: 'system', id: 'kam' },
    at: plan.openedAt,
  });
}

/** When the manager is reminded of a draft; counts the reminders given. */
export async function setDraftReminder(
  db: Db,
  reminder: { planId: string; at: Date; given: number },
): Promise<void> {
  await db('plan')
    .where({ id: reminder.planId })
    .update({ draft_reminder_at: reminder.at, draft_reminders: reminder.given });
}

/** The draft's reminder as it stands. */
export async function draftReminder(db: Db, planId: string): Promise<{ at: Date | null; given: number }> {
  const row = await db('plan')
    .where({ id: planId })
    .first<{ draft_reminder_at: Date | null; draft_reminders: number } | undefined>(
      'draft_reminder_at',
      'draft_reminders',
    );
  return { at: row?.draft_reminder_at ?? null, given: row?.draft_reminders ?? 0 };
}

/** Starts an approved step: its reminders and its overdue date begin, and its approval can no longer be taken back. */
export async function startStep(
  db: Db,
  start: { stepId: string; at: Date; remindAt: Date | null; overdueAt: Date },
): Promise<void> {
  await db('plan_step').where({ id: start.stepId, status: 'approved' }).update({
    status: 'inProgress',
    started_at: start.at,
    remind_at: start.remindAt,
    overdue_at: start.overdueAt,
  });
  await db('approval_request')
    .where({ step_id: start.stepId, status: 'approved' })
    .whereNull('effect_started_at')
    .update({ effect_started_at: start.at });
}

/** How a step's dates stand. */
export async function stepDates(
  db: Db,
  stepId: string,
): Promise<{ remindAt: Date | null; reminders: number; overdueAt: Date | null }> {
  const row = await db('plan_step')
    .where({ id: stepId })
    .first<{ remind_at: Date | null; reminders: number; overdue_at: Date | null } | undefined>(
      'remind_at',
      'reminders',
      'overdue_at',
    );
  if (!row) throw new DomainError('notFound', `There is no step ${stepId}.`);
  return { remindAt: row.remind_at, reminders: row.reminders, overdueAt: row.overdue_at };
}

/** Counts a reminder to the step's owner and sets the next one. */
export async function setStepReminder(
  db: Db,
  reminder: { stepId: string; remindAt: Date | null },
): Promise<void> {
  await db('plan_step')
    .where({ id: reminder.stepId })
    .update({ remind_at: reminder.remindAt, reminders: db.raw('reminders + 1') });
}

/** Records once that a step in progress has passed its date. */
export async function markStepOverdue(db: Db, stepId: string): Promise<void> {
  await db('plan_step')
    .where({ id: stepId, status: 'inProgress' })
    .update({ status: 'overdue', remind_at: null });
}

/** Closes the plan; `false` when it was closed before. */
export async function closePlanRow(db: Db, close: { planId: string; at: Date }): Promise<boolean> {
  const changed = await db('plan')
    .where({ id: close.planId })
    .whereNot({ status: 'closed' })
    .update({
      status: 'closed',
      closed_at: close.at,
      draft_reminder_at: null,
      version: db.raw('version + 1'),
    });
  return changed === 1;
}

/** When the plan closes by itself. */
export async function closeDate(db: Db, planId: string): Promise<Date> {
  const row = await db('plan').where({ id: planId }).first<{ close_at: Date } | undefined>('close_at');
  if (!row) throw new DomainError('notFound', `There is no plan ${planId}.`);
  return row.close_at;
}

/** What the manager wrote down as learned when the plan was closed; '' for nothing. */
export async function lessonsOf(db: Db, planId: string): Promise<string> {
  const row = await db('plan').where({ id: planId }).first<{ lessons: string } | undefined>('lessons');
  return row?.lessons ?? '';
}
