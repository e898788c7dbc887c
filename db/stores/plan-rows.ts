import type { Plan, PlanStatus } from '../../domain/planning/plan.ts';
import type { Attachment } from '../../domain/planning/attachment.ts';
import type { PlanStep, StepContent, StepStatus } from '../../domain/planning/step.ts';
import type { ApprovalPolicy } from '../../domain/approvals/policy.ts';
import { DomainError } from '../../domain/errors.ts';
import type { PlanFigures } from '../../domain/planning/figures.ts';
import type { Db } from '../client.ts';

interface PlanRow {
  id: string;
  workflow_id: string;
  account_id: string;
  year: number;
  status: PlanStatus;
  version: number;
  revision: number;
  manager_id: string;
  currency: string;
  starts_on: string;
  ends_on: string;
  template: string;
  situation: string;
  figures: PlanFigures;
}

interface StepRow {
  id: string;
  plan_id: string;
  position: number;
  title: string;
  description: string;
  type: string;
  owner_id: string;
  due_on: string;
  cost: string;
  benefit: string;
  policy: ApprovalPolicy;
  attachments: Attachment[];
  depends_on: string[];
  progress: number;
  progress_note: string;
  blocked_since: Date | null;
  blocked_reason: string | null;
  own_policy: boolean;
  rules_version: number | null;
  rule: string | null;
  verify: ApprovalPolicy['verify'];
  status: StepStatus;
  content_hash: string | null;
  approver_ids: string[];
}

function toStep(row: StepRow): PlanStep {
  return {
    id: row.id,
    planId: row.plan_id,
    position: row.position,
    title: row.title,
    description: row.description,
    type: row.type,
    ownerId: row.owner_id,
    dueOn: row.due_on,
    cost: row.cost,
    benefit: row.benefit,
    policy: row.policy,
    ...(row.attachments.length > 0 && { attachments: row.attachments }),
    ...(row.depends_on.length > 0 && { dependsOn: row.depends_on }),
    ownPolicy: row.own_policy,
    rule: row.rules_version === null ? null : { version: row.rules_version, name: row.rule ?? '' },
    verify: row.verify,
    status: row.status,
    contentHash: row.content_hash,
    approverIds: row.approver_ids,
    progress: { percent: row.progress, note: row.progress_note },
    blocked: row.blocked_since && { since: row.blocked_since, reason: row.blocked_reason ?? '' },
  };
}

/** The plan's steps in the order of their positions. */
export async function listSteps(db: Db, planId: string): Promise<readonly PlanStep[]> {
  const approvers = db('plan_step_approver as a')
    .select(db.raw(`coalesce(array_agg(a.person_id::text order by a.position), '{}')`))
    .whereRaw('a.step_id = s.id')
    .as('approver_ids');
  const dependencies = db('plan_step_dependency as d')
    .select(db.raw(`coalesce(array_agg(d.depends_on::text order by d.depends_on), '{}')`))
    .whereRaw('d.step_id = s.id')
    .as('depends_on');
  const rows = await db('plan_step as s')
    .select<StepRow[]>('s.*', approvers, dependencies)
    .where('s.plan_id', planId)
    .orderBy('s.position');
  return rows.map(toStep);
}

/** A plan with its steps by id or by workflow id; `undefined` if there is none. */
export async function findPlan(
  db: Db,
  key: { id: string } | { workflowId: string },
): Promise<Plan | undefined> {
  const where = 'id' in key ? { id: key.id } : { workflow_id: key.workflowId };
  const row = await db<PlanRow>('plan').where(where).first();
  if (!row) return undefined;
  return {
    id: row.id,
    workflowId: row.workflow_id,
    accountId: row.account_id,
    year: row.year,
    status: row.status,
    version: row.version,
    revision: row.revision,
    managerId: row.manager_id,
    currency: row.currency,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    template: row.template,
    situation: row.situation,
    figures: row.figures,
    steps: await listSteps(db, row.id),
  };
}

/** As {@link findPlan}, but throws `notFound`. */
export async function getPlan(db: Db, key: { id: string } | { workflowId: string }): Promise<Plan> {
  const plan = await findPlan(db, key);
  if (!plan) throw new DomainError('notFound', `There is no plan ${Object.values(key).join('')}.`);
  return plan;
}

/** Stores a step's content and its approvers in their order; `stepId` absent adds it at the end. Returns the step's id. No rule holds for it until it is submitted. */
export async function writeStep(
  db: Db,
  step: { planId: string; stepId?: string; content: StepContent; ownPolicy: boolean },
): Promise<string> {
  const { content } = step;
  const columns = {
    title: content.title,
    description: content.description,
    type: content.type,
    owner_id: content.ownerId,
    due_on: content.dueOn,
    cost: content.cost,
    benefit: content.benefit,
    policy: JSON.stringify(content.policy),
    attachments: JSON.stringify(content.attachments ?? []),
    own_policy: step.ownPolicy,
    rules_version: null,
    rule: null,
  };
  const id = step.stepId ?? (await insertStep(db, { ...columns, plan_id: step.planId }));
  if (step.stepId) await db('plan_step').where({ id, plan_id: step.planId }).update(columns);
  await db('plan_step_approver').where({ step_id: id }).delete();
  const approvers = content.approverIds.map((person_id, index) => ({
    step_id: id,
    person_id,
    position: index + 1,
  }));
  if (approvers.length > 0) await db('plan_step_approver').insert(approvers);
  await writeDependencies(db, { stepId: id, planId: step.planId, dependsOn: content.dependsOn ?? [] });
  return id;
}

async function writeDependencies(
  db: Db,
  { stepId, planId, dependsOn }: { stepId: string; planId: string; dependsOn: readonly string[] },
): Promise<void> {
  await db('plan_step_dependency').where({ step_id: stepId }).delete();
  const rows = dependsOn.map((id) => ({ step_id: stepId, plan_id: planId, depends_on: id }));
  if (rows.length > 0) await db('plan_step_dependency').insert(rows);
}

async function insertStep(db: Db, columns: { plan_id: string; title: string }): Promise<string> {
  const position = db('plan_step')
    .where({ plan_id: columns.plan_id })
    .select(db.raw('coalesce(max(position), 0) + 1'));
  const [row] = await db('plan_step')
    .insert({ ...columns, position })
    .returning<{ id: string }[]>('id');
  if (!row) throw new DomainError('conflict', 'The step was not stored.');
  return row.id;
}

/** What a step that has ended waits for: nothing, and nothing blocks it. */
export const nothingDue = {
  remind_at: null,
  overdue_at: null,
  blocked_since: null,
  blocked_reason: null,
} as const;
