import type { Db } from '../client.ts';
import { approvalDues } from './approval-dues.ts';
import type { DueRecord } from './due-dates.ts';

interface DueRow {
  at: Date;
  effect: string;
  subject: string;
}

const reviewDues = `
  select q.opened_at as at, 'leaveProgramme' as effect, q.id::text as subject
  from q join account a on a.id = q.account_id
  where q.status in ('planned', 'frozen', 'signedOff', 'ready') and (not a.active or exists (
    select from process p join inbox_fact f on f.workflow_id = p.workflow_id and f.kind = 'reviewEnded'
    where p.account_id = a.id and p.kind = 'accountReview' and f.consumed_at is not null))
  union all
  select q.freeze_at, 'freezeFigures', q.id::text from q where q.status = 'planned'
  union all
  select q.ask_at, 'askSignOff', q.id::text from q where q.status = 'frozen' and q.sign_off_asked_at is null
  union all
  select q.pre_read_at, 'sendPreRead', q.id::text from q where q.status in ('frozen', 'signedOff')
  union all
  select q.held_at + make_interval(mins => q.duration_minutes), 'holdReview', q.id::text from q where q.status = 'ready'
  union all
  select q.minutes_at, 'askMinutes', q.id::text from q where q.status = 'held' and q.minutes_asked_at is null
  union all
  select d.at, d.effect, q.id::text
  from q cross join lateral (values (q.minutes_remind_at, 'remindMinutes'), (q.minutes_tell_at, 'tellMissed'),
    (q.close_at, 'closeMissed')) as d (at, effect) where q.status = 'held'
  union all
  ${approvalDues}`;

/** The next due date of a quarterly review, its sign-off's included, whether it has passed or not; `null` when it waits for none. */
export async function nextQuarterlyDue(db: Db, reviewId: string): Promise<DueRecord | null> {
  const { rows } = await db.raw<{ rows: DueRow[] }>(
    `with q as (select * from quarterly_review where id = :reviewId), this as (select workflow_id from q)
     select at, effect, subject from (${reviewDues}) d where at is not null order by at, effect, subject::bigint limit 1`,
    { reviewId },
  );
  const [row] = rows;
  return row ? { at: row.at.toISOString(), effect: row.effect, subject: row.subject } : null;
}
