import {
  currentEscalationPolicy,
  getEscalationPolicy,
  listEscalationPolicies,
  setEscalationPolicy,
} from '../../db/stores/escalation-policy.ts';
import { operation, type Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import { newPolicy, policyParams, policyQuery, policyVersion, versionNumber } from './schemas.ts';

const tag = 'escalations';

const currentOperation = operation({
  id: 'getCurrentEscalationPolicy',
  method: 'get',
  path: '/escalation-policy',
  tag,
  summary: 'Read the policy by which escalations begin now',
  role: 'viewer',
  result: policyVersion,
  handle: async ({ db }) => ({ body: await currentEscalationPolicy(db) }),
});

const listOperation = operation({
  id: 'listEscalationPolicies',
  method: 'get',
  path: '/escalation-policy/versions',
  tag,
  summary: 'List the versions of the policy, the newest first',
  role: 'viewer',
  query: policyQuery,
  result: pageOf(policyVersion),
  handle: async ({ db, query: { cursor, limit } }) => {
    const rows = await listEscalationPolicies(db, { limit, before: readCursor(versionNumber, cursor) });
    return { body: toPage(rows, { limit, position: ({ version }) => version }) };
  },
});

const getOperation = operation({
  id: 'getEscalationPolicy',
  method: 'get',
  path: '/escalation-policy/versions/{version}',
  tag,
  summary: 'Read one version of the policy; it never changes',
  role: 'viewer',
  params: policyParams,
  result: policyVersion,
  handle: async ({ db, params }) => ({ body: await getEscalationPolicy(db, params.version) }),
});

const setOperation = operation({
  id: 'setEscalationPolicy',
  method: 'post',
  path: '/escalation-policy',
  tag,
  summary: 'Set another escalation policy, with the reason',
  description:
    'It holds for escalations that begin from now on; those that are open keep theirs. The policy that holds already is refused (409).',
  role: 'admin',
  body: newPolicy,
  result: policyVersion,
  statuses: [201],
  idempotent: true,
  handle: async ({ db, body, caller, now }) => {
    const set = await setEscalationPolicy(db, { ...body, by: caller.actor, at: now });
    return { body: set, headers: { Location: `/v1/escalation-policy/versions/${set.version}` } };
  },
});

/** How fast the firm answers escalations: read the current policy and earlier versions, and set another one. */
export function createEscalationPolicyOperations(): readonly Operation[] {
  return [currentOperation, listOperation, getOperation, setOperation];
}
