import type { Db } from '../client.ts';

const closedSql = `
  with gone as (
    update alarm a set status = 'closed', closed_at = :at, close_reason = :reason, snoozed_until = null, snooze_reason = null
    from account c
    where c.id = a.account_id and c.programme_id = :programmeId and a.status <> 'closed'
      and not (c.active and exists (select from designation d where d.account_id = a.account_id and d.ended_at is null))
    returning a.id, a.evidence, a.magnitude
  )
  insert into alarm_event (alarm_id, kind, as_of, evidence, magnitude, word, actor_kind, actor_id, occurred_at)
  select id, 'closed', cast(:asOf as date), evidence, magnitude, :reason, 'system', 'kam', :at from gone order by id`;

/** Closes the alarms of a programme's accounts that are no key accounts any more, and returns how many. */
export async function closeUndesignated(
  trx: Db,
  sweep: { readonly programmeId: string; readonly asOf: string; readonly at: Date },
): Promise<number> {
  const { programmeId, asOf, at } = sweep;
  const reason = 'It is no longer a key account.';
  const { rowCount } = await trx.raw<{ rowCount: number }>(closedSql, { programmeId, asOf, at, reason });
  return rowCount;
}
