import { z } from 'zod';
import { getApproval } from '../../db/read-models/approval-list.ts';
import { threadOfRequest } from '../../db/read-models/thread.ts';
import { answerQuestion, longestText } from '../../db/stores/approval-questions.ts';
import { DomainError } from '../../domain/errors.ts';
import { approvalParams } from '../approvals/schemas.ts';
import { instant, recordId } from '../fields.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import type { PlanDeps } from '../plans/routes.ts';

const question = z
  .object({
    id: recordId,
    approverId: recordId,
    askerId: recordId,
    askerName: z.string(),
    text: z.string(),
    askedAt: instant,
    open: z.boolean().meta({
      description: 'Whether the firm owes an answer. Until there is one, the time of the asker stands still.',
    }),
    answererId: recordId.meta({ description: 'Who owes the answer, or owed it.' }),
    answererName: z.string(),
    answer: z.object({ by: z.string(), text: z.string(), at: instant }).nullable(),
  })
  .meta({ id: 'ApprovalQuestion' });

const questions = z.object({ items: z.array(question).readonly() }).meta({ id: 'ApprovalQuestions' });
const answer = z
  .strictObject({ text: z.string().trim().min(1).max(longestText) })
  .meta({ id: 'QuestionAnswer' });

const listOperation = operation({
  id: 'listApprovalQuestions',
  method: 'get',
  path: '/approvals/{approvalId}/questions',
  tag: 'approvals',
  summary: 'Read what approvers asked without deciding, and the answers',
  role: 'viewer',
  params: approvalParams,
  result: questions,
  handle: async ({ db, params }) => {
    const { id } = await getApproval(db, params.approvalId);
    return { body: { items: await threadOfRequest(db, id) } };
  },
});

function answerOperation(deps: PlanDeps): Operation {
  return operation({
    id: 'answerApprovalQuestion',
    method: 'post',
    path: '/approvals/{approvalId}/questions/{questionId}/answer',
    tag: 'approvals',
    summary: 'Answer a question, once',
    description:
      'The asker gets the answer by mail, and their time to decide runs again. The first answer stands: another one is a 409.',
    role: 'manager',
    params: approvalParams.extend({ questionId: recordId }),
    body: answer,
    result: questions,
    idempotent: true,
    handle: async ({ db, params: { approvalId, questionId }, body: { text }, caller, now: at }) => {
      const asked = await threadOfRequest(db, approvalId);
      if (!asked.some(({ id }) => id === questionId))
        throw new DomainError('notFound', `Approval ${approvalId} has no question ${questionId}.`);
      const { workflowId } = await answerQuestion(db, { questionId, text, by: caller.actor, at });
      const items = await threadOfRequest(db, approvalId);
      return { body: { items }, afterCommit: () => void deps.ring(workflowId) };
    },
  });
}

/** Questions that approvers ask without deciding: read and answer them. */
export function createApprovalQuestionOperations(deps: PlanDeps): readonly Operation[] {
  return [listOperation, answerOperation(deps)];
}
