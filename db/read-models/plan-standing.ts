import type { Actor } from '../../domain/actor.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import type { PlanStep } from '../../domain/planning/step.ts';
import type { Db } from '../client.ts';
import { contentHash } from '../content-hash.ts';
import { listCommitments, type Commitment } from '../stores/commitment-rows.ts';

/** One thing that somebody, not the service itself, did to a plan: the kind of its audit event, and who did it. */
export interface PlanChange {
  readonly at: Date;
  readonly kind: string;
  readonly by: Actor;
  /** The step it was about, where it was about one. */
  readonly stepTitle: string | null;
}

/** How a plan in execution stands: what a manager reads before saying that it still holds; `hash` is of all but the changes. */
export interface PlanStanding {
  readonly steps: { readonly open: number; readonly done: number };
  readonly overdue: readonly PlanStep[];
  readonly blocked: readonly PlanStep[];
  readonly commitments: readonly Commitment[];
  readonly hash: string;
}

interface ChangeRow {
  occurred_at: Date;
  kind: string;
  actor_kind: Actor['kind'];
  actor_id: string;
  step_title: string | null;
}

const ended: readonly PlanStep['status'][] = ['done', 'cancelled', 'rejected'];
const settled: readonly Commitment['status'][] = ['done', 'withdrawn'];

/** How the plan stands now; commitments are those that are neither done nor given up. */
export async function planStanding(db: Db, plan: Plan): Promise<PlanStanding> {
  const commitments = (await listCommitments(db, plan.id)).filter(({ status }) => !settled.includes(status));
  const { steps, version, status, situation } = plan;
  const read = {
    plan: { id: plan.id, version, status, situation },
    steps: steps.map(({ id, status: state, dueOn, progress, blocked }) => ({
      ...{ id, state, dueOn, percent: progress.percent, note: progress.note },
      blocked: blocked?.reason ?? null,
    })),
    commitments: commitments.map((one) => ({
      ...{ id: one.id, version: one.version, status: one.status, proposedOn: one.proposedOn },
    })),
  };
  return {
    steps: {
      open: steps.filter((step) => !ended.includes(step.status)).length,
      done: steps.filter((step) => step.status === 'done').length,
    },
    overdue: steps.filter((step) => step.status === 'overdue'),
    blocked: steps.filter((step) => step.blocked !== null && !ended.includes(step.status)),
    commitments,
    hash: contentHash(read),
  };
}

// What tends a plan: the same events as in the view plan_tending.
const changes = `
  select e.occurred_at, e.kind, e.actor_kind, e.actor_id,
    (select s.title from plan_step s where e.kind like 'step.%' and s.plan_id = :planId and s.id::text = e.subject) as step_title
  from audit_event e
  where e.chain = :chain and e.actor_kind <> 'system' and e.kind !~ '^(approval|decision|question|absence|notification|process)[.]'
  order by e.seq desc limit :limit`;

/** What people last did to a plan, the latest first. */
export async function lastChanges(
  db: Db,
  { plan, limit }: { readonly plan: Pick<Plan, 'id' | 'workflowId'>; readonly limit: number },
): Promise<readonly PlanChange[]> {
  const asked = { planId: plan.id, chain: plan.workflowId, limit };
  const { rows } = await db.raw<{ rows: ChangeRow[] }>(changes, asked);
  return rows.map((row) => ({
    at: row.occurred_at,
    kind: row.kind,
    by: { kind: row.actor_kind, id: row.actor_id },
    stepTitle: row.step_title,
  }));
}
