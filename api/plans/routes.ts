import { createHash } from 'node:crypto';
import { planHealth } from '../../db/read-models/plan-health.ts';
import { listPlans } from '../../db/read-models/plan-list.ts';
import { closePlan } from '../../db/stores/closings.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { submitPlan } from '../../db/stores/plans.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import { versionOfTag, versionTag } from '../etags.ts';
import { recordId } from '../fields.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import { planLease } from './lease.ts';
import { plan, planClosing, planParams, planQuery, planSummary } from './schemas.ts';

/** What plans need besides the records: how to wake their workflow. */
export interface PlanDeps {
  readonly ring: (workflowId: string) => Promise<void>;
}

/** The answer with a plan: its tag begins with the version that the next edit names. */
export function planReply(found: Plan): { body: Plan; headers: { ETag: string } } {
  const state = createHash('sha256').update(JSON.stringify(found)).digest('base64url').slice(0, 12);
  return { body: found, headers: { ETag: versionTag(found.version, state) } };
}

const planDetail = plan
  .extend({
    lease: planLease.nullable().meta({ description: 'null unless the plan is being executed.' }),
  })
  .meta({ id: 'PlanDetail' });

const listOperation = operation({
  id: 'listPlans',
  method: 'get',
  path: '/plans',
  tag: 'plans',
  summary: 'List annual plans',
  role: 'viewer',
  query: planQuery,
  result: pageOf(planSummary),
  handle: async ({ db, query: { cursor, ...filter } }) => {
    const { accountId, status, limit } = filter;
    const rows = await listPlans(db, { accountId, status, limit, after: readCursor(recordId, cursor) });
    return { body: toPage(rows, { limit, position: (row) => row.id }) };
  },
});

const getOperation = operation({
  id: 'getPlan',
  method: 'get',
  path: '/plans/{planId}',
  tag: 'plans',
  summary: 'Read a plan with its steps, and how long nobody has tended it',
  role: 'viewer',
  params: planParams,
  result: planDetail,
  etag: true,
  handle: async ({ db, params, now }) => {
    const found = await getPlan(db, { id: params.planId });
    const lease = await planHealth(db, { planId: found.id, at: now });
    // The tag changes with the figures of the lease, not with each second at which they are read.
    const figures = lease && { daysUntended: lease.daysUntended, health: lease.health };
    const { headers } = planReply({ ...found, ...figures });
    return { body: { ...found, lease }, headers };
  },
});

function submitOperation(deps: PlanDeps): Operation {
  return operation({
    id: 'submitPlan',
    method: 'post',
    path: '/plans/{planId}/submit',
    tag: 'plans',
    summary: 'Submit a plan: its draft steps go to their approvers',
    role: 'manager',
    params: planParams,
    result: plan,
    ifMatch: true,
    etag: true,
    idempotent: true,
    handle: async ({ db, params, ifMatch, caller, now }) => {
      const edit = { planId: params.planId, version: versionOfTag(ifMatch), by: caller.actor, at: now };
      const submitted = await submitPlan(db, edit);
      return { ...planReply(submitted), afterCommit: () => void deps.ring(submitted.workflowId) };
    },
  });
}

function closeOperation(deps: PlanDeps): Operation {
  return operation({
    id: 'closePlan',
    method: 'post',
    path: '/plans/{planId}/close',
    tag: 'plans',
    summary: 'Close a plan before its date, with what was learned',
    description:
      'Commits the wish and answers at once; the plan is closed a moment later. Open approvals are recalled, and manager and director are told.',
    role: 'manager',
    params: planParams,
    body: planClosing,
    result: plan,
    statuses: [202],
    ifMatch: true,
    etag: true,
    idempotent: true,
    handle: async ({ db, params, body, ifMatch, caller, now }) => {
      const edit = { planId: params.planId, version: versionOfTag(ifMatch), by: caller.actor, at: now };
      const closing = await closePlan(db, { ...edit, ...body });
      return { ...planReply(closing), afterCommit: () => void deps.ring(closing.workflowId) };
    },
  });
}

/** Annual plans: list, read, submit and close them. */
export function createPlanOperations(deps: PlanDeps): readonly Operation[] {
  return [listOperation, getOperation, submitOperation(deps), closeOperation(deps)];
}
