import { z } from 'zod';
import { getApproval } from '../../db/read-models/approval-list.ts';
import { reassignSeat } from '../../db/stores/hand-overs.ts';
import { recallRequest } from '../../db/stores/recalls.ts';
import { handOverSentence } from '../../domain/approvals/hand-over.ts';
import { DomainError } from '../../domain/errors.ts';
import { recordId } from '../fields.ts';
import { operation, type Operation } from '../operation.ts';
import { approvalParams } from './schemas.ts';

/** What changing approvals stands on. */
export interface ApprovalChangeDeps {
  readonly ring: (workflowId: string) => Promise<void>;
}

const reason = z.string().trim().min(1).max(1000).meta({ description: 'Those concerned read it.' });
const seatParams = approvalParams.extend({ approverId: recordId });
const reassignment = z.strictObject({ personId: recordId, reason });
const recall = z.strictObject({ reason });
const changed = z
  .object({ approvalId: recordId, status: z.string(), approverId: recordId.nullable() })
  .meta({ id: 'ApprovalChange', description: 'What the request is now, and the new approver, if any.' });

const written = {
  method: 'post',
  tag: 'approvals',
  role: 'manager',
  result: changed,
  idempotent: true,
} as const;

function reassignOperation(deps: ApprovalChangeDeps): Operation {
  return operation({
    ...written,
    id: 'reassignApprover',
    path: '/approvals/{approvalId}/approvers/{approverId}/reassign',
    summary: 'Ask somebody else in the place of an approver who has not decided',
    description:
      'The one before is told. Refused for the requester, the owner of the step, and anybody asked in this request already.',
    params: seatParams,
    body: reassignment,
    handle: async ({ db, params, body, caller, now }) => {
      const result = await reassignSeat(db, { ...params, ...body, by: caller.actor, at: now });
      if (result.kind === 'refused') {
        const message = handOverSentence(result.refused);
        const path = result.refused === 'noReason' ? '/reason' : '/personId';
        throw new DomainError('invalid', message, [{ path, message }]);
      }
      return {
        body: { approvalId: params.approvalId, status: 'open', approverId: result.seatId },
        afterCommit: () => void deps.ring(result.workflowId),
      };
    },
  });
}

function recallOperation(deps: ApprovalChangeDeps): Operation {
  return operation({
    ...written,
    id: 'recallApproval',
    path: '/approvals/{approvalId}/recall',
    summary: 'Withdraw an open request: its step is a draft again',
    description:
      'Those asked are told. Answers given before no longer count; one that comes later is passed on as a note.',
    params: approvalParams,
    body: recall,
    handle: async ({ db, params: { approvalId }, body, caller, now }) => {
      const { workflowId } = await recallRequest(db, { approvalId, ...body, by: caller.actor, at: now });
      const { status } = await getApproval(db, approvalId);
      return {
        body: { approvalId, status, approverId: null },
        afterCommit: () => void deps.ring(workflowId),
      };
    },
  });
}

/** What a manager can do about an approval under way: ask somebody else, or withdraw it. */
export function createApprovalChangeOperations(deps: ApprovalChangeDeps): readonly Operation[] {
  return [reassignOperation(deps), recallOperation(deps)];
}
