import type { Actor } from '../../domain/actor.ts';
import { decidedAlone, type AutonomyLimit } from '../../domain/planning/autonomy.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import { contentOf, type PlanStep } from '../../domain/planning/step.ts';
import type { Db } from '../client.ts';
import { contentHash } from '../content-hash.ts';
import { appendAudit } from './audit.ts';

/** A decision of a plan's manager within their own limit, `profileVersion` being the profile that gave it. */
interface AutonomyDecision {
  readonly stepId: string;
  readonly revision: number;
  readonly personId: string;
  readonly profileVersion: number;
  readonly cost: string;
  readonly decidedAt: Date;
}

/** What a plan's manager may decide alone, and has decided so. `limit` is null without one, `spent` is in the plan's currency. */
export interface PlanAutonomy {
  readonly limit: (AutonomyLimit & { readonly personId: string; readonly profileVersion: number }) | null;
  readonly spent: string;
  readonly decisions: readonly AutonomyDecision[];
}

interface DecisionRow {
  step_id: string;
  revision: number;
  person_id: string;
  profile_version: number;
  cost: string;
  decided_at: Date;
}

interface LimitRow {
  version: number;
  limit_per_step: string | null;
  limit_per_plan: string | null;
  limit_currency: string | null;
}

/** The manager's limit of now, and the decisions under one that hold: their steps have not been edited, given up or handed in anew. */
export async function planAutonomy(db: Db, plan: Pick<Plan, 'id' | 'managerId'>): Promise<PlanAutonomy> {
  const rows = await db('autonomy_decision as d')
    .join('plan_step as s', 's.id', 'd.step_id')
    .join('plan as p', 'p.id', 'd.plan_id')
    .where('d.plan_id', plan.id)
    .whereRaw('d.content_hash = s.content_hash')
    .whereIn('s.status', ['approved', 'inProgress', 'overdue', 'done'])
    .distinctOn('d.step_id')
    .orderBy(['d.step_id', { column: 'd.revision', order: 'desc' }])
    .select<DecisionRow[]>('d.*');
  const spent = await db.raw<{ rows: [{ spent: string }] }>(
    `select cast(coalesce(sum(cost), 0) as numeric(14, 2)) as spent from unnest(cast(:costs as numeric[])) as cost`,
    { costs: rows.map(({ cost }) => cost) },
  );
  const decisions = rows.map((row) => ({
    stepId: row.step_id,
    revision: row.revision,
    personId: row.person_id,
    profileVersion: row.profile_version,
    cost: row.cost,
    decidedAt: row.decided_at,
  }));
  return { limit: await limitOf(db, plan.managerId), spent: spent.rows[0].spent, decisions };
}

async function limitOf(db: Db, personId: string): Promise<PlanAutonomy['limit']> {
  const row = await db('manager_profile')
    .where({ person_id: personId })
    .orderBy('version', 'desc')
    .first<LimitRow | undefined>('version', 'limit_per_step', 'limit_per_plan', 'limit_currency');
  const { limit_per_step: perStep, limit_per_plan: perPlan, limit_currency: currency } = row ?? {};
  if (!row || !perStep || !perPlan || !currency) return null;
  return { personId, profileVersion: row.version, perStep, perPlan, currency };
}

/** Steps that are decided alone, and under which limit. */
export interface DecidedAlone {
  readonly steps: readonly PlanStep[];
  readonly limit: PlanAutonomy['limit'];
}

/** Which of the steps handed in their manager decides alone, under the lock of the plan's process, which the caller holds. */
export async function underLimit(
  db: Db,
  { plan, submitted }: { readonly plan: Plan; readonly submitted: readonly PlanStep[] },
): Promise<DecidedAlone> {
  const { limit, spent } = await planAutonomy(db, plan);
  return { limit, steps: decidedAlone(submitted, { limit, spent, currency: plan.currency }) };
}

/** Records what was decided alone with a submission: a record and an audit event for each step. */
export async function recordDecidedAlone(
  db: Db,
  decided: DecidedAlone & {
    readonly plan: Plan;
    readonly revision: number;
    readonly by: Actor;
    readonly at: Date;
  },
): Promise<void> {
  const { plan, steps, limit, revision, by, at } = decided;
  if (limit === null) return;
  const { personId, profileVersion, perStep, perPlan, currency } = limit;
  for (const step of steps) {
    const hash = contentHash(contentOf(step));
    await db('autonomy_decision').insert({
      step_id: step.id,
      revision,
      plan_id: plan.id,
      content_hash: hash,
      person_id: personId,
      profile_version: profileVersion,
      cost: step.cost,
      currency,
      decided_at: at,
    });
    await appendAudit(db, {
      chain: plan.workflowId,
      at,
      actor: by,
      kind: 'step.decidedUnderLimit',
      subject: step.id,
      data: { personId, profileVersion, cost: step.cost, perStep, perPlan, currency, contentHash: hash },
    });
  }
}
