import type { Person } from '../../domain/person.ts';
import type { Db } from '../client.ts';
import { findQuestionLink } from '../stores/approval-questions.ts';
import { getRequest, type ApprovalRequest } from '../stores/requests.ts';
import { peopleById, planningContext } from './planning-context.ts';
import { threadOfRequest, type ThreadEntry } from './thread.ts';

/** Everything the page behind an answer link shows: `person` is the link's own, who answers on it. */
export interface QuestionView {
  readonly person: Person;
  readonly question: ThreadEntry;
  readonly request: ApprovalRequest;
  readonly ownerName: string;
  readonly accountName: string;
  readonly year: number;
}

/** The view of an answer link by the SHA-256 of its token; `undefined` for an unknown one. Reads only. */
export async function findQuestionView(db: Db, tokenSha256: string): Promise<QuestionView | undefined> {
  const link = await findQuestionLink(db, tokenSha256);
  if (!link) return undefined;
  const row = await db('approval_question')
    .where({ id: link.questionId })
    .first<{ request_id: string } | undefined>('request_id');
  const thread = row ? await threadOfRequest(db, row.request_id) : [];
  const question = thread.find((entry) => entry.id === link.questionId);
  const person = (await peopleById(db, [link.personId])).get(link.personId);
  if (!row || !question || !person) return undefined;
  const request = await getRequest(db, row.request_id);
  const { account, plan, person: named } = await planningContext(db, { id: request.planId });
  return {
    person,
    question,
    request,
    ownerName: named(request.content.ownerId).name,
    accountName: account.name,
    year: plan.year,
  };
}
