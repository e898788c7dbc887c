import { whitespaceGrid, type Division, type OfferedToPeers } from '../../domain/planning/whitespace.ts';
import type { PlanContent } from '../../domain/planning/content.ts';
import type { Db } from '../client.ts';

// Spending delivered in the twelve months before, by the programme's accounts of one currency; of several offerings with one name each is named with its key.
const spend = `
  scope as (select id, programme_id, currency from account where id = :accountId),
  named as (select id, key, line, left(name, 60) || case when count(*) over (partition by left(name, 60)) > 1
    then ' (' || left(key, 50) || ')' else '' end as name from offering),
  division as (
    select a.id, a.key, a.name from account a join scope s on a.id = s.id or (a.parent_id = s.id and a.active and a.currency = s.currency)
  ),
  spend as (
    select t.account_id, t.offering_id, sum(t.amount) as amount
    from transaction t join account a on a.id = t.account_id join scope s on a.programme_id = s.programme_id and a.currency = s.currency
    where t.currency = s.currency and t.status = 'delivered' and t.offering_id is not null
      and t.delivered_on < cast(:asOf as date) and t.delivered_on >= cast(cast(:asOf as date) - interval '1 year' as date)
    group by t.account_id, t.offering_id
  )`;

const divisionQuery = `
  with ${spend}
  select left(d.name, 60) || ' (' || left(d.key, 50) || ')' as division, greatest(coalesce(sum(p.amount), 0), 0)::numeric(16, 2) as revenue,
    coalesce(array_agg(n.name order by n.id) filter (where p.amount > 0), '{}') as bought
  from division d left join spend p on p.account_id = d.id left join named n on n.id = p.offering_id
  group by d.id, d.name, d.key order by d.id = :accountId desc, d.id`;

const offeringQuery = `
  with ${spend},
  total as (select account_id, sum(amount) as amount from spend group by account_id having sum(amount) > 0),
  share as (
    select p.account_id, p.offering_id, p.amount / t.amount as share, d.id is not null as own
    from spend p join total t using (account_id) left join division d on d.id = p.account_id where p.amount > 0
  )
  select n.name as offering, left(n.line, 120) as line, (count(*) filter (where not own))::int as peers,
    percentile_cont(0.5) within group (order by cast(share as double precision)) filter (where not own) as "medianShare"
  from share s join named n on n.id = s.offering_id
  group by n.id, n.name, n.line order by n.line, n.name, n.id`;

/**
 * The account and its active divisions (accounts of the same currency that name it as parent) against the offerings that anybody in the
 * programme bought in the twelve months before a day ('YYYY-MM-DD'). Divisions are no peers of each other.
 */
export async function accountWhitespace(
  db: Db,
  look: { readonly accountId: string; readonly asOf: string },
): Promise<PlanContent['whitespace']> {
  const { accountId, asOf } = look;
  const divisions = await db.raw<{ rows: Division[] }>(divisionQuery, { accountId, asOf });
  const offerings = await db.raw<{ rows: OfferedToPeers[] }>(offeringQuery, { accountId, asOf });
  return whitespaceGrid(divisions.rows, offerings.rows);
}
