import type { Db } from '../client.ts';
import { approvalDues } from './approval-dues.ts';
import type { DueRecord } from './due-dates.ts';

interface DueRow {
  at: Date;
  effect: string;
  subject: string;
}

/** The next due date of an escalation, those of the approval of its solution included, whether it has passed or not; `null` when it waits for none. */
export async function nextEscalationDue(db: Db, id: string): Promise<DueRecord | null> {
  const { rows } = await db.raw<{ rows: DueRow[] }>(
    `with this as (select workflow_id from escalation where id = :id)
     select d.at, d.effect, d.subject from escalation e
       cross join lateral (
         select e.pause_until as at, 'endPause' as effect, cast(e.id as text) as subject
         union all select e.climb_at, 'climbLadder', cast(e.id as text)
         union all select c.warn_at, case c.kind when 'response' then 'warnOfResponse' else 'warnOfClock' end, c.kind
           from escalation_clock c where c.escalation_id = e.id and c.run = e.run
         union all select c.due_at, case c.kind when 'response' then 'breachResponse' else 'breachClock' end, c.kind
           from escalation_clock c where c.escalation_id = e.id and c.run = e.run and c.breached_at is null
         union all select f.check_at, 'checkFollowUp', cast(e.id as text)
           from escalation_follow_up f where f.escalation_id = e.id and f.run = e.run and e.stage = 'confirmed'
         union all select f.confirmed_at + interval '14 days', 'askLessons', cast(e.id as text)
           from escalation_follow_up f where f.escalation_id = e.id and f.run = e.run and e.stage = 'confirmed' and f.lessons_asked_at is null
         union all select t.remind_at, 'remindTask', cast(t.id as text) from escalation_task t where t.escalation_id = e.id
         union all select t.overdue_at, 'noteOverdueTask', cast(t.id as text) from escalation_task t where t.escalation_id = e.id
         union all select n.remind_at, 'remindClient', cast(n.id as text) from escalation_confirmation n where n.escalation_id = e.id
         union all select n.silent_at, 'countSilence', cast(n.id as text)
           from escalation_confirmation n where n.escalation_id = e.id
         union all ${approvalDues}) d
     where e.id = :id and d.at is not null order by d.at, d.effect desc, d.subject limit 1`,
    { id },
  );
  const [row] = rows;
  return row ? { at: row.at.toISOString(), effect: row.effect, subject: row.subject } : null;
}
