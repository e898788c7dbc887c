import type { Actor } from '../../domain/actor.ts';
import { standardPolicy, type ApprovalPolicy } from '../../domain/approvals/policy.ts';
import { DomainError, type Fault } from '../../domain/errors.ts';
import { stageAfterDecisions, type Plan } from '../../domain/planning/plan.ts';
import {
  changesBetween,
  contentOf,
  type PlanStep,
  type StepChange,
  type StepContent,
} from '../../domain/planning/step.ts';
import { refuseDependencies } from '../../domain/planning/dependencies.ts';
import { submissionFaults } from '../../domain/planning/submission.ts';
import type { Db } from '../client.ts';
import { checkPlan } from '../read-models/plan-checks.ts';
import { contentHash } from '../content-hash.ts';
import { putUnderRules } from './approval-rules.ts';
import { appendAudit } from './audit.ts';
import { recordDecidedAlone, underLimit } from './autonomy.ts';
import { currentContent } from './plan-content.ts';
import { getPlan, listSteps, nothingDue, writeStep } from './plan-rows.ts';
import { lockProcess, recordFact } from './processes.ts';
import { supersedeRequests } from './plan-requests.ts';

const submittable: readonly PlanStep['status'][] = ['draft', 'changesRequested', 'expired'];

/** An edit of a plan as it was seen: `version` is the plan's when the editor read it. */
export interface PlanEdit {
  readonly planId: string;
  readonly version: number;
  readonly by: Actor;
  readonly at: Date;
}

/** Locks the plan's process for the caller's transaction and returns the plan as it is now. Throws `notFound`, `stale` or `closed`. */
export async function lockPlan(db: Db, edit: PlanEdit): Promise<Plan> {
  const seen = await getPlan(db, { id: edit.planId });
  await lockProcess(db, seen.workflowId);
  const plan = await getPlan(db, { id: edit.planId });
  if (plan.version !== edit.version)
    throw new DomainError(
      'stale',
      `The plan has changed since version ${edit.version}: it is at version ${plan.version}. Read it again.`,
    );
  if (plan.status === 'closed')
    throw new DomainError('closed', 'This plan is closed; it cannot be changed any more.');
  return plan;
}

/** Counts one edit and sets the stage that follows from the steps. Returns the plan as it is now. */
export async function settlePlan(db: Db, planId: string): Promise<Plan> {
  const status = stageAfterDecisions(await listSteps(db, planId));
  await db('plan')
    .where({ id: planId })
    .whereNot({ status: 'closed' })
    .update({
      status,
      version: db.raw('version + 1'),
      ...(status !== 'drafting' && { draft_reminder_at: null, draft_reminders: 0 }),
    });
  return getPlan(db, { id: planId });
}

function stepOf(plan: Plan, stepId: string): PlanStep {
  const step = plan.steps.find((one) => one.id === stepId);
  if (!step) throw new DomainError('notFound', `Plan ${plan.id} has no step ${stepId}.`);
  return step;
}

/** Replaces fields of a step: it goes back to draft, and approvals asked or given for its old content are void. */
export async function editStep(
  db: Db,
  edit: PlanEdit & { readonly stepId: string; readonly change: StepChange },
): Promise<Plan> {
  return db.transaction(async (trx) => {
    const plan = await lockPlan(trx, edit);
    const step = stepOf(plan, edit.stepId);
    if (['inProgress', 'overdue', 'done', 'cancelled'].includes(step.status))
      throw new DomainError(
        'conflict',
        `"${step.title}" has started or ended (${step.status}); it can no longer be edited.`,
      );
    const { policy, ...change } = edit.change;
    const content = contentOf({ ...contentOf(step), ...change, policy: policy ?? step.policy });
    const changes = changesBetween(step, content);
    const ownPolicy = policy === undefined ? step.ownPolicy : policy !== null;
    if (changes.length === 0 && ownPolicy === step.ownPolicy) return plan;
    refuseDependencies(plan.steps, { stepId: step.id, dependsOn: content.dependsOn ?? [] });
    await writeStep(trx, { planId: plan.id, stepId: step.id, content, ownPolicy });
    await trx('plan_step').where({ id: step.id }).update({ status: 'draft' });
    const requestIds = await supersedeRequests(trx, { stepId: step.id, at: edit.at });
    await audit(trx, { edit, plan, kind: 'step.edited', subject: step.id, data: { changes, requestIds } });
    await recordFact(trx, {
      workflowId: plan.workflowId,
      kind: 'stepEdited',
      payload: { stepId: step.id, requestIds },
      at: edit.at,
    });
    return settlePlan(trx, plan.id);
  });
}

