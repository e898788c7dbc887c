import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import { questionSetSchema, type QuestionSet } from '../../domain/surveys/question.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';

/** One version of the questions that surveys ask; it never changes. */
export interface QuestionSetVersion {
  readonly version: number;
  readonly questions: QuestionSet;
  readonly reason: string;
  readonly setBy: Actor;
  readonly setAt: Date;
}

interface QuestionSetRow {
  version: number;
  questions: QuestionSet;
  reason: string;
  set_by_kind: Actor['kind'];
  set_by_id: string;
  set_at: Date;
}

/** The questions that a survey opened now asks. */
export async function currentQuestions(db: Db): Promise<QuestionSetVersion> {
  const row = await db<QuestionSetRow>('survey_question_set').orderBy('version', 'desc').first();
  if (!row) throw new DomainError('notFound', 'There are no survey questions: migrate the database.');
  const { version, questions, reason } = row;
  return {
    ...{ version, questions, reason },
    setBy: { kind: row.set_by_kind, id: row.set_by_id },
    setAt: row.set_at,
  };
}

/** Sets new questions for surveys opened from now on; open ones go on as they began. Throws `invalid` with every fault. */
export async function setQuestions(
  db: Db,
  change: { readonly questions: unknown; readonly reason: string; readonly by: Actor; readonly at: Date },
): Promise<QuestionSetVersion> {
  const read = questionSetSchema.safeParse(change.questions);
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => ({
      path: `/questions/${path.join('/')}`,
      message,
    }));
    throw new DomainError('invalid', 'These questions cannot be asked as they are.', faults);
  }
  const reason = change.reason.trim();
  if (reason === '') throw new DomainError('invalid', 'Say why the questions change.');
  return db.transaction(async (trx) => {
    await trx('survey_question_set').insert({
      questions: JSON.stringify(read.data),
      reason,
      set_by_kind: change.by.kind,
      set_by_id: change.by.id,
      set_at: change.at,
    });
    const set = await currentQuestions(trx);
    const event = { chain: 'survey-questions', at: change.at, actor: change.by, kind: 'surveyQuestions.set' };
    await appendAudit(trx, { ...event, subject: String(set.version), data: { reason } });
    return set;
  });
}
