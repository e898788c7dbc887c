import { leaseHours } from '../../domain/planning/lease.ts';
import type { Db } from '../client.ts';
import { approvalDues } from './approval-dues.ts';

/** The next thing that a date brings: ISO time, the effect's name and what it is about. */
export interface DueRecord {
  readonly at: string;
  readonly effect: string;
  readonly subject: string;
}

interface DueRow {
  at: Date;
  effect: string;
  subject: string;
}

const planDues = `
  select p.draft_reminder_at as at, 'remindManager' as effect, p.id::text as subject
  from plan p where p.id = :planId and p.status = 'drafting'
  union all
  ${approvalDues}
  union all
  select s.remind_at, 'remindOwner', s.id::text
  from plan_step s where s.plan_id = :planId and s.status in ('inProgress', 'overdue')
  union all
  select s.overdue_at, 'markOverdue', s.id::text
  from plan_step s where s.plan_id = :planId and s.status = 'inProgress'
  union all
  select c.ask_at, 'askCommitment', c.id::text
  from commitment c join plan p on p.id = c.plan_id
  where c.plan_id = :planId and p.status <> 'closed' and exists (
    select from plan_step s where s.plan_id = c.plan_id and (c.step_id is null or s.id = c.step_id)
      and s.status in ('approved', 'inProgress', 'overdue', 'done'))
  union all
  select d.at, d.effect, c.id::text
  from commitment c join plan p on p.id = c.plan_id
    cross join lateral (values (c.remind_at, 'remindCommitment'), (c.silent_at, 'noteSilence'),
      (c.miss_at, 'missCommitment'), (c.due_soon_at, 'remindOfDue'), (c.late_at, 'chaseCommitment'),
      (c.settle_remind_at, 'remindSettlement'), (c.settle_tell_at, 'tellUnsettled')) as d (at, effect)
  where c.plan_id = :planId and p.status <> 'closed'
  union all
  select t.tended_at + make_interval(hours => :askHours), 'askRevalidation', p.id::text
  from plan p join plan_tending t on t.plan_id = p.id
  where p.id = :planId and p.status = 'executing'
    and not exists (select from open_lease l where l.plan_id = p.id)
  union all
  select l.asked_at + make_interval(hours => :tellHours), 'tellUntended', l.plan_id::text
  from open_lease l where l.plan_id = :planId and l.told_at is null
  union all
  select p.close_at, 'closePlan', p.id::text
  from plan p where p.id = :planId and p.status <> 'closed'`;

function toDue(row: DueRow | undefined): DueRecord | null {
  return row ? { at: row.at.toISOString(), effect: row.effect, subject: row.subject } : null;
}

/** The plan's next due date, whether it has passed or not; `null` when a closed plan waits for nothing. */
export async function nextPlanDue(db: Db, planId: string): Promise<DueRecord | null> {
  const result = await db.raw<{ rows: DueRow[] }>(
    `with this as (select workflow_id from plan where id = :planId)
     select at, effect, subject from (${planDues}) d where at is not null order by at, effect, subject::bigint limit 1`,
    { planId, askHours: leaseHours.ask, tellHours: leaseHours.tell },
  );
  return toDue(result.rows[0]);
}
