import type { Db } from '../client.ts';

/**
 * One question of a request's thread with its answer. `open`: the firm still owes the answer, `answererName` to the asker. One that is
 * neither open nor answered needs no answer any more. `answeredBy` names the person, or whoever owed the answer if a key or operator gave it.
 */
export interface ThreadEntry {
  readonly id: string;
  readonly approverId: string;
  readonly askerId: string;
  readonly askerName: string;
  readonly text: string;
  readonly askedAt: Date;
  readonly open: boolean;
  readonly answererId: string;
  readonly answererName: string;
  readonly answer: { readonly by: string; readonly text: string; readonly at: Date } | null;
}

/** An entry with the request it belongs to, for lists over many requests. */
export interface ListedQuestion extends ThreadEntry {
  readonly requestId: string;
  readonly stepTitle: string;
}

interface Row {
  id: string;
  request_id: string;
  approver_id: string;
  asker_id: string;
  asker_name: string;
  text: string;
  asked_at: Date;
  open: boolean;
  answerer_id: string;
  answerer_name: string;
  answer: string | null;
  answered_by: string | null;
  answered_at: Date | null;
  step_title: string;
}

const questions = `
  select q.id, q.request_id, q.approver_id, asker.id as asker_id, asker.name as asker_name, q.text, q.asked_at,
    q.answerer_id, answerer.name as answerer_name, q.answer, coalesce(writer.name, answerer.name) as answered_by, q.answered_at,
    r.content ->> 'title' as step_title, exists (select from open_question o where o.id = q.id) as open
  from approval_question q join approver a on a.id = q.approver_id join person asker on asker.id = a.person_id
    join person answerer on answerer.id = q.answerer_id join approval_request r on r.id = q.request_id
    left join person writer on writer.id = q.answered_by_id`;

/** The questions of a request in the order in which they were asked. */
export async function threadOfRequest(db: Db, requestId: string): Promise<readonly ListedQuestion[]> {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `${questions} where q.request_id = :requestId order by q.id`,
    {
      requestId,
    },
  );
  return rows.map(toListed);
}

/** The questions for which the firm owes an answer, the oldest first; `limit` at most. */
export async function openQuestions(db: Db, limit: number): Promise<readonly ListedQuestion[]> {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `${questions} where q.id in (select id from open_question) order by q.asked_at, q.id limit :limit`,
    { limit },
  );
  return rows.map(toListed);
}

function toListed(row: Row): ListedQuestion {
  const { answer, answered_by: by, answered_at: at } = row;
  return {
    id: row.id,
    requestId: row.request_id,
    stepTitle: row.step_title,
    approverId: row.approver_id,
    askerId: row.asker_id,
    askerName: row.asker_name,
    text: row.text,
    askedAt: row.asked_at,
    open: row.open,
    answererId: row.answerer_id,
    answererName: row.answerer_name,
    answer: answer === null || by === null || at === null ? null : { by, text: answer, at },
  };
}
