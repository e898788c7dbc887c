import type { Db } from '../client.ts';
import type { DueRecord } from './due-dates.ts';

interface DueRow {
  at: Date;
  effect: string;
  subject: string;
}

/** The next date of an account's surveys: a reminder, or the end of one; `null` when none is open. */
export async function nextSurveyDue(db: Db, accountId: string): Promise<DueRecord | null> {
  const { rows } = await db.raw<{ rows: DueRow[] }>(
    `select d.at, d.effect, s.id::text as subject from survey s
       cross join lateral (values (s.remind_at, 'remindSurvey'), (s.closes_at, 'closeSurvey')) as d (at, effect)
     where s.account_id = :accountId and s.closed_at is null and d.at is not null
     order by d.at, d.effect, s.id limit 1`,
    { accountId },
  );
  const [due] = rows;
  return due === undefined ? null : { ...due, at: due.at.toISOString() };
}
