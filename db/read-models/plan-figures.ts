import type { PlanFigures } from '../../domain/planning/figures.ts';
import type { Db } from '../client.ts';

interface FiguresRow {
  orders: number;
  cancelled: number;
  revenue: string;
  before: string;
  covered: boolean;
  bought: string[];
  open: string[];
}

const query = `
  with period as (
    select cast(:asOf as date) as until, cast(cast(:asOf as date) - interval '1 year' as date) as since,
      cast(cast(:asOf as date) - interval '2 years' as date) as before_since
  ), mine as (
    select t.* from transaction t, period
    where t.account_id = :accountId and t.delivered_on >= before_since and t.delivered_on < until
  ), bought as (
    select t.offering_id, sum(t.amount) as amount from mine t, period
    where t.delivered_on >= since and t.status = 'delivered' group by 1
  )
  select (select count(*)::int from mine, period where delivered_on >= since) as orders,
    (select count(*)::int from mine, period where delivered_on >= since and status = 'cancelled') as cancelled,
    (select coalesce(sum(amount), 0)::numeric(16, 2) from mine, period where delivered_on >= since and status = 'delivered') as revenue,
    (select coalesce(sum(amount), 0)::numeric(16, 2) from mine, period where delivered_on < since and status = 'delivered') as before,
    coalesce((select min(delivered_on) from transaction) <= before_since, false) as covered,
    (select coalesce(array_agg(o.name order by b.amount desc), '{}') from bought b join offering o on o.id = b.offering_id) as bought,
    (select coalesce(array_agg(o.name order by o.id), '{}') from offering o
      where o.id not in (select offering_id from bought where offering_id is not null)) as open
  from period`;

/** An account's figures for drafting a plan, as seen on `asOf`; the year before is left out where the data do not cover it wholly. */
export async function planFigures(
  db: Db,
  look: { readonly accountId: string; readonly currency: string; readonly asOf: string },
): Promise<PlanFigures> {
  const result = await db.raw<{ rows: [FiguresRow] }>(query, { accountId: look.accountId, asOf: look.asOf });
  const [row] = result.rows;
  return {
    asOf: look.asOf,
    currency: look.currency,
    orders: row.orders,
    revenue: row.revenue,
    revenueBefore: row.covered ? row.before : null,
    cancellationRate: row.orders === 0 ? null : row.cancelled / row.orders,
    offeringsBought: row.bought,
    offeringsOpen: row.open,
  };
}
