import type { Db } from '../client.ts';
import type { DueRecord } from './due-dates.ts';

interface DueRow {
  at: Date;
  effect: string;
}

/** The next due date of an escalation, whether it has passed or not; `null` when it waits for none. */
export async function nextEscalationDue(db: Db, id: string): Promise<DueRecord | null> {
  const { rows } = await db.raw<{ rows: DueRow[] }>(
    `select d.at, d.effect from escalation e
       cross join lateral (values (e.pause_until, 'endPause'), (e.warn_at, 'warnOfResponse'), (e.due_at, 'breachResponse'),
         (e.climb_at, 'climbLadder')) as d (at, effect)
     where e.id = :id and d.at is not null order by d.at, d.effect desc limit 1`,
    { id },
  );
  const [row] = rows;
  return row ? { at: row.at.toISOString(), effect: row.effect, subject: id } : null;
}
