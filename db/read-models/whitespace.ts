import { whitespaceGrid, type Division, type OfferedToPeers } from '../../domain/planning/whitespace.ts';
import type { PlanContent } from '../../domain/planning/content.ts';
import type { Db } from '../client.ts';
import { amountIn, dayRates, rateOfDay, rateTable } from './day-rates.ts';

// Spending delivered in the twelve months before by the programme's accounts, converted at the rates of its days; of several offerings
// with one name each is named with its key. An account is `whole` when all its spending could be converted.
const spend = `
  ${rateTable},
  scope as (select id, programme_id, currency from account where id = :accountId),
  named as (select id, key, line, left(name, 60) || case when count(*) over (partition by left(name, 60)) > 1
    then ' (' || left(key, 50) || ')' else '' end as name from offering),
  division as (
    select a.id, a.key, a.name from account a join scope s on a.id = s.id or (a.parent_id = s.id and a.active)
  ),
  spend as (
    select t.account_id, t.offering_id, coalesce(sum(${amountIn('s.currency')}), 0) as amount,
      count(*) filter (where t.currency <> s.currency and r.currency is null) as unconverted
    from transaction t join account a on a.id = t.account_id join scope s on a.programme_id = s.programme_id ${rateOfDay}
    where t.status = 'delivered' and t.offering_id is not null
      and t.delivered_on < cast(:asOf as date) and t.delivered_on >= cast(:from as date)
    group by t.account_id, t.offering_id
  ),
  total as (
    select account_id, sum(amount) as amount, sum(unconverted) = 0 as whole from spend group by account_id
  )`;

const divisionQuery = `
  with ${spend}
  select left(d.name, 60) || ' (' || left(d.key, 50) || ')' as division, greatest(coalesce(t.amount, 0), 0)::numeric(16, 2) as revenue,
    coalesce(t.whole, true) as whole,
    (select coalesce(array_agg(n.name order by n.id), '{}') from spend p join named n on n.id = p.offering_id
      where p.account_id = d.id and (p.amount > 0 or p.unconverted > 0)) as bought
  from division d left join total t on t.account_id = d.id
  order by d.id = :accountId desc, d.id`;

const offeringQuery = `
  with ${spend},
  share as (
    select p.account_id, p.offering_id, case when t.whole and t.amount > 0 then p.amount / t.amount end as share, d.id is not null as own
    from spend p join total t using (account_id) left join division d on d.id = p.account_id where p.amount > 0 or p.unconverted > 0
  )
  select n.name as offering, left(n.line, 120) as line, (count(share) filter (where not own))::int as peers,
    percentile_cont(0.5) within group (order by cast(share as double precision)) filter (where not own) as "medianShare"
  from share s join named n on n.id = s.offering_id
  group by n.id, n.name, n.line order by n.line, n.name, n.id`;

/** Whose whitespace, as of which day ('YYYY-MM-DD', exclusive), by rates known at a moment (those of now without one). */
export interface WhitespaceLook {
  readonly accountId: string;
  readonly asOf: string;
  readonly knownAt?: Date | undefined;
}

/**
 * The account and its active divisions (accounts that name it as parent) against the offerings that anybody in the programme bought in the
 * twelve months before a day, in the account's currency. Divisions are no peers of each other, and an account of whose spending some could
 * not be converted is no peer of anybody.
 */
export async function accountWhitespace(db: Db, look: WhitespaceLook): Promise<PlanContent['whitespace']> {
  const { accountId, asOf } = look;
  const account = await db('account')
    .where({ id: accountId })
    .first<{ currency: string } | undefined>('currency');
  if (account === undefined) return [];
  const from = yearBefore(asOf);
  const rates = await dayRates(db, {
    ...look,
    of: 'programme',
    currency: account.currency,
    from,
    until: asOf,
  });
  const bindings = { accountId, asOf, from, rates };
  const divisions = await db.raw<{ rows: Division[] }>(divisionQuery, bindings);
  const offerings = await db.raw<{ rows: OfferedToPeers[] }>(offeringQuery, bindings);
  return whitespaceGrid(divisions.rows, offerings.rows);
}

// As the database counts it: the 29th of February becomes the 28th.
function yearBefore(day: string): string {
  const [year = '', ...rest] = day.split('-');
  const before = `${Number(year) - 1}-${rest.join('-')}`;
  return before.endsWith('02-29') ? before.replace(/29$/, '28') : before;
}
