import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { QuestionSet } from '../../domain/surveys/question.ts';
import type { Db } from '../client.ts';

/** A survey of an account's contacts. `closesAt` is the last moment at which an answer counts; `closedAt` is when its end was acted on. */
export interface Survey {
  readonly id: string;
  readonly accountId: string;
  readonly accountName: string;
  /** The quarterly review that it followed. */
  readonly reviewId: string | null;
  /** The version of the questions, and the questions as they are asked. */
  readonly questionSet: number;
  readonly questions: QuestionSet;
  readonly openedAt: Date;
  readonly openedBy: Actor;
  readonly remindAt: Date | null;
  readonly closesAt: Date;
  readonly closedAt: Date | null;
}

interface SurveyRow {
  id: string;
  account_id: string;
  account_name: string;
  review_id: string | null;
  question_set: number;
  questions: QuestionSet;
  opened_at: Date;
  opened_by_kind: Actor['kind'];
  opened_by_id: string;
  remind_at: Date | null;
  closes_at: Date;
  closed_at: Date | null;
}

function toSurvey(row: SurveyRow): Survey {
  return {
    id: row.id,
    accountId: row.account_id,
    accountName: row.account_name,
    reviewId: row.review_id,
    questionSet: row.question_set,
    questions: row.questions,
    openedAt: row.opened_at,
    openedBy: { kind: row.opened_by_kind, id: row.opened_by_id },
    remindAt: row.remind_at,
    closesAt: row.closes_at,
    closedAt: row.closed_at,
  };
}

const surveys = (db: Db) =>
  db('survey as s')
    .join('account as a', 'a.id', 's.account_id')
    .join('survey_question_set as q', 'q.version', 's.question_set');

const columns = ['s.*', 'a.name as account_name', 'q.questions'];

/** One survey; throws `notFound`. */
export async function getSurvey(db: Db, id: string): Promise<Survey> {
  const row = await surveys(db).where('s.id', id).first<SurveyRow | undefined>(columns);
  if (!row) throw new DomainError('notFound', `There is no survey ${id}.`);
  return toSurvey(row);
}

/** The survey that followed a review; `undefined` where none did. */
export async function surveyOfReview(db: Db, reviewId: string): Promise<Survey | undefined> {
  const row = await surveys(db).where('s.review_id', reviewId).first<SurveyRow | undefined>(columns);
  return row && toSurvey(row);
}

/** Surveys, the newest first; one more than `limit` says that there is a next page. */
export async function listSurveys(
  db: Db,
  filter: {
    readonly accountId?: string | undefined;
    readonly limit: number;
    readonly after?: string | undefined;
  },
): Promise<readonly Survey[]> {
  const rows = surveys(db)
    .orderBy('s.id', 'desc')
    .limit(filter.limit + 1)
    .select<SurveyRow[]>(columns);
  if (filter.accountId !== undefined) void rows.where('s.account_id', filter.accountId);
  if (filter.after !== undefined) void rows.where('s.id', '<', filter.after);
  return (await rows).map(toSurvey);
}

/** The surveys of an account that have not ended, the oldest first. */
export async function openSurveys(db: Db, accountId: string): Promise<readonly Survey[]> {
  const rows = await surveys(db)
    .where('s.account_id', accountId)
    .whereNull('s.closed_at')
    .orderBy('s.id')
    .select<SurveyRow[]>(columns);
  return rows.map(toSurvey);
}

/** Changes when a survey reminds or ends, under the process's lock. */
export async function setSurvey(
  db: Db,
  {
    id,
    set,
  }: {
    readonly id: string;
    readonly set: { readonly remind_at?: Date | null; readonly closes_at?: Date; readonly closed_at?: Date };
  },
): Promise<void> {
  await db('survey').where({ id }).update(set);
}
