import type { Actor } from '../../domain/actor.ts';
import { convertedAmount, type RateLeg } from '../../domain/money/exchange-rate.ts';
import { decidedAlone, type AutonomyLimit } from '../../domain/planning/autonomy.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import { contentOf, type PlanStep } from '../../domain/planning/step.ts';
import type { Db } from '../client.ts';
import { contentHash } from '../content-hash.ts';
import { conversionsOf, rateRulesOf } from '../read-models/exchange-rates.ts';
import { appendAudit } from './audit.ts';

/** A decision of a plan's manager within their own limit, `profileVersion` being the profile that gave it and `rates` those by which the limit was converted, none where it is in the plan's currency. */
interface AutonomyDecision {
  readonly stepId: string;
  readonly revision: number;
  readonly personId: string;
  readonly profileVersion: number;
  readonly cost: string;
  readonly decidedAt: Date;
  readonly rates: readonly RateLeg[];
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
  limit_rate: RateLeg[] | null;
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
    rates: row.limit_rate ?? [],
  }));
  return { limit: await limitOf(db, plan.managerId), spent: spent.rows[0].spent, decisions };
}

/** What a person may decide alone, by the newest version of their profile; null without a limit. */
export async function limitOf(db: Db, personId: string): Promise<PlanAutonomy['limit']> {
  const row = await db('manager_profile')
    .where({ person_id: personId })
    .orderBy('version', 'desc')
    .first<LimitRow | undefined>('version', 'limit_per_step', 'limit_per_plan', 'limit_currency');
  const { limit_per_step: perStep, limit_per_plan: perPlan, limit_currency: currency } = row ?? {};
  if (!row || !perStep || !perPlan || !currency) return null;
  return { personId, profileVersion: row.version, perStep, perPlan, currency };
}

/** A limit in the currency of a plan, and the rates by which it got there; none where it was stated in it. */
export interface LimitInPlan extends AutonomyLimit {
  readonly rates: readonly RateLeg[];
}

/** A limit in a plan's currency at the rates of a moment's day that were known then; null where there is no limit or no rate. */
export async function limitInPlan(
  db: Db,
  look: {
    readonly limit: AutonomyLimit | null;
    readonly plan: Pick<Plan, 'accountId' | 'currency'>;
    readonly at: Date;
  },
): Promise<LimitInPlan | null> {
  const { limit, plan, at } = look;
  if (limit === null) return null;
  const rules = await rateRulesOf(db, plan);
  const wanted = [{ from: limit.currency, on: at.toISOString().slice(0, 10) }];
  const [found] = await conversionsOf(db, { wanted, to: plan.currency, rules, knownAt: at });
  if (!found) return null;
  const [perStep, perPlan] = [convertedAmount(limit.perStep, found), convertedAmount(limit.perPlan, found)];
  return { perStep, perPlan, currency: plan.currency, rates: found.legs };
}

/** Steps that are decided alone, under which limit, and what that is in the plan's currency. */
export interface DecidedAlone {
  readonly steps: readonly PlanStep[];
  readonly limit: PlanAutonomy['limit'];
  readonly inPlan: LimitInPlan | null;
}

/** Which of the steps handed in at a moment their manager decides alone, under the lock of the plan's process, which the caller holds. */
export async function underLimit(
  db: Db,
  handedIn: { readonly plan: Plan; readonly submitted: readonly PlanStep[]; readonly at: Date },
): Promise<DecidedAlone> {
  const { plan, submitted, at } = handedIn;
  const { limit, spent } = await planAutonomy(db, plan);
  const inPlan = await limitInPlan(db, { limit, plan, at });
  const steps = decidedAlone(submitted, { limit: inPlan, spent, currency: plan.currency });
  return { limit, inPlan, steps };
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
  const { plan, steps, limit, inPlan, revision, by, at } = decided;
  if (limit === null || inPlan === null) return;
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
      currency: plan.currency,
      limit_rate: inPlan.rates.length > 0 ? JSON.stringify(inPlan.rates) : null,
      decided_at: at,
    });
    await appendAudit(db, {
      chain: plan.workflowId,
      at,
      actor: by,
      kind: 'step.decidedUnderLimit',
      subject: step.id,
      data: {
        ...{ personId, profileVersion, cost: step.cost, perStep, perPlan, currency, contentHash: hash },
        ...(inPlan.rates.length > 0 && { inPlan }),
      },
    });
  }
}
