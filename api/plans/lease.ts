import { z } from 'zod';
import { planHealth } from '../../db/read-models/plan-health.ts';
import { revalidatePlan } from '../../db/stores/plan-lease.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { instant } from '../fields.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { planParams } from './schemas.ts';

/** How long nobody has tended a plan, and its health. */
export const planLease = z
  .object({
    tendedAt: instant.meta({ description: 'When somebody, not the service itself, last changed the plan.' }),
    daysUntended: z.int(),
    health: z.int().meta({ description: '100, less a point for each day since the manager was asked.' }),
    askAt: instant.meta({ description: 'When the manager is asked unless somebody tends the plan.' }),
    askedAt: instant.nullable(),
    tellAt: instant.nullable().meta({ description: 'When the director is told.' }),
    toldAt: instant.nullable(),
    asOf: instant.meta({ description: 'When the figures were counted.' }),
  })
  .meta({ id: 'PlanLease' });

/** What the lease needs besides the records: how to wake the plan's workflow. */
interface LeaseDeps {
  readonly ring: (workflowId: string) => Promise<void>;
}

const answer = z.object({
  lease: planLease.nullable().meta({ description: 'null unless the plan is being executed.' }),
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
    return { body: { lease: await planHealth(db, { planId: plan.id, at: now }) } };
  },
});

function revalidate(deps: LeaseDeps): Operation {
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
      return {
        body: { lease: await planHealth(db, { planId: id, at: now }) },
        afterCommit: () => void deps.ring(workflowId),
      };
    },
  });
}

/** The lease of a plan: read it, and begin it anew. */
export function createPlanLeaseOperations(deps: LeaseDeps): readonly Operation[] {
  return [readLease, revalidate(deps)];
}
