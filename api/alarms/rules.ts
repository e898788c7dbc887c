import {
  currentWarningRules,
  getWarningRules,
  listWarningRules,
  setWarningRules,
} from '../../db/stores/warning-rules.ts';
import { operation, type Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import { newWarningRules, pageOnly, rulesNumber, rulesParams, warningRulesVersion } from './schemas.ts';

const tag = 'early warning';

const currentOperation = operation({
  id: 'getCurrentWarningRules',
  method: 'get',
  path: '/warning-rules',
  tag,
  summary: 'Read the rules by which sweeps judge now',
  role: 'viewer',
  result: warningRulesVersion,
  handle: async ({ db }) => ({ body: await currentWarningRules(db) }),
});

const listOperation = operation({
  id: 'listWarningRules',
  method: 'get',
  path: '/warning-rules/versions',
  tag,
  summary: 'List the versions of the rules, the newest first',
  role: 'viewer',
  query: pageOnly,
  result: pageOf(warningRulesVersion),
  handle: async ({ db, query: { cursor, limit } }) => {
    const rows = await listWarningRules(db, { limit, before: readCursor(rulesNumber, cursor) });
    return { body: toPage(rows, { limit, position: ({ version }) => version }) };
  },
});

const getOperation = operation({
  id: 'getWarningRules',
  method: 'get',
  path: '/warning-rules/{version}',
  tag,
  summary: 'Read one version of the rules; it never changes',
  role: 'viewer',
  params: rulesParams,
  result: warningRulesVersion,
  handle: async ({ db, params }) => ({ body: await getWarningRules(db, params.version) }),
});

const setOperation = operation({
  id: 'setWarningRules',
  method: 'post',
  path: '/warning-rules',
  tag,
  summary: 'Set new rules of early warning, with the reason',
  description: 'They hold for sweeps that begin from now on. Money is in each account’s own currency.',
  role: 'admin',
  body: newWarningRules,
  result: warningRulesVersion,
  statuses: [201],
  idempotent: true,
  handle: async ({ db, body, caller, now }) => {
    const set = await setWarningRules(db, { ...body, by: caller.actor, at: now });
    return { body: set, headers: { Location: `/v1/warning-rules/${set.version}` } };
  },
});

/** The firm's rules of early warning: read the current ones and earlier versions, and set new ones. */
export function createWarningRuleOperations(): readonly Operation[] {
  return [currentOperation, listOperation, getOperation, setOperation];
}
