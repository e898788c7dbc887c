import { ownerOf } from '../../domain/approvals/request-content.ts';
import type { Person } from '../../domain/person.ts';
import type { Db } from '../client.ts';
import { findQuestionLink } from '../stores/approval-questions.ts';
import { getRequest, type ApprovalRequest } from '../stores/requests.ts';
import { approvalContext } from './approval-context.ts';
import { peopleById } from './planning-context.ts';
import { threadOfRequest, type ThreadEntry } from './thread.ts';

/** Everything the page behind an answer link shows: `person` is the link's own, who answers on it. */
export interface QuestionView {
  readonly person: Person;
  readonly question: ThreadEntry;
  readonly request: ApprovalRequest;
  /** Who carries the step out; undefined for a list. */
  readonly ownerName: string | undefined;
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
  const { subjectName, year, person: named } = await approvalContext(db, request);
  const ownerId = ownerOf(request.content);
  return {
    person,
    question,
    request,
    ownerName: ownerId === null ? undefined : named(ownerId).name,
    accountName: subjectName,
    year,
  };
}
