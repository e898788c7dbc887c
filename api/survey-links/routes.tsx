import type { Router } from 'express';
import { z } from 'zod';
import { findSurveyView, type SurveyView } from '../../db/read-models/survey-view.ts';
import { answerSurvey } from '../../db/stores/survey-answers.ts';
import { DomainError } from '../../domain/errors.ts';
import { answerOf, type AnswerFault, type AnswerForm } from '../../domain/surveys/answer.ts';
import { createPageReader } from '../../web/page-reader.ts';
import { SurveyClosedPage, SurveyPage, type SurveyPageProps } from '../../web/pages/survey-page.tsx';
import { ringLater } from '../decision-links/deciding.ts';
import type { PageAnswer } from '../decision-links/page-answer.ts';
import { tidyText } from '../decision-links/submission.ts';
import { createFormLinkRoutes, type FormLinkDeps, type SentForm } from '../form-links.tsx';

const fields = z.record(z.string(), z.string().transform(tidyText));
type Sent = SentForm<SurveyView, AnswerForm>;

/** The route /s/<token>: GET and HEAD only show the questions; a POST from the page itself with a score answers, or changes the answer. */
export function createSurveyLinkRoutes(deps: FormLinkDeps): Router {
  return createFormLinkRoutes(deps, {
    path: '/s',
    fields,
    find: ({ db, clock }, tokenSha256) => findSurveyView(db, { tokenSha256, now: clock.now() }),
    show: (view, path) => shown(view, { path, status: 200 }),
    answer,
  });
}

async function answer(deps: FormLinkDeps, { view, given, path, again }: Sent): Promise<PageAnswer> {
  const { questions } = view.survey;
  const read = answerOf(given, { questions, standing: view.answer });
  if (!view.open) return shown(view, { path, status: 409 });
  if (read.faults.length > 0) return shown(view, { path, status: 422, sent: given, faults: read.faults });
  try {
    const said = { linkId: view.linkId, answer: read.answer, at: deps.clock.now() };
    const { workflowId, tell } = await answerSurvey(deps.db, said);
    if (tell) ringLater(deps, workflowId);
    return shown(await again(), { path, status: 200, recorded: true });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return shown(await again(), { path, status: 409 });
  }
}

function shown(
  view: SurveyView,
  how: {
    readonly path: string;
    readonly status: number;
    readonly recorded?: boolean;
    readonly sent?: AnswerForm;
    readonly faults?: readonly AnswerFault[];
  },
): PageAnswer {
  const { client, host, survey, answer: standing } = view;
  const of = {
    reader: createPageReader(client),
    accountName: client.accountName,
    host,
    closesAt: survey.closesAt,
    stopPath: `${how.path}/stop`,
  };
  if (!view.open) return { status: how.status, page: <SurveyClosedPage {...of} /> };
  const values = { ...valuesOf(standing), ...how.sent };
  const form: SurveyPageProps['form'] = {
    questions: survey.questions,
    answered: standing !== undefined,
    values,
    faults: how.faults ?? [],
  };
  const page = <SurveyPage {...of} readerName={client.name} recorded={how.recorded === true} form={form} />;
  return { status: how.status, page };
}

function valuesOf(standing: SurveyView['answer']): AnswerForm {
  if (standing === undefined) return {};
  return Object.fromEntries([
    ['comment', standing.comment],
    ...standing.scores.map(({ question, score }) => [question, String(score)] as const),
    ...standing.words.map(({ question, word }) => [question, word] as const),
  ]);
}
