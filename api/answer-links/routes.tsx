import express, { Router, type Request } from 'express';
import { z } from 'zod';
import type { LinkTokens } from '../../db/link-token.ts';
import type { Db } from '../../db/client.ts';
import { findQuestionView, type QuestionView } from '../../db/read-models/question-view.ts';
import { answerQuestion, longestText } from '../../db/stores/approval-questions.ts';
import type { Clock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import { isList } from '../../domain/approvals/request-content.ts';
import { listText } from '../../domain/wording/list-wording.ts';
import {
  AnsweredPage,
  AnswerPage,
  type AnsweredPageProps,
  type AnswerPageProps,
} from '../../web/pages/answer-page.tsx';
import { NoticePage, type Notice } from '../../web/pages/notice-page.tsx';
import { ringLater, type DecidingDeps } from '../decision-links/deciding.ts';
import { readerOf } from '../decision-links/link-reader.ts';
import { tidyText } from '../decision-links/submission.ts';
import { isFromOwnPage } from '../pages/own-origin.ts';
import { anybody, sendPage } from '../pages/send-page.ts';
import { createMethodRefusal } from '../problems.ts';

/** What the answer links stand on. `ring` is called after a recorded answer and never waited for. */
export type AnswerLinkDeps = Pick<DecidingDeps, 'ring' | 'log'> & {
  readonly db: Db;
  readonly links: LinkTokens;
  readonly clock: Clock;
  readonly publicUrl: string;
};

interface PageAnswer {
  readonly status: number;
  readonly page: JSX.Element;
}

const tokenForm = /^[A-Za-z0-9_-]{43}$/;
const fields = z.object({ answer: z.string().default('').transform(tidyText) });

/** The route /q/<token>: GET and HEAD only show the question; a POST from the page itself with a text answers it, once. */
export function createAnswerLinkRoutes(deps: AnswerLinkDeps): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 10 });
  router
    .route('/q/:token')
    .get(async (req, res) => {
      const view = await find(deps, req);
      await sendPage(res, view === undefined ? notice('unknown', 404) : standing(view));
    })
    .post(form, async (req, res) => sendPage(res, await answer(deps, req)))
    .all(createMethodRefusal(['GET', 'POST']));
  return router;
}

async function find({ db, links }: AnswerLinkDeps, req: Request): Promise<QuestionView | undefined> {
  const { token } = req.params;
  if (typeof token !== 'string' || !tokenForm.test(token)) return undefined;
  return findQuestionView(db, links.sha256(token));
}

async function answer(deps: AnswerLinkDeps, req: Request): Promise<PageAnswer> {
  if (!isFromOwnPage(req, deps.publicUrl)) return notice('foreign', 403);
  const view = await find(deps, req);
  if (view === undefined) return notice('unknown', 404);
  if (req.is('application/x-www-form-urlencoded') === false) return notice('refused', 415);
  const read = fields.safeParse(req.body);
  if (!read.success) return notice('refused', 400);
  const text = read.data.answer;
  const fault = text === '' ? 'empty' : text.length > longestText ? 'long' : undefined;
  if (fault !== undefined && view.question.open) return asked(view, { text, fault });
  return record(deps, { req, view, text });
}

async function record(
  deps: AnswerLinkDeps,
  sent: { readonly req: Request; readonly view: QuestionView; readonly text: string },
): Promise<PageAnswer> {
  const { req, view, text } = sent;
  const by = { kind: 'person', id: view.person.id } as const;
  try {
    const result = await answerQuestion(deps.db, {
      questionId: view.question.id,
      text,
      by,
      at: deps.clock.now(),
    });
    if (result.kind === 'recorded') ringLater(deps, result.workflowId);
    return standing((await find(deps, req)) ?? view, text);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { ...standing((await find(deps, req)) ?? view, text), status: 409 };
  }
}

function askedIn(view: QuestionView): Pick<AnswerPageProps, 'description' | 'dueOn'> {
  const { content } = view.request;
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

function notice(kind: Notice, status: number): PageAnswer {
  return { status, page: <NoticePage reader={anybody} notice={kind} /> };
}
