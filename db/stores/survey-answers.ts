import { DomainError } from '../../domain/errors.ts';
import { saysTheSame, type GivenAnswer, type GivenScore } from '../../domain/surveys/answer.ts';
import { newLowScores } from '../../domain/surveys/detractor.ts';
import type { Db } from '../client.ts';
import { accountReviewId } from './account-reviews.ts';
import { appendAudit } from './audit.ts';
import { lockProcess, recordFact } from './processes.ts';
import { recordSignal } from './signals.ts';
import { findSurveyLink } from './survey-links.ts';
import { getSurvey, type Survey } from './survey-rows.ts';

/** One version of a contact's answer. */
export interface SurveyAnswer extends GivenAnswer {
  readonly id: string;
  readonly linkId: string;
  readonly version: number;
  readonly answeredAt: Date;
}

interface AnswerRow {
  id: string;
  link_id: string;
  version: number;
  comment: string;
  answered_at: Date;
}

interface ItemRow {
  answer_id: string;
  question: string;
  measure: GivenScore['measure'] | 'text';
  score: number;
  low: number;
  high: number;
  direction: GivenScore['direction'];
  word: string | null;
}

/** The answers that count, by their link: the latest version of each. */
export async function latestAnswers(
  db: Db,
  linkIds: readonly string[],
): Promise<ReadonlyMap<string, SurveyAnswer>> {
  const rows = await db<AnswerRow>('survey_answer')
    .distinctOn('link_id')
    .whereIn('link_id', linkIds)
    .orderBy(['link_id', { column: 'version', order: 'desc' }]);
  return new Map((await withItems(db, rows)).map((answer) => [answer.linkId, answer]));
}

/** One version of an answer by its number; throws `notFound`. */
export async function getAnswer(db: Db, id: string): Promise<SurveyAnswer> {
  const rows = await db<AnswerRow>('survey_answer').where({ id });
  const [answer] = await withItems(db, rows);
  if (!answer) throw new DomainError('notFound', `There is no answer ${id}.`);
  return answer;
}

async function withItems(db: Db, rows: readonly AnswerRow[]): Promise<readonly SurveyAnswer[]> {
  const items = await db<ItemRow>('survey_answer_item').whereIn(
    'answer_id',
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const own = items.filter((item) => item.answer_id === row.id);
    return {
      id: row.id,
      linkId: row.link_id,
      version: row.version,
      answeredAt: row.answered_at,
      comment: row.comment,
      words: own.flatMap(({ question, word }) => (word === null ? [] : [{ question, word }])),
      scores: own.flatMap(({ question, measure, score, low, high, direction }) =>
        measure === 'text' ? [] : [{ question, measure, score, low, high, direction }],
      ),
    };
  });
}

/**
 * Records an answer, or the change of one, as a new version, with its audit event; a low score that the version before did not have is a
 * signal and a fact besides, all in one transaction. An answer up to the end counts, a later one throws `closed`, whether or not the end has
 * been acted on. Throws `notFound`. `tell` says that the process has something to tell the manager.
 */
export async function answerSurvey(
  db: Db,
  given: { readonly linkId: string; readonly answer: GivenAnswer; readonly at: Date },
): Promise<{
  readonly kind: 'recorded' | 'repeated';
  readonly workflowId: string;
  readonly tell: boolean;
}> {
  return db.transaction(async (trx) => {
    const link = await findSurveyLink(trx, { id: given.linkId });
    if (!link) throw new DomainError('notFound', 'There is no such link.');
    const { accountId } = await getSurvey(trx, link.surveyId);
    const workflowId = accountReviewId(accountId);
    await lockProcess(trx, workflowId);
    const survey = await getSurvey(trx, link.surveyId);
    if (given.at > survey.closesAt) throw new DomainError('closed', 'This survey has ended.');
    const before = (await latestAnswers(trx, [link.id])).get(link.id);
    if (before && saysTheSame(before, given.answer)) return { kind: 'repeated', workflowId, tell: false };
    const version = (before?.version ?? 0) + 1;
    const answerId = await insertAnswer(trx, { ...given, version });
    const by = { kind: 'contact', id: link.contactId } as const;
    const event = { chain: workflowId, at: given.at, actor: by, kind: 'survey.answered', subject: survey.id };
    await appendAudit(trx, { ...event, data: { answerId, version } });
    const low = newLowScores(given.answer.scores, before?.scores ?? []);
    if (low.length > 0)
      await signal(trx, { ...given, answerId, low, survey, workflowId, contactId: link.contactId });
    return { kind: 'recorded', workflowId, tell: low.length > 0 };
  });
}

async function insertAnswer(
  db: Db,
  {
    linkId,
    version,
    answer,
    at,
  }: {
    readonly linkId: string;
    readonly version: number;
    readonly answer: GivenAnswer;
    readonly at: Date;
  },
): Promise<string> {
  const [row] = await db('survey_answer')
    .insert({ link_id: linkId, version, comment: answer.comment, answered_at: at })
    .returning<{ id: string }[]>('id');
  if (row === undefined) throw new Error('the answer was not stored');
  const items = [
    ...answer.scores.map((score) => ({ ...score, answer_id: row.id })),
    ...answer.words.map((word) => ({ ...word, measure: 'text', answer_id: row.id })),
  ];
  if (items.length > 0) await db('survey_answer_item').insert(items);
  return row.id;
}

async function signal(
  db: Db,
  found: {
    readonly answerId: string;
    readonly answer: GivenAnswer;
    readonly low: readonly GivenScore[];
    readonly survey: Survey;
    readonly contactId: string;
    readonly workflowId: string;
    readonly at: Date;
  },
): Promise<void> {
  const { answerId, answer, low, survey, contactId, workflowId, at } = found;
  const scores = low.map(({ measure, score, low: from, high: to }) => ({ measure, score, from, to }));
  await recordSignal(db, {
    kind: 'survey.detractor',
    accountId: survey.accountId,
    planId: null,
    subject: answerId,
    occurredAt: at,
    evidence: {
      surveyId: survey.id,
      contactId,
      measure: scores[0]?.measure,
      score: scores[0]?.score,
      scores,
      comment: answer.comment,
    },
  });
  await recordFact(db, { workflowId, kind: 'surveyDetractor', payload: { answerId }, at });
}
