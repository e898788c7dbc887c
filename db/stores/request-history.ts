import type { Db } from '../client.ts';
import { askingAbout, getRequest, type ApprovalRequest, type RequestSubject } from './requests.ts';

async function lastOf(
  db: Db,
  of: { readonly subject: RequestSubject; readonly before?: string },
): Promise<ApprovalRequest | undefined> {
  const rows = db('approval_request').where(askingAbout(of.subject));
  if (of.before !== undefined) void rows.where('id', '<', of.before);
  const row = await rows.orderBy('id', 'desc').first<{ id: string } | undefined>('id');
  return row && getRequest(db, row.id);
}

/** The request that was asked before this one about the same, to show what changed since. */
export function previousRequest(
  db: Db,
  { subject, id: before }: ApprovalRequest,
): Promise<ApprovalRequest | undefined> {
  return lastOf(db, { subject, before });
}

/** The request that was asked last about a subject; `undefined` where none was. */
export function lastRequest(db: Db, subject: RequestSubject): Promise<ApprovalRequest | undefined> {
  return lastOf(db, { subject });
}
