import type { PlanFigures } from '../../domain/planning/figures.ts';
import type { Db } from '../client.ts';
import type { AccountFigures } from './figures.ts';

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

/** An account's figures as a plan keeps them, from those of the same day; the year before is left out where it cannot be compared. */
export async function planFigures(db: Db, figures: AccountFigures): Promise<PlanFigures> {
  const { accountId, asOf, currency, revenue, revenueBefore, converted, unconverted } = figures;
  const result = await db.raw<{ rows: [OrdersRow] }>(ordersQuery, { accountId, asOf });
  const [{ orders, lost, open }] = result.rows;
  return {
    asOf,
    currency,
    orders,
    revenue,
    revenueBefore,
    cancellationRate: orders === 0 ? null : lost / orders,
    offeringsBought: figures.offerings.map(({ name }) => name),
    offeringsOpen: open,
    ...(converted > 0 && { converted }),
    ...(unconverted.length > 0 && { unconverted }),
  };
}
