import { contentHash } from '../db/content-hash.ts';
import type { LinkTokens } from '../db/link-token.ts';
import { addSeat, openRequest, type ApprovalRequest } from '../db/stores/requests.ts';
import { withApproval, type ApprovalEffect } from './approval-effect.ts';
import { ask } from './asking.ts';

/** What people are asked to approve, by which policy, and by whom. */
export type Asked = Pick<
  ApprovalRequest,
  'subject' | 'revision' | 'content' | 'policy' | 'rule' | 'verify' | 'requestedBy'
>;

/**
 * Asks about a step, a list or a pack, all approvers whom its content names or the first of a sequence, unless the same content is asked about or
 * approved already.
 */
export async function openApproval(
  effect: ApprovalEffect,
  { asked, links }: { readonly asked: Asked; readonly links: LinkTokens },
): Promise<void> {
  const { db, at, workflowId } = effect;
  const requestId = await openRequest(db, {
    ...asked,
    workflowId,
    contentHash: contentHash(asked.content),
    requestedAt: at,
  });
  if (requestId === undefined) return;
  const seatIds: string[] = [];
  for (const [index, personId] of asked.content.approverIds.entries())
    seatIds.push(await addSeat(db, { requestId, personId, position: index + 1 }));
  const now = await withApproval(effect);
  const first = asked.policy.order === 'sequence' ? seatIds.slice(0, 1) : seatIds;
  for (const seatId of first) await ask(now, { seatId, links });
}
