import type { Db } from '../../db/client.ts';
import { getApproval, listApprovals } from '../../db/read-models/approval-list.ts';
import type { ApprovalRecord } from '../../db/read-models/approval-list.ts';
import { listDecisions } from '../../db/stores/decision-rows.ts';
import { namedSeats } from '../../db/read-models/named-seats.ts';
import { recordId } from '../fields.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import { blockersOfRequests } from '../../db/read-models/blocking.ts';
import { approval, approvalDetail, approvalParams, approvalQuery } from './schemas.ts';

async function withBlocking(db: Db, of: { approvals: readonly ApprovalRecord[]; now: Date }) {
  const blocking = await blockersOfRequests(db, {
    requestIds: of.approvals.map(({ id }) => id),
    now: of.now,
  });
  return of.approvals.map((one) => ({ ...one, blocking: blocking.get(one.id) ?? [] }));
}

const listOperation = operation({
  id: 'listApprovals',
  method: 'get',
  path: '/approvals',
  tag: 'approvals',
  summary: 'List approval requests, with who is blocking',
  description:
    'Open ones unless a status is given. Decisions are made on the pages that the mails link to, never here.',
  role: 'viewer',
  query: approvalQuery,
  result: pageOf(approval),
  handle: async ({ db, query: { cursor, limit, status, planId }, now }) => {
    const rows = await listApprovals(db, { limit, status, planId, after: readCursor(recordId, cursor) });
    const page = toPage(rows, { limit, position: (row) => row.id });
    return { body: { ...page, items: await withBlocking(db, { approvals: page.items, now }) } };
  },
});

const getOperation = operation({
  id: 'getApproval',
  method: 'get',
  path: '/approvals/{approvalId}',
  tag: 'approvals',
  summary: 'Read one approval request: who was asked, who decided what, who is blocking',
  role: 'viewer',
  params: approvalParams,
  result: approvalDetail,
  handle: async ({ db, params, now }) => {
    const found = await getApproval(db, params.approvalId);
    const [one] = await withBlocking(db, { approvals: [found], now });
    const approvers = await namedSeats(db, found.id);
    const decisions = await listDecisions(db, found.id);
    return { body: { ...found, blocking: one?.blocking ?? [], approvers, decisions } };
  },
});

/** Approval requests, to read. */
export function createApprovalOperations(): readonly Operation[] {
  return [listOperation, getOperation];
}
