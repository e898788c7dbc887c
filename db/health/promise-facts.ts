import type { Measured } from '../../domain/health/score.ts';
import type { Db } from '../client.ts';
import type { HealthScope } from './trade-facts.ts';

interface PromiseRow {
  account_id: string;
  steps: number;
  ours: number;
  client: number;
}

// Commitments stand as their events say they stood then. Of steps only their end has a date: one that was cancelled since counts as cancelled then too.
const promises = `
  with plans as (
    select id, account_id from plan
    where account_id = any(cast(:accountIds as bigint[])) and (closed_at is null or closed_at >= :before)
  ), promise as (
    select p.account_id, 'step' as side, s.due_on < cast(:asOf as date) and s.status <> 'cancelled'
      and (s.done_at is null or s.done_at >= :before) as is_late
    from plans p join plan_step s on s.plan_id = p.id and s.started_at < :before
    union all
    select account_id, side, status = 'missed' or (status in ('open', 'confirmed', 'moved') and due_on < cast(:asOf as date))
    from (
      select distinct on (c.id) p.account_id, c.side, e.status, e.due_on
      from plans p join commitment c on c.plan_id = p.id
        join commitment_event e on e.commitment_id = c.id and e.occurred_at < :before
      order by c.id, e.version desc
    ) stood
  )
  select account_id, (count(*) filter (where is_late and side = 'step'))::int as steps,
    (count(*) filter (where is_late and side = 'ours'))::int as ours,
    (count(*) filter (where is_late and side = 'client'))::int as client
  from promise group by account_id`;

/** How many steps and commitments of each account are overdue, by account id. */
export async function promiseFacts(
  db: Db,
  { accountIds, asOf }: HealthScope,
): Promise<ReadonlyMap<string, Measured>> {
  const before = new Date(`${asOf}T00:00:00Z`);
  const { rows } = await db.raw<{ rows: PromiseRow[] }>(promises, {
    accountIds: [...accountIds],
    asOf,
    before,
  });
  const found = new Map(
    rows.map(({ account_id: id, steps, ours, client }): [string, Measured] => [
      id,
      { value: steps + ours + client, missing: null, inputs: { steps, ours, client } },
    ]),
  );
  const none: Measured = { value: null, missing: 'noPlan', inputs: {} };
  return new Map(accountIds.map((id) => [id, found.get(id) ?? none]));
}
