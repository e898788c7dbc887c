import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import { lockProcess, recordFact } from './processes.ts';
import { withdrawSubject } from './request-subjects.ts';
import { endRequest, getRequest } from './requests.ts';

/** The manager's wish to withdraw a question; `reason` is kept with the request. `at` is process time. */
export interface Recall {
  readonly approvalId: string;
  readonly reason: string;
  readonly by: Actor;
  readonly at: Date;
}

/**
 * Ends an open request as recalled and sets its step back to draft; returns the process to ring. Answers that were given before no
 * longer count. Throws `notFound`, or `closed` when the request has ended.
 */
export function recallRequest(db: Db, recall: Recall): Promise<{ readonly workflowId: string }> {
  const { approvalId: requestId, reason, by, at } = recall;
  return db.transaction(async (trx) => {
    const { workflowId } = await getRequest(trx, requestId);
    await lockProcess(trx, workflowId);
    const request = await getRequest(trx, requestId);
    if (request.status !== 'open')
      throw new DomainError('closed', `This request has ended (${request.status}); it cannot be recalled.`);
    await endRequest(trx, { requestId, status: 'recalled', at, reason });
    await withdrawSubject(trx, request);
    await appendAudit(trx, {
      chain: workflowId,
      at,
      actor: by,
      kind: 'approval.recalled',
      subject: requestId,
      data: { reason },
    });
    await recordFact(trx, { workflowId, kind: 'approvalRecalled', payload: { requestId }, at });
    return { workflowId };
  });
}