/** Adds a step at the end of the plan, as a draft; a policy given is its own. */
export async function addStep(
  db: Db,
  edit: PlanEdit & {
    readonly content: Omit<StepContent, 'policy'> & { readonly policy?: ApprovalPolicy | undefined };
  },
): Promise<{ plan: Plan; stepId: string }> {
  return db.transaction(async (trx) => {
    const plan = await lockPlan(trx, edit);
    const { policy } = edit.content;
    refuseDependencies(plan.steps, { stepId: '', dependsOn: edit.content.dependsOn ?? [] });
    const stepId = await writeStep(trx, {
      planId: plan.id,
      content: contentOf({ ...edit.content, policy: policy ?? standardPolicy }),
      ownPolicy: policy !== undefined,
    });
    await audit(trx, { edit, plan, kind: 'step.added', subject: stepId });
    await recordFact(trx, {
      workflowId: plan.workflowId,
      kind: 'stepEdited',
      payload: { stepId, requestIds: [] },
      at: edit.at,
    });
    return { plan: await settlePlan(trx, plan.id), stepId };
  });
}

/** Cancels a step with a reason: it stays readable, and what was asked for it is void. */
export async function cancelStep(
  db: Db,
  edit: PlanEdit & { readonly stepId: string; readonly reason: string },
): Promise<Plan> {
  return db.transaction(async (trx) => {
    const plan = await lockPlan(trx, edit);
    const step = stepOf(plan, edit.stepId);
    if (['done', 'cancelled'].includes(step.status))
      throw new DomainError('conflict', `"${step.title}" has ended already (${step.status}).`);
    await trx('plan_step')
      .where({ id: step.id })
      .update({ status: 'cancelled', cancelled_reason: edit.reason, ...nothingDue });
    const requestIds = await supersedeRequests(trx, { stepId: step.id, at: edit.at });
    await audit(trx, { edit, plan, kind: 'step.cancelled', subject: step.id, data: { reason: edit.reason } });
    await recordFact(trx, {
      workflowId: plan.workflowId,
      kind: 'stepEdited',
      payload: { stepId: step.id, requestIds },
      at: edit.at,
    });
    return settlePlan(trx, plan.id);
  });
}

async function inactiveFaults(db: Db, plan: Plan): Promise<readonly Fault[]> {
  const steps = plan.steps.filter(({ status }) => submittable.includes(status));
  const ids = steps.flatMap(({ ownerId, approverIds }) => [ownerId, ...approverIds]);
  const gone = await db('person')
    .whereIn('id', ids)
    .where({ active: false })
    .select<{ id: string; name: string }[]>('id', 'name');
  const faultsOf = (step: PlanStep, person: { id: string; name: string }): Fault[] => [
    ...(step.ownerId === person.id
      ? [{ path: `/steps/${step.position}/ownerId`, message: `${person.name} is no longer active.` }]
      : []),
    ...(step.approverIds.includes(person.id)
      ? [{ path: `/steps/${step.position}/approverIds`, message: `${person.name} is no longer active.` }]
      : []),
  ];
  return steps.flatMap((step) => gone.flatMap((person) => faultsOf(step, person)));
}

/**
 * Hands the plan in: the steps in draft get the policy of the firm's rules unless they have their own, and their content hash, and wait
 * for approval; those within the manager's own limit are approved at once. Throws `invalid` with every fault.
 */
