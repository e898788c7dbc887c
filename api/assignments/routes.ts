import type { Db } from '../../db/client.ts';
import {
  getProposal,
  listProposals,
  managerBefore,
  namesIn,
} from '../../db/read-models/assignment-proposals.ts';
import type { StoredProposal } from '../../db/read-models/assignment-proposals.ts';
import { acceptProposal } from '../../db/stores/assignment-acceptance.ts';
import { proposeAssignments } from '../../db/stores/assignments.ts';
import {
  describeLoad,
  describePlaced,
  describeProposal,
  describeUnplaced,
} from '../../domain/assignment/wording.ts';
import { DomainError } from '../../domain/errors.ts';
import { recordId } from '../fields.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import {
  acceptance,
  assignmentProposal,
  assignmentProposalDetail,
  newProposal,
  proposalParams,
  proposalQuery,
} from './schemas.ts';

const tag = 'assignment';

function summary({ id, programmeId, version, proposedAt, content, accepted }: StoredProposal) {
  const { asOf, totalFit, atMost } = content;
  return { id, programmeId, version, asOf, proposedAt, totalFit, atMost, accepted };
}

async function detail(db: Db, id: string) {
  const proposal = await getProposal(db, id);
  const names = await namesIn(db, proposal);
  const { placed, unplaced, managers } = proposal.content;
  return {
    ...summary(proposal),
    words: describeProposal(proposal.content),
    placed: placed.map((one) => ({
      ...one,
      managerIdBefore: managerBefore(proposal, one.accountId),
      words: describePlaced(one, names),
    })),
    unplaced: unplaced.map((one) => ({ ...one, words: describeUnplaced(one, names) })),
    managers: managers.map((one) => ({ ...one, words: describeLoad(one, names) })),
  };
}

const proposeOperation = operation({
  id: 'proposeAssignment',
  method: 'post',
  path: '/assignment-proposals',
  tag,
  summary: 'Work out who is to manage which account',
  description:
    'Takes the open accounts, or those named, and stores a proposal that never changes; nobody is assigned before a director accepts it.',
  role: 'manager',
  body: newProposal,
  result: assignmentProposalDetail,
  statuses: [201],
  idempotent: true,
  handle: async ({ db, body, caller, now }) => {
    const asOf = body.asOf ?? now.toISOString().slice(0, 10);
    const { id } = await proposeAssignments(db, { ...body, asOf, by: caller.actor, at: now });
    return { body: await detail(db, id), headers: { Location: `/v1/assignment-proposals/${id}` } };
  },
});

const listOperation = operation({
  id: 'listAssignmentProposals',
  method: 'get',
  path: '/assignment-proposals',
  tag,
  summary: 'List assignment proposals, the newest first',
  role: 'viewer',
  query: proposalQuery,
  result: pageOf(assignmentProposal),
  handle: async ({ db, query: { cursor, limit } }) => {
    const rows = await listProposals(db, { before: readCursor(recordId, cursor), limit });
    return { body: toPage(rows.map(summary), { limit, position: (row) => row.id }) };
  },
});

const getOperation = operation({
  id: 'getAssignmentProposal',
  method: 'get',
  path: '/assignment-proposals/{proposalId}',
  tag,
  summary: 'Read an assignment proposal with its reasons',
  role: 'viewer',
  params: proposalParams,
  result: assignmentProposalDetail,
  handle: async ({ db, params }) => ({ body: await detail(db, params.proposalId) }),
});

const acceptOperation = operation({
  id: 'acceptAssignmentProposal',
  method: 'post',
  path: '/assignment-proposals/{proposalId}/acceptance',
  tag,
  summary: 'Accept a proposal: every account gets its manager',
  description:
    'For the director or the owner of the programme: with a key that acts for them, or with an administrator key that names them. 412 when a manager or an account has changed since.',
  role: 'manager',
  params: proposalParams,
  body: acceptance,
  result: assignmentProposalDetail,
  idempotent: true,
  handle: async ({ db, params: { proposalId }, body, caller, now }) => {
    if (caller.actor.kind !== 'person' && caller.role !== 'admin')
      throw new DomainError(
        'forbidden',
        'To accept takes a key that acts for the director, or an admin key that names them.',
      );
    await acceptProposal(db, { proposalId, directorId: body.directorId, by: caller.actor, at: now });
    return { body: await detail(db, proposalId) };
  },
});

/** Who is to manage which account: proposals, and their acceptance by a director. */
export function createAssignmentOperations(): readonly Operation[] {
  return [proposeOperation, listOperation, getOperation, acceptOperation];
}
