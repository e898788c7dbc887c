import type { PlanFigures } from '../../domain/planning/figures.ts';
import type { Db } from '../client.ts';
import { accountFigures } from './figures.ts';

interface OrdersRow {
  orders: number;
  lost: number;
  open: string[];
}

const ordersQuery = `
  with mine as (
    select offering_id, count(*) as orders, count(*) filter (where status in ('cancelled', 'no-show')) as lost,
      count(*) filter (where status = 'delivered') as delivered
    from transaction
    where account_id = :accountId and delivered_on < cast(:asOf as date)
      and delivered_on >= cast(cast(:asOf as date) - interval '1 year' as date)
    group by offering_id
  )
  select (select coalesce(sum(orders), 0)::int from mine) as orders,
    (select coalesce(sum(lost), 0)::int from mine) as lost,
    (select coalesce(array_agg(o.name order by o.id), '{}') from offering o
      where not exists (select from mine where offering_id = o.id and delivered > 0)) as open`;

/** An account's figures for drafting a plan, as seen on `asOf` (a date, exclusive); the year before is left out where the data do not cover it wholly. */
export async function planFigures(
  db: Db,
  look: { readonly accountId: string; readonly asOf: string },
): Promise<PlanFigures> {
  const figures = await accountFigures(db, look);
  const result = await db.raw<{ rows: [OrdersRow] }>(ordersQuery, look);
  const [{ orders, lost, open }] = result.rows;
  return {
    asOf: look.asOf,
    currency: figures.currency,
    orders,
    revenue: figures.revenue,
    revenueBefore: figures.revenueBefore,
    cancellationRate: orders === 0 ? null : lost / orders,
    offeringsBought: figures.offerings.map(({ name }) => name),
    offeringsOpen: open,
  };
}
