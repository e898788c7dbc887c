import type { Db } from '../client.ts';
import { endRequest, getRequest, type ApprovalRequest, type RequestStatus } from './requests.ts';

/** Voids what was asked or given for a review's sign-off; returns the numbers of the requests that ended so. */
export async function endSignOff(
  db: Db,
  end: {
    readonly reviewId: string;
    readonly status: Extract<RequestStatus, 'superseded' | 'recalled'>;
    readonly at: Date;
    readonly reason: string;
  },
): Promise<readonly string[]> {
  const statuses = end.status === 'superseded' ? ['open', 'approved', 'expired'] : ['open'];
  const ids = await db('approval_request')
    .where({ review_id: end.reviewId })
    .whereIn('status', statuses)
    .forUpdate()
    .orderBy('id')
    .pluck<string[]>('id');
  const { status, at, reason } = end;
  for (const requestId of ids) await endRequest(db, { requestId, status, at, reason });
  return ids;
}

/** The request that asked last for a review's sign-off, in this revision; `undefined` if none did. */
export async function lastSignOff(
  db: Db,
  of: { readonly reviewId: string; readonly revision: number },
): Promise<ApprovalRequest | undefined> {
  const row = await db('approval_request')
    .where({ review_id: of.reviewId, revision: of.revision })
    .orderBy('id', 'desc')
    .first<{ id: string } | undefined>('id');
  return row && getRequest(db, row.id);
}
