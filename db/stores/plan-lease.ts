import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Lease } from '../../domain/planning/lease.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import { getPlan } from './plan-rows.ts';
import { lockProcess, recordFact } from './processes.ts';

interface LeaseRow {
  tended_at: Date;
  asked_at: Date | null;
  told_at: Date | null;
}

/** The lease of a plan; `undefined` unless it is being executed. */
export async function leaseOf(db: Db, planId: string): Promise<Lease | undefined> {
  const row = await db('plan as p')
    .join('plan_tending as t', 't.plan_id', 'p.id')
    .leftJoin('open_lease as l', 'l.plan_id', 'p.id')
    .where({ 'p.id': planId, 'p.status': 'executing' })
    .first<LeaseRow | undefined>('t.tended_at', 'l.asked_at', 'l.told_at');
  return row && { tendedAt: row.tended_at, askedAt: row.asked_at, toldAt: row.told_at };
}

/** Notes that the manager was asked whether the plan still holds, once for each time it was left untended. */
export async function noteLeaseAsked(
  db: Db,
  asked: { readonly planId: string; readonly tendedAt: Date; readonly at: Date },
): Promise<void> {
  await db('plan_lease').insert({
    plan_id: asked.planId,
    tended_at: asked.tendedAt,
    asked_at: asked.at,
  });
}

/** Notes that the director was told of a plan that nobody tends. */
export async function noteLeaseTold(
  db: Db,
  told: { readonly planId: string; readonly tendedAt: Date; readonly at: Date },
): Promise<void> {
  await db('plan_lease')
    .where({ plan_id: told.planId, tended_at: told.tendedAt })
    .update({ told_at: told.at });
}

/** Records that somebody has looked at a plan in execution and that it still holds; its lease begins anew. Throws `notFound` or `conflict`. */
export async function revalidatePlan(
  db: Db,
  given: { readonly planId: string; readonly note: string; readonly by: Actor; readonly at: Date },
): Promise<Plan> {
  return db.transaction(async (trx) => {
    const { workflowId } = await getPlan(trx, { id: given.planId });
    await lockProcess(trx, workflowId);
    const plan = await getPlan(trx, { id: given.planId });
    if (plan.status !== 'executing')
      throw new DomainError(
        'conflict',
        `Only a plan in execution is revalidated; this one is ${plan.status}.`,
      );
    await recordRevalidation(trx, { ...given, plan });
    return plan;
  });
}

/** Stores that a plan still holds: audit event and fact, under the process's lock. `via` says that it was said on a link. */
export async function recordRevalidation(
  db: Db,
  said: {
    readonly plan: Plan;
    readonly note: string;
    readonly by: Actor;
    readonly at: Date;
    readonly via?: 'link';
  },
): Promise<void> {
  const { plan, by: actor, at, note, via } = said;
  const { workflowId } = plan;
  const data = { note: note.trim(), ...(via && { via }) };
  await appendAudit(db, { chain: workflowId, at, actor, kind: 'plan.revalidated', subject: plan.id, data });
  await recordFact(db, { workflowId, kind: 'planRevalidated', at });
}
