import type { Router } from 'express';
import { z } from 'zod';
import { findQuestionView, type QuestionView } from '../../db/read-models/question-view.ts';
import { answerQuestion, longestText } from '../../db/stores/approval-questions.ts';
import { DomainError } from '../../domain/errors.ts';
import { isList, isProposal, isReview } from '../../domain/approvals/request-content.ts';
import { listText } from '../../domain/wording/list-wording.ts';
import { proposalText } from '../../domain/wording/proposal-wording.ts';
import { signOffText } from '../../domain/wording/sign-off-wording.ts';
import {
  AnsweredPage,
  AnswerPage,
  type AnsweredPageProps,
  type AnswerPageProps,
} from '../../web/pages/answer-page.tsx';
import { ringLater } from '../decision-links/deciding.ts';
import { readerOf } from '../decision-links/link-reader.ts';
import type { PageAnswer } from '../decision-links/page-answer.ts';
import { tidyText } from '../decision-links/submission.ts';
import { createFormLinkRoutes, type FormLinkDeps, type SentForm } from '../form-links.tsx';

const fields = z.object({ answer: z.string().default('').transform(tidyText) });
type Sent = SentForm<QuestionView, z.output<typeof fields>>;

/** The route /q/<token>: GET and HEAD only show the question; a POST from the page itself with a text answers it, once. */
export function createAnswerLinkRoutes(deps: FormLinkDeps): Router {
  return createFormLinkRoutes(deps, {
    path: '/q',
    fields,
    find: ({ db }, tokenSha256) => findQuestionView(db, tokenSha256),
    show: (view) => standing(view),
    answer,
  });
}

async function answer(deps: FormLinkDeps, sent: Sent): Promise<PageAnswer> {
  const { view } = sent;
  const text = sent.given.answer;
  const fault = text === '' ? 'empty' : text.length > longestText ? 'long' : undefined;
  if (fault !== undefined && view.question.open) return asked(view, { text, fault });
  return record(deps, sent);
}

async function record(deps: FormLinkDeps, { view, given, again }: Sent): Promise<PageAnswer> {
  const text = given.answer;
  const by = { kind: 'person', id: view.person.id } as const;
  try {
    const result = await answerQuestion(deps.db, {
      questionId: view.question.id,
      text,
      by,
      at: deps.clock.now(),
    });
    if (result.kind === 'recorded') ringLater(deps, result.workflowId);
    return standing(await again(), text);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { ...standing(await again(), text), status: 409 };
  }
}

function askedIn(view: QuestionView): Pick<AnswerPageProps, 'description' | 'dueOn'> {
  const { content } = view.request;
  if (isReview(content))
    return { description: signOffText(content, readerOf(view).format), dueOn: undefined };
  if (isProposal(content))
    return { description: proposalText(content, readerOf(view).format), dueOn: undefined };
  if (!isList(content)) return { description: content.description, dueOn: content.dueOn };
  return { description: listText(content, readerOf(view).format), dueOn: undefined };
}

function asked(view: QuestionView, given?: { text: string; fault: 'empty' | 'long' }): PageAnswer {
  const { question, request, person } = view;
  const page = (
    <AnswerPage
      reader={readerOf(view)}
      readerName={person.name}
      askerName={question.askerName}
      accountName={view.accountName}
      year={view.year}
      stepTitle={request.content.title}
      {...askedIn(view)}
      ownerName={view.ownerName}
      question={question.text}
      askedAt={question.askedAt}
      given={given}
    />
  );
  return { status: given === undefined ? 200 : 422, page };
}

// Whoever sent the answer that stands, or comes back to it, reads that it is sent; whoever sent another, that it was not the first.
function standing(view: QuestionView, sent?: string): PageAnswer {
  const { question } = view;
  if (question.open) return asked(view);
  const other = sent !== undefined && sent !== question.answer?.text;
  const because = question.answer === null ? 'moot' : other ? 'first' : 'sent';
  return { status: 200, page: answered(view, because) };
}

function answered(view: QuestionView, because: AnsweredPageProps['because']): JSX.Element {
  const { question } = view;
  return (
    <AnsweredPage
      reader={readerOf(view)}
      because={because}
      askerName={question.askerName}
      accountName={view.accountName}
      stepTitle={view.request.content.title}
      question={question.text}
      askedAt={question.askedAt}
      answer={question.answer}
    />
  );
}
