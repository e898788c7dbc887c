import type { Choice } from '../../domain/approvals/policy.ts';
import type { Db } from '../client.ts';
import { accountReviewId } from './account-reviews.ts';
import { appendAudit } from './audit.ts';
import { lockProcess, recordFact } from './processes.ts';
import type { ApprovalRequest, Seat } from './requests.ts';

/** An answer that came after its time. */
export interface LateAnswer {
  readonly request: ApprovalRequest;
  readonly seat: Seat;
  readonly input: { readonly choice: Choice; readonly comment: string; readonly at: Date };
}

/** Keeps a late answer, once for each seat, as a fact for the manager; it counts for nothing. Call under the process's lock. */
export async function keepLateAnswer(db: Db, { request, seat, input }: LateAnswer): Promise<void> {
  const known = await db('inbox_fact')
    .where({ workflow_id: request.workflowId, kind: 'decisionLate' })
    .whereRaw(`payload ->> 'approverId' = ?`, [seat.id])
    .first<{ seq: number } | undefined>('seq');
  if (known) return;
  const payload = {
    requestId: request.id,
    approverId: seat.id,
    choice: input.choice,
    comment: input.comment,
  };
  const { workflowId } = request;
  await appendAudit(db, {
    chain: workflowId,
    at: input.at,
    actor: { kind: 'person', id: seat.personId },
    kind: 'decision.late',
    subject: request.id,
    data: { seatId: seat.id, choice: input.choice },
  });
  const { late } = await recordFact(db, { workflowId, kind: 'decisionLate', payload, at: input.at });
  if (late) await tellReview(db, { workflowId, payload, at: input.at });
}

// A plan that is closed acts on nothing any more: its account's review tells the manager.
async function tellReview(
  db: Db,
  told: { workflowId: string; payload: Record<string, unknown>; at: Date },
): Promise<void> {
  const { accountId } = await lockProcess(db, told.workflowId);
  if (accountId === null) return;
  const workflowId = accountReviewId(accountId);
  await recordFact(db, { workflowId, kind: 'answerAfterClose', payload: told.payload, at: told.at });
}
