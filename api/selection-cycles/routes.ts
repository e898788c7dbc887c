import { cancelCycle, submitCycle } from '../../db/stores/cycle-changes.ts';
import { listCycles } from '../../db/stores/selection-cycles.ts';
import { startCycle } from '../../db/stores/selection-start.ts';
import { versionOfTag } from '../etags.ts';
import { recordId } from '../fields.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import { cycleReply, type SelectionCycleDeps } from './cycle-reply.ts';
import { createSelectionVoiceOperations } from './voices.ts';
import {
  cycleParams,
  cycleQuery,
  newSelectionCycle,
  selectionCycle,
  selectionCycleDetail,
  selectionReason,
} from './schemas.ts';

const tag = 'selection';
const root = '/selection-cycles';

function startOperation(deps: SelectionCycleDeps): Operation {
  return operation({
    id: 'startSelectionCycle',
    method: 'post',
    path: root,
    tag,
    summary: "Start a programme's selection of key accounts for a year",
    description:
      'Commits the wish and answers at once; the accounts are scored a moment later. The same again changes nothing and answers 200, the same year with other settings is a 409 that names the cycle and what differs. A wish with faults is a 422 that lists them all, and nothing is started.',
    role: 'manager',
    body: newSelectionCycle,
    result: selectionCycleDetail,
    statuses: [202, 200],
    idempotent: true,
    etag: true,
    handle: async ({ db, body, caller, now }) => {
      const { cycle, created } = await startCycle(db, { ...body, by: caller.actor, at: now });
      const reply = await cycleReply(db, { id: cycle.id, now });
      return {
        ...reply,
        status: created ? 202 : 200,
        headers: { ...reply.headers, Location: `/v1${root}/${cycle.id}` },
        afterCommit: () => void deps.ring(cycle.workflowId),
      };
    },
  });
}

const listOperation = operation({
  id: 'listSelectionCycles',
  method: 'get',
  path: root,
  tag,
  summary: 'List selection cycles, the latest first',
  role: 'viewer',
  query: cycleQuery,
  result: pageOf(selectionCycle),
  handle: async ({ db, query: { cursor, limit, ...filter } }) => {
    const rows = await listCycles(db, { ...filter, limit, after: readCursor(recordId, cursor) });
    return { body: toPage(rows, { limit, position: (row) => row.id }) };
  },
});

const getOperation = operation({
  id: 'getSelectionCycle',
  method: 'get',
  path: `${root}/{cycleId}`,
  tag,
  summary:
    'Read a selection cycle: proposal, nominations and vetoes, list, panel, exits, and who is blocking',
  role: 'viewer',
  params: cycleParams,
  result: selectionCycleDetail,
  etag: true,
  handle: ({ db, params, now }) => cycleReply(db, { id: params.cycleId, now }),
});

function submitOperation(deps: SelectionCycleDeps): Operation {
  return operation({
    id: 'submitSelectionCycle',
    method: 'post',
    path: `${root}/{cycleId}/submit`,
    tag,
    summary: 'Close the window for nominations early: the list goes to the panel',
    role: 'manager',
    params: cycleParams,
    result: selectionCycleDetail,
    statuses: [202],
    ifMatch: true,
    etag: true,
    idempotent: true,
    handle: async ({ db, params: { cycleId }, ifMatch, caller, now }) => {
      const edit = { cycleId, version: versionOfTag(ifMatch), by: caller.actor, at: now };
      const { workflowId } = await submitCycle(db, edit);
      return {
        ...(await cycleReply(db, { id: cycleId, now })),
        afterCommit: () => void deps.ring(workflowId),
      };
    },
  });
}

function cancelOperation(deps: SelectionCycleDeps): Operation {
  return operation({
    id: 'cancelSelectionCycle',
    method: 'post',
    path: `${root}/{cycleId}/cancel`,
    tag,
    summary: 'End a cycle that has not designated yet',
    description: 'The question to its panel is withdrawn, and another cycle of the same year can be started.',
    role: 'manager',
    params: cycleParams,
    body: selectionReason,
    result: selectionCycleDetail,
    ifMatch: true,
    etag: true,
    idempotent: true,
    handle: async ({ db, params: { cycleId }, body, ifMatch, caller, now }) => {
      const edit = { cycleId, version: versionOfTag(ifMatch), by: caller.actor, at: now };
      const { workflowId } = await cancelCycle(db, { ...edit, ...body });
      return {
        ...(await cycleReply(db, { id: cycleId, now })),
        afterCommit: () => void deps.ring(workflowId),
      };
    },
  });
}

/** Cycles of selection: start, list, read, submit and cancel them, nominate and veto, settle their exits. */
export function createSelectionCycleOperations(deps: SelectionCycleDeps): readonly Operation[] {
  return [
    startOperation(deps),
    listOperation,
    getOperation,
    ...createSelectionVoiceOperations(deps),
    submitOperation(deps),
    cancelOperation(deps),
  ];
}
