import { createHash } from 'node:crypto';
import { listSignals } from '../../db/stores/signals.ts';
import {
  commitmentHistory,
  getCommitment,
  listCommitments,
  type Commitment,
} from '../../db/stores/commitment-rows.ts';
import {
  askAgain,
  changeCommitment,
  markCommitmentDone,
  recordCommitment,
  settleProposal,
  withdrawCommitment,
  type ChangedCommitment,
  type CommitmentEdit,
} from '../../db/stores/commitments.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { versionOfTag, versionTag } from '../etags.ts';
import { recordId } from '../fields.ts';
import { operation } from '../operation.ts';
import type { Call, Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import type { PlanDeps } from '../plans/routes.ts';
import { planParams } from '../plans/schemas.ts';
import {
  commitment,
  commitmentChange,
  commitmentCompletion,
  commitmentDetail,
  commitmentParams,
  commitments,
  commitmentWithdrawal,
  newCommitment,
  proposalSettlement,
  signal,
  signalParams,
  signalQuery,
} from './schemas.ts';

const tag = 'commitments';
const changed = {
  tag,
  role: 'manager',
  params: commitmentParams,
  result: commitment,
  ifMatch: true,
  etag: true,
} as const;

function tagged(found: Commitment): { body: Commitment; headers: { ETag: string } } {
  const state = createHash('sha256').update(JSON.stringify(found)).digest('base64url').slice(0, 12);
  return { body: found, headers: { ETag: versionTag(found.version, state) } };
}

function editOf(call: Call<{ commitmentId: string }, unknown, unknown>): CommitmentEdit {
  const { commitmentId } = call.params;
  return { commitmentId, version: versionOfTag(call.ifMatch), by: call.caller.actor, at: call.now };
}

function rung(deps: PlanDeps, { commitment: found, workflowId }: ChangedCommitment) {
  return { ...tagged(found), afterCommit: () => void deps.ring(workflowId) };
}

const listOperation = operation({
  id: 'listCommitments',
  method: 'get',
  path: '/plans/{planId}/commitments',
  tag,
  summary: 'List what both sides have committed themselves to in a plan',
  role: 'viewer',
  params: planParams,
  result: commitments,
  handle: async ({ db, params }) => {
    const { id } = await getPlan(db, { id: params.planId });
    return { body: { items: await listCommitments(db, id) } };
  },
});

const getOperation = operation({
  id: 'getCommitment',
  method: 'get',
  path: '/commitments/{commitmentId}',
  tag,
  summary: 'Read a commitment with everything that happened to it',
  role: 'viewer',
  params: commitmentParams,
  result: commitmentDetail,
  etag: true,
  handle: async ({ db, params }) => {
    const { body, headers } = tagged(await getCommitment(db, params.commitmentId));
    return { body: { ...body, history: await commitmentHistory(db, body.id) }, headers };
  },
});

const listSignalsOperation = operation({
  id: 'listSignals',
  method: 'get',
  path: '/accounts/{accountId}/signals',
  tag: 'accounts',
  summary: "List an account's signals: silence, missed commitments, untended plans, overdue steps",
  role: 'viewer',
  params: signalParams,
  query: signalQuery,
  result: pageOf(signal),
  handle: async ({ db, params, query: { cursor, limit, asOf }, now }) => {
    const after = readCursor(recordId, cursor);
    const until = asOf === undefined ? now : new Date(asOf);
    const rows = await listSignals(db, { accountId: params.accountId, asOf: until, limit, after });
    return { body: toPage(rows, { limit, position: (row) => row.id }) };
  },
});

function recordOperation(deps: PlanDeps): Operation {
  return operation({
    id: 'recordCommitment',
    method: 'post',
    path: '/plans/{planId}/commitments',
    tag,
    summary: 'Record a commitment of either side',
    description:
      'Its owner is told by mail, or asked to confirm if the client’s, once the step it belongs to is approved; without a step, once any is.',
    role: 'manager',
    params: planParams,
    body: newCommitment,
    result: commitment,
    statuses: [201],
    etag: true,
    idempotent: true,
    handle: async ({ db, params, body, caller, now }) => {
      const given = { ...body, planId: params.planId, by: caller.actor, at: now };
      const answer = rung(deps, await recordCommitment(db, given));
      const Location = `/v1/commitments/${answer.body.id}`;
      return { ...answer, headers: { ...answer.headers, Location } };
    },
  });
}

function changeOperation(deps: PlanDeps): Operation {
  return operation({
    ...changed,
    id: 'changeCommitment',
    method: 'patch',
    path: '/commitments/{commitmentId}',
    summary: 'Change text or date of a commitment; a client is asked again',
    body: commitmentChange,
    handle: async (call) => {
      const { text, dueOn } = call.body;
      const change = { ...(text !== undefined && { text }), ...(dueOn !== undefined && { dueOn }) };
      return rung(deps, await changeCommitment(call.db, { ...editOf(call), change }));
    },
  });
}

function askOperation(deps: PlanDeps): Operation {
  return operation({
    ...changed,
    id: 'askCommitmentAgain',
    method: 'post',
    path: '/commitments/{commitmentId}/ask',
    summary: 'Ask the client’s owner once more, with the same link',
    handle: async (call) => rung(deps, await askAgain(call.db, editOf(call))),
  });
}

function settleOperation(deps: PlanDeps): Operation {
  return operation({
    ...changed,
    id: 'settleProposal',
    method: 'post',
    path: '/commitments/{commitmentId}/settle',
    summary: 'Accept or refuse the date that the client proposes; they get a mail with the reason',
    body: proposalSettlement,
    handle: async (call) => rung(deps, await settleProposal(call.db, { ...editOf(call), ...call.body })),
  });
}

function completeOperation(deps: PlanDeps): Operation {
  return operation({
    ...changed,
    id: 'completeCommitment',
    method: 'post',
    path: '/commitments/{commitmentId}/done',
    summary: 'Say that a commitment was kept, with what shows it',
    body: commitmentCompletion,
    handle: async (call) => rung(deps, await markCommitmentDone(call.db, { ...editOf(call), ...call.body })),
  });
}

function withdrawOperation(deps: PlanDeps): Operation {
  return operation({
    ...changed,
    id: 'withdrawCommitment',
    method: 'post',
    path: '/commitments/{commitmentId}/withdraw',
    summary: 'Give a commitment up, with the reason',
    body: commitmentWithdrawal,
    handle: async (call) => rung(deps, await withdrawCommitment(call.db, { ...editOf(call), ...call.body })),
  });
}

/** Commitments of both sides, and the signals that come of them. Each change answers the commitment with its new ETag. */
export function createCommitmentOperations(deps: PlanDeps): readonly Operation[] {
  return [
    listOperation,
    recordOperation(deps),
    getOperation,
    changeOperation(deps),
    askOperation(deps),
    settleOperation(deps),
    completeOperation(deps),
    withdrawOperation(deps),
    listSignalsOperation,
  ];
}
