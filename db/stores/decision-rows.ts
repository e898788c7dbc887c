import type { Knex } from 'knex';
import type { Choice } from '../../domain/approvals/policy.ts';
import type { Db } from '../client.ts';
import type { ApprovalRequest } from './requests.ts';

/** How an answer was known to be the approver's: by the link alone, or by a code beside it. */
export type Verified = ApprovalRequest['verify'];

/** A stored decision: `via` is where it was made; it can be taken back before `undoUntil` unless something has followed from it. */
export interface Decision {
  readonly id: string;
  readonly requestId: string;
  readonly approverId: string;
  readonly personId: string;
  readonly choice: Choice;
  readonly comment: string;
  readonly contentHash: string;
  readonly decidedAt: Date;
  readonly via: 'link' | 'inbox';
  readonly verified: Verified;
  readonly undoUntil: Date | null;
  readonly followedAt: Date | null;
}

/** A row of `decision` with the person of its seat. */
export interface DecisionRow {
  id: string;
  request_id: string;
  approver_id: string;
  person_id: string;
  choice: Choice;
  comment: string;
  content_hash: string;
  decided_at: Date;
  via: Decision['via'];
  verified: Verified;
  undo_until: Date | null;
  followed_at: Date | null;
}

/** The decision in a row. */
export function toDecision(row: DecisionRow): Decision {
  return {
    id: row.id,
    requestId: row.request_id,
    approverId: row.approver_id,
    personId: row.person_id,
    choice: row.choice,
    comment: row.comment,
    contentHash: row.content_hash,
    decidedAt: row.decided_at,
    via: row.via,
    verified: row.verified,
    undoUntil: row.undo_until,
    followedAt: row.followed_at,
  };
}

/** Notes that what follows from a decision has followed, which ends its undo. */
export async function markFollowed(
  db: Db,
  followed: { readonly decisionId: string; readonly at: Date },
): Promise<void> {
  await db('decision')
    .where({ id: followed.decisionId })
    .whereNull('followed_at')
    .update({ followed_at: followed.at });
}

/** Whether nothing has followed from a decision yet, because it could be taken back. */
export function awaitsUndo({ undoUntil, followedAt }: Decision): boolean {
  return undoUntil !== null && followedAt === null;
}

/** A decision that stands; `undefined` if it was taken back. */
export async function findStanding(db: Db, decisionId: string): Promise<Decision | undefined> {
  const row = await standing(db)
    .where('d.id', decisionId)
    .first<DecisionRow | undefined>('d.*', 'a.person_id');
  return row && toDecision(row);
}

/** The steps of a plan on which decisions stand of which nothing has followed yet, because they can still be taken back. */
export async function stepsAwaitingUndo(db: Db, planId: string): Promise<ReadonlySet<string>> {
  const rows = await standing(db)
    .join('approval_request as r', 'r.id', 'd.request_id')
    .where('r.plan_id', planId)
    .whereNotNull('d.undo_until')
    .whereNull('d.followed_at')
    .whereNotNull('r.step_id')
    .select<{ step_id: string }[]>('r.step_id');
  return new Set(rows.map((row) => row.step_id));
}

function standing(db: Db): Knex.QueryBuilder {
  return db('decision as d').join('approver as a', 'a.id', 'd.approver_id').whereRaw('d.round = a.round');
}

/** The decisions of a request that stand, in the order in which they were made; those taken back are left out. */
export async function listDecisions(db: Db, requestId: string): Promise<readonly Decision[]> {
  const rows = await standing(db)
    .where('d.request_id', requestId)
    .orderBy('d.id')
    .select<DecisionRow[]>('d.*', 'a.person_id');
  return rows.map(toDecision);
}
