import { getRequest } from '../db/stores/requests.ts';
import { recordSignal } from '../db/stores/signals.ts';
import type { ApprovalEffect } from './approval-effect.ts';

const kinds = { rejected: 'approval.rejected', expired: 'approval.expired' } as const;

/** Records, and thereby escalates, that a step of a plan was rejected or that its approval expired; what else is asked about has an end of its own. */
export async function signalOutcome(
  { db, at, context }: ApprovalEffect,
  { requestId, comment = '' }: { readonly requestId: string; readonly comment?: string },
): Promise<void> {
  const request = await getRequest(db, requestId);
  if (!('plan' in context) || (request.status !== 'rejected' && request.status !== 'expired')) return;
  const { accountId, id: planId } = context.plan;
  await recordSignal(db, {
    kind: kinds[request.status],
    ...{ accountId, planId, subject: request.id, occurredAt: at },
    evidence: { title: request.content.title, reason: comment },
  });
}
