import {
  currentRules,
  getRules,
  listRules,
  setRules,
  type RulesVersion,
} from '../../db/stores/approval-rules.ts';
import { operation, type Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import { newRules, rulesParams, rulesQuery, rulesVersion, versionNumber } from './schemas.ts';

type Shown = Omit<RulesVersion, 'setAt'> & { readonly setAt: string };

function shown(rules: RulesVersion): Shown {
  return { ...rules, setAt: rules.setAt.toISOString() };
}

const currentOperation = operation({
  id: 'getCurrentApprovalRules',
  method: 'get',
  path: '/approval-rules',
  tag: 'approval rules',
  summary: 'Read the rules under which steps are submitted now',
  role: 'viewer',
  result: rulesVersion,
  handle: async ({ db }) => ({ body: shown(await currentRules(db)) }),
});

const listOperation = operation({
  id: 'listApprovalRules',
  method: 'get',
  path: '/approval-rules/versions',
  tag: 'approval rules',
  summary: 'List the versions of the rules, the newest first',
  role: 'viewer',
  query: rulesQuery,
  result: pageOf(rulesVersion),
  handle: async ({ db, query: { cursor, limit } }) => {
    const before = readCursor(versionNumber, cursor);
    const rows = await listRules(db, { limit, before });
    return { body: toPage(rows.map(shown), { limit, position: ({ version }) => version }) };
  },
});

const getOperation = operation({
  id: 'getApprovalRules',
  method: 'get',
  path: '/approval-rules/{version}',
  tag: 'approval rules',
  summary: 'Read one version of the rules; it never changes',
  role: 'viewer',
  params: rulesParams,
  result: rulesVersion,
  handle: async ({ db, params }) => ({ body: shown(await getRules(db, params.version)) }),
});

const setOperation = operation({
  id: 'setApprovalRules',
  method: 'post',
  path: '/approval-rules',
  tag: 'approval rules',
  summary: 'Set new rules, with the reason',
  description: 'They hold for what is submitted from now on; what was submitted before keeps its policy.',
  role: 'admin',
  body: newRules,
  result: rulesVersion,
  statuses: [201],
  idempotent: true,
  handle: async ({ db, body, caller, now }) => {
    const set = await setRules(db, { ...body, by: caller.actor, at: now });
    return { body: shown(set), headers: { Location: `/v1/approval-rules/${set.version}` } };
  },
});

/** The firm's approval rules: read the current ones and earlier versions, and set new ones. */
export function createApprovalRuleOperations(): readonly Operation[] {
  return [currentOperation, listOperation, getOperation, setOperation];
}