export async function submitPlan(db: Db, edit: PlanEdit): Promise<Plan> {
  return db.transaction(async (trx) => {
    const draft = await lockPlan(trx, edit);
    const submitted = draft.steps.filter(({ status }) => submittable.includes(status));
    const ruled = await putUnderRules(trx, { accountId: draft.accountId, steps: submitted });
    const steps = draft.steps.map((step) => ruled.steps.find(({ id }) => id === step.id) ?? step);
    const plan = { ...draft, steps };
    const alone = await underLimit(trx, { plan, submitted: ruled.steps, at: edit.at });
    const decided = alone.steps.map(({ id }) => id);
    const faults = [
      ...submissionFaults({ ...plan, decidedAlone: decided }, edit.at.toISOString().slice(0, 10)),
      ...(await inactiveFaults(trx, plan)),
      ...ruled.faults,
      ...(await blockers(trx, { plan, at: edit.at })),
    ];
    if (faults.length > 0) throw new DomainError('invalid', 'The plan cannot be submitted yet.', faults);
    const revision = plan.revision + 1;
    for (const step of ruled.steps) await handIn(trx, { step, isDecided: decided.includes(step.id) });
    await insertRevision(trx, { plan, revision, edit });
    await recordDecidedAlone(trx, { ...alone, plan, revision, by: edit.by, at: edit.at });
    await recordFact(trx, {
      workflowId: plan.workflowId,
      kind: 'planSubmitted',
      payload: { revision },
      at: edit.at,
    });
    return settlePlan(trx, plan.id);
  });
}

async function insertRevision(
  db: Db,
  { plan, revision, edit }: { readonly plan: Plan; readonly revision: number; readonly edit: PlanEdit },
): Promise<void> {
  const { situation, steps } = plan;
  const { revision: contentRevision } = await currentContent(db, plan.id);
  await db('plan').where({ id: plan.id }).update({ revision, draft_reminder_at: null });
  await db('plan_revision').insert({
    plan_id: plan.id,
    revision,
    content: JSON.stringify({ situation, steps, contentRevision }),
    submitted_by: `${edit.by.kind}:${edit.by.id}`,
    submitted_at: edit.at,
  });
  await audit(db, {
    edit,
    plan,
    kind: 'plan.submitted',
    subject: plan.id,
    data: { revision, contentRevision },
  });
}

async function blockers(db: Db, look: { readonly plan: Plan; readonly at: Date }): Promise<readonly Fault[]> {
  const { findings } = await checkPlan(db, look);
  return findings.filter(({ effect }) => effect === 'block').map(({ path, message }) => ({ path, message }));
}

async function handIn(
  db: Db,
  { step, isDecided }: { readonly step: PlanStep; readonly isDecided: boolean },
): Promise<void> {
  await db('plan_step')
    .where({ id: step.id })
    .update({
      status: isDecided ? 'approved' : 'pending',
      content_hash: contentHash(contentOf(step)),
      policy: JSON.stringify(step.policy),
      rules_version: step.rule?.version ?? null,
      rule: step.rule?.name ?? null,
      verify: step.verify,
    });
}

/** Records that a step in progress (or overdue) is done, with what shows it. */
export async function markStepDone(
  db: Db,
  edit: PlanEdit & { readonly stepId: string; readonly evidence: string },
): Promise<Plan> {
  return db.transaction(async (trx) => {
    const plan = await lockPlan(trx, edit);
    const step = stepOf(plan, edit.stepId);
    if (!['inProgress', 'overdue'].includes(step.status))
      throw new DomainError(
        'conflict',
        `"${step.title}" is ${step.status}; only a step in progress can be done.`,
      );
    await trx('plan_step')
      .where({ id: step.id })
      .update({
        status: 'done',
        done_at: edit.at,
        evidence: edit.evidence,
        progress: 100,
        ...nothingDue,
      });
    await audit(trx, { edit, plan, kind: 'step.done', subject: step.id, data: { evidence: edit.evidence } });
    await recordFact(trx, {
      workflowId: plan.workflowId,
      kind: 'stepDone',
      payload: { stepId: step.id },
      at: edit.at,
    });
    return settlePlan(trx, plan.id);
  });
}

function audit(
  db: Db,
  event: {
    edit: PlanEdit;
    plan: Plan;
    kind: string;
    subject: string;
    data?: Record<string, unknown>;
  },
): Promise<void> {
  const { plan, edit, ...rest } = event;
  return appendAudit(db, { chain: plan.workflowId, at: edit.at, actor: edit.by, ...rest });
}
