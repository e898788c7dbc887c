import { onCallOf } from '../../db/read-models/on-call-view.ts';
import { endOnCall, listOnCall, setOnCall } from '../../db/stores/on-call.ts';
import { recordId } from '../fields.ts';
import { operation, type Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import {
  newOnCall,
  onCallEntries,
  onCallEntry,
  onCallParams,
  onCallQuery,
  whoAnswer,
  whoQuery,
} from './schemas.ts';

const tag = 'escalations';

const listOperation = operation({
  id: 'listOnCall',
  method: 'get',
  path: '/on-call',
  tag,
  summary: 'List who is on call, the newest entry first',
  description: 'Only what is not over, unless past entries are asked for too.',
  role: 'viewer',
  query: onCallQuery,
  result: pageOf(onCallEntry),
  handle: async ({ db, query: { cursor, limit, past, programmeId }, now }) => {
    const before = readCursor(recordId, cursor);
    const rows = await listOnCall(db, { programmeId, before, limit, asOf: past ? undefined : now });
    return { body: toPage(rows, { limit, position: ({ id }) => id }) };
  },
});

const whoOperation = operation({
  id: 'whoIsOnCall',
  method: 'get',
  path: '/on-call/who',
  tag,
  summary: "Read who is on call for an account's ladder at a moment",
  description:
    'By the escalation policy of now. Absences, and who was asked before, are only looked at when somebody is asked.',
  role: 'viewer',
  query: whoQuery,
  result: whoAnswer,
  handle: async ({ db, query: { accountId, at: wished }, now }) => {
    const at = wished ?? now;
    return { body: { at, rungs: await onCallOf(db, { accountId, at }) } };
  },
});

const setOperation = operation({
  id: 'setOnCall',
  method: 'post',
  path: '/on-call',
  tag,
  summary: 'Put people on call for a programme, in turns where there are several',
  description:
    'Whoever is on call is asked on their rung in place of who fills it, who is told. Where entries overlap, the one for a smaller region goes first, then one that names its rung, then the newest. What is past is not changed: an entry that has begun already holds from now on.',
  role: 'manager',
  body: newOnCall,
  result: onCallEntries,
  statuses: [201],
  idempotent: true,
  handle: async ({ db, body, caller, now: at }) => ({
    body: { items: await setOnCall(db, { ...body, by: caller.actor, at }) },
  }),
});

const endOperation = operation({
  id: 'endOnCall',
  method: 'delete',
  path: '/on-call/{onCallId}',
  tag,
  summary: 'End an on-call entry now, or take back one that is still to come',
  description: 'Entries that are over are history and are refused (409).',
  role: 'manager',
  params: onCallParams,
  handle: async ({ db, params, caller, now: at }) => {
    await endOnCall(db, { id: params.onCallId, by: caller.actor, at });
    return {};
  },
});

/** Who is on call: the schedule, who that is for an account at a moment, and changing it. */
export function createOnCallOperations(): readonly Operation[] {
  return [listOperation, whoOperation, setOperation, endOperation];
}
