import { DomainError } from '../../domain/errors.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import type { PlanStep } from '../../domain/planning/step.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import { lockPlan, settlePlan, type PlanEdit } from './plans.ts';
import { recordFact } from './processes.ts';

/** An edit of one step's execution, of the plan as it was seen. */
export type StepEdit = PlanEdit & { readonly stepId: string };

interface Report {
  readonly kind: 'progressed' | 'blocked' | 'unblocked';
  readonly set: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Says how far a step has come, in percent, with a note. Throws `conflict` unless it is being carried out. */
export function reportProgress(
  db: Db,
  edit: StepEdit & { readonly percent: number; readonly note: string },
): Promise<Plan> {
  const { percent, note } = edit;
  const set = { progress: percent, progress_note: note.trim() };
  return report(db, { edit, of: () => ({ kind: 'progressed', set, data: { percent, note: note.trim() } }) });
}

/** Says that a step cannot go on, and why; the manager is told. Throws `conflict` unless it is being carried out and not blocked yet. */
export function blockStep(db: Db, edit: StepEdit & { readonly reason: string }): Promise<Plan> {
  const reason = edit.reason.trim();
  return report(db, {
    edit,
    of: ({ title, blocked }) => {
      if (blocked) throw new DomainError('conflict', `"${title}" is blocked already: ${blocked.reason}`);
      const set = { blocked_since: edit.at, blocked_reason: reason };
      return { kind: 'blocked', set, data: { reason } };
    },
  });
}

/** Says that a blocked step can go on again, and what has changed. Throws `conflict` unless it is blocked. */
export function unblockStep(db: Db, edit: StepEdit & { readonly note: string }): Promise<Plan> {
  return report(db, {
    edit,
    of: ({ title, blocked }) => {
      if (!blocked) throw new DomainError('conflict', `"${title}" is not blocked.`);
      const set = { blocked_since: null, blocked_reason: null };
      return { kind: 'unblocked', set, data: { note: edit.note.trim() } };
    },
  });
}

async function report(
  db: Db,
  { edit, of }: { readonly edit: StepEdit; readonly of: (step: PlanStep) => Report },
): Promise<Plan> {
  return db.transaction(async (trx) => {
    const plan = await lockPlan(trx, edit);
    const step = plan.steps.find(({ id }) => id === edit.stepId);
    if (!step) throw new DomainError('notFound', `Plan ${plan.id} has no step ${edit.stepId}.`);
    if (!['inProgress', 'overdue'].includes(step.status))
      throw new DomainError(
        'conflict',
        `"${step.title}" is ${step.status}; only a step in progress is reported on.`,
      );
    const { kind, set, data } = of(step);
    await trx('plan_step').where({ id: step.id }).update(set);
    const { workflowId } = plan;
    const event = { chain: workflowId, at: edit.at, actor: edit.by, subject: step.id, data };
    await appendAudit(trx, { ...event, kind: `step.${kind}` });
    const payload = { stepId: step.id, report: kind, ...(kind === 'blocked' && { version: plan.version }) };
    await recordFact(trx, { workflowId, kind: 'stepReported', payload, at: edit.at });
    return settlePlan(trx, plan.id);
  });
}
