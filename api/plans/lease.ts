import { z } from 'zod';
import { leaseOf, revalidatePlan } from '../../db/stores/plan-lease.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { leaseFigures } from '../../domain/planning/lease.ts';
import { instant } from '../fields.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import type { PlanDeps } from './routes.ts';
import { planParams } from './schemas.ts';

const lease = z
  .object({
    tendedAt: instant.meta({ description: 'When somebody, not the service itself, last changed the plan.' }),
    daysUntended: z.int(),
    health: z.int().meta({ description: '100, less a point for each day since the manager was asked.' }),
    askAt: instant.meta({ description: 'When the manager is asked unless somebody tends the plan.' }),
    askedAt: instant.nullable(),
    tellAt: instant.nullable().meta({ description: 'When the director is told.' }),
    toldAt: instant.nullable(),
  })
  .meta({ id: 'PlanLease' });

const answer = z.object({
  lease: lease.nullable().meta({ description: 'null unless the plan is being executed.' }),
});
const revalidation = z
  .strictObject({ note: z.string().trim().max(1000).default('') })
  .meta({ id: 'PlanRevalidation' });

const readLease = operation({
  id: 'getPlanLease',
  method: 'get',
  path: '/plans/{planId}/lease',
  tag: 'plans',
  summary: 'Read how long nobody has tended a plan, and its health',
  role: 'viewer',
  params: planParams,
  result: answer,
  handle: async ({ db, params: { planId: id }, now }) => {
    const plan = await getPlan(db, { id });
    const found = await leaseOf(db, plan.id);
    return { body: { lease: found ? { ...found, ...leaseFigures(found, now) } : null } };
  },
});

function revalidate(deps: PlanDeps): Operation {
  return operation({
    id: 'revalidatePlan',
    method: 'post',
    path: '/plans/{planId}/revalidate',
    tag: 'plans',
    summary: 'Say that a plan in execution still holds',
    description: 'Its lease begins anew, as it does with every change by somebody.',
    role: 'manager',
    params: planParams,
    body: revalidation,
    result: answer,
    idempotent: true,
    handle: async ({ db, params: { planId }, body, caller, now }) => {
      const { id, workflowId } = await revalidatePlan(db, { planId, ...body, by: caller.actor, at: now });
      const found = await leaseOf(db, id);
      return {
        body: { lease: found ? { ...found, ...leaseFigures(found, now) } : null },
        afterCommit: () => void deps.ring(workflowId),
      };
    },
  });
}

/** The lease of a plan: read it, and begin it anew. */
export function createPlanLeaseOperations(deps: PlanDeps): readonly Operation[] {
  return [readLease, revalidate(deps)];
}
