import { attachmentsOf } from '../../domain/approvals/request-content.ts';
import type { ApprovalPageProps } from '../../web/pages/approval-page.tsx';
import type { QuestionFormProps } from '../../web/pages/question-thread.tsx';
import type { FoundLink } from './page-answer.ts';

/** What was written in the question form, and what is wrong with it. */
export type GivenQuestion = Pick<QuestionFormProps, 'text' | 'fault'>;

/** What the approval page shows of a link's questions and attachments, with what was written in the question form, if anything. */
export function threadProps(
  { view, token }: FoundLink,
  given: GivenQuestion | undefined,
): Pick<ApprovalPageProps, 'thread' | 'clockStopped' | 'attachments'> {
  const { request, seat, thread } = view;
  const waiting = thread.some((entry) => entry.open && entry.approverId === seat.id);
  const form = {
    action: `/d/${token}/question`,
    requestId: request.id,
    contentHash: request.contentHash,
    ...given,
  };
  const entries = thread.map((entry) => ({
    askerName: entry.askerName,
    mine: entry.approverId === seat.id,
    text: entry.text,
    askedAt: entry.askedAt,
    waitsFor: entry.open ? entry.answererName : undefined,
    answer: entry.answer,
  }));
  return {
    attachments: attachmentsOf(request.content).map(({ name, bytes, sha256 }) => ({
      name,
      bytes,
      path: `/d/${token}/attachments/${sha256}`,
    })),
    clockStopped: waiting,
    thread: { entries, form: waiting && given === undefined ? undefined : form },
  };
}
