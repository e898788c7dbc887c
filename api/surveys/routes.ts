import type { Db } from '../../db/client.ts';
import { surveyResponses, surveyedContacts } from '../../db/read-models/survey-responses.ts';
import { surveyStanding } from '../../db/read-models/survey-standing.ts';
import { openSurvey } from '../../db/stores/survey-opening.ts';
import { currentQuestions, setQuestions } from '../../db/stores/survey-questions.ts';
import { getSurvey, listSurveys } from '../../db/stores/survey-rows.ts';
import { DomainError } from '../../domain/errors.ts';
import { recordId } from '../fields.ts';
import { operation, type Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import {
  newSurvey,
  newSurveyQuestions,
  survey,
  surveyAnswerList,
  surveyDetail,
  surveyedAccountParams,
  surveyParams,
  surveyQuery,
  surveyQuestions,
} from './schemas.ts';

/** What surveys need besides the records: how to wake the review that writes to the contacts. */
export interface SurveyDeps {
  readonly ring: (workflowId: string) => Promise<void>;
}

const tag = 'surveys';

async function detail(db: Db, surveyId: string) {
  const found = await getSurvey(db, surveyId);
  return { ...found, ...(await surveyStanding(db, found)), contacts: await surveyedContacts(db, surveyId) };
}

function startOperation({ ring }: SurveyDeps): Operation {
  return operation({
    id: 'startSurvey',
    method: 'post',
    path: '/accounts/{accountId}/surveys',
    tag,
    summary: "Ask an account's contacts how they see us",
    description:
      'Each gets a mail with a link of their own, and one reminder at half time; nobody is asked twice within 60 days, nor who does not want to be. The answers come with names.',
    role: 'manager',
    params: surveyedAccountParams,
    body: newSurvey,
    result: surveyDetail,
    statuses: [201],
    idempotent: true,
    handle: async ({ db, params: { accountId }, body, caller, now }) => {
      const wish = { accountId, reviewId: null, ...body, by: caller.actor, at: now };
      const opened = await openSurvey(db, wish);
      if (opened.kind === 'nobody')
        throw new DomainError(
          'conflict',
          'None of the contacts can be asked now.',
          opened.contacts.map(({ key, outcome }) => ({ path: `/contacts/${key}`, message: outcome })),
        );
      return {
        body: await detail(db, opened.survey.id),
        headers: { Location: `/v1/surveys/${opened.survey.id}` },
        afterCommit: () => void ring(opened.workflowId),
      };
    },
  });
}

const listOperation = operation({
  id: 'listSurveys',
  method: 'get',
  path: '/surveys',
  tag,
  summary: 'List surveys, newest first',
  role: 'viewer',
  query: surveyQuery,
  result: pageOf(survey),
  handle: async ({ db, query: { cursor, ...filter } }) => {
    const rows = await listSurveys(db, { ...filter, after: readCursor(recordId, cursor) });
    return { body: toPage(rows, { limit: filter.limit, position: (row) => row.id }) };
  },
});

const getOperation = operation({
  id: 'getSurvey',
  method: 'get',
  path: '/surveys/{surveyId}',
  tag,
  summary: 'Read how a survey stands: who was asked, how many answered, and its figures',
  role: 'viewer',
  params: surveyParams,
  result: surveyDetail,
  handle: async ({ db, params }) => ({ body: await detail(db, params.surveyId) }),
});

const answersOperation = operation({
  id: 'listSurveyAnswers',
  method: 'get',
  path: '/surveys/{surveyId}/answers',
  tag,
  summary: 'Read the answers to a survey, with the names and words of the contacts',
  role: 'manager',
  params: surveyParams,
  result: surveyAnswerList,
  handle: async ({ db, params: { surveyId } }) => {
    await getSurvey(db, surveyId);
    return { body: { items: await surveyResponses(db, surveyId) } };
  },
});

const questionsOperation = operation({
  id: 'getSurveyQuestions',
  method: 'get',
  path: '/survey-questions',
  tag,
  summary: 'Read the questions that surveys ask now',
  role: 'viewer',
  result: surveyQuestions,
  handle: async ({ db }) => ({ body: await currentQuestions(db) }),
});

const setQuestionsOperation = operation({
  id: 'setSurveyQuestions',
  method: 'post',
  path: '/survey-questions',
  tag,
  summary: 'Set the questions of surveys started from now on, as a new version',
  description: 'Each measure is asked on the scale of its KPI; the first question is a scored one.',
  role: 'manager',
  body: newSurveyQuestions,
  result: surveyQuestions,
  statuses: [201],
  idempotent: true,
  handle: async ({ db, body, caller, now }) => ({
    body: await setQuestions(db, { ...body, by: caller.actor, at: now }),
  }),
});

/** Surveys of the clients' contacts: start, list and read them, their answers and their questions. */
export function createSurveyOperations(deps: SurveyDeps): readonly Operation[] {
  return [
    startOperation(deps),
    listOperation,
    getOperation,
    answersOperation,
    questionsOperation,
    setQuestionsOperation,
  ];
}
