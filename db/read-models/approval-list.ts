import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import type { RequestStatus } from '../stores/requests.ts';

/** One approval request with the names of what it is about. */
export interface ApprovalRecord {
  readonly id: string;
  readonly workflowId: string;
  /** Null where a panel is asked about a cycle of selection, `cycleId`. */
  readonly planId: string | null;
  readonly stepId: string | null;
  readonly cycleId: string | null;
  /** The quarterly review whose pack is to be signed off. */
  readonly reviewId: string | null;
  readonly proposalId: string | null;
  readonly stepTitle: string;
  readonly accountId: string | null;
  /** The account's name, or the programme's. */
  readonly accountName: string;
  readonly year: number;
  readonly revision: number;
  readonly contentHash: string;
  readonly status: RequestStatus;
  readonly reason: string | null;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly decidedAt: Date | null;
  /** Everybody asked so far. */
  readonly seatIds: readonly string[];
}

interface ApprovalRow {
  id: string;
  workflow_id: string;
  plan_id: string | null;
  step_id: string | null;
  cycle_id: string | null;
  review_id: string | null;
  proposal_id: string | null;
  step_title: string;
  account_id: string | null;
  account_name: string;
  year: number;
  revision: number;
  content_hash: string;
  status: RequestStatus;
  reason: string | null;
  requested_by: string;
  requested_at: Date;
  decided_at: Date | null;
  seat_ids: string[];
}

const seatIds = `array(select s.id::text from approver s where s.request_id = r.id order by s.asked_at, s.id)`;

function approvals(db: Db) {
  return db('approval_request as r')
    .join('approval_subject as b', 'b.request_id', 'r.id')
    .select<ApprovalRow[]>(
      'r.id',
      'r.workflow_id',
      'r.plan_id',
      'r.step_id',
      'r.cycle_id',
      'r.review_id',
      'r.proposal_id',
      'r.revision',
      'r.content_hash',
      'r.status',
      'r.reason',
    )
    .select(
      'r.requested_by',
      'r.requested_at',
      'r.decided_at',
      'b.account_id',
      'b.year',
      'b.subject_name as account_name',
    )
    .select(db.raw(`r.content ->> 'title' as step_title, ${seatIds} as seat_ids`));
}

function toApproval(row: ApprovalRow): ApprovalRecord {
  return {
    id: row.id,
    workflowId: row.workflow_id,
    planId: row.plan_id,
    stepId: row.step_id,
    cycleId: row.cycle_id,
    reviewId: row.review_id,
    proposalId: row.proposal_id,
    stepTitle: row.step_title,
    accountId: row.account_id,
    accountName: row.account_name,
    year: row.year,
    revision: row.revision,
    contentHash: row.content_hash,
    status: row.status,
    reason: row.reason,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    decidedAt: row.decided_at,
    seatIds: row.seat_ids,
  };
}

/** Approval requests by number; one more than `limit` says that there is a next page. */
export async function listApprovals(
  db: Db,
  page: {
    readonly after: string | undefined;
    readonly limit: number;
    readonly status: RequestStatus;
    readonly planId: string | undefined;
  },
): Promise<readonly ApprovalRecord[]> {
  const rows = approvals(db)
    .where('r.status', page.status)
    .orderBy('r.id')
    .limit(page.limit + 1);
  if (page.after !== undefined) void rows.where('r.id', '>', page.after);
  if (page.planId !== undefined) void rows.where('r.plan_id', page.planId);
  return ((await rows) as ApprovalRow[]).map(toApproval);
}

/** One approval request; throws `notFound`. */
export async function getApproval(db: Db, id: string): Promise<ApprovalRecord> {
  const [row] = (await approvals(db).where('r.id', id)) as ApprovalRow[];
  if (row === undefined) throw new DomainError('notFound', `There is no approval request ${id}.`);
  return toApproval(row);
}
