import type { Plan } from '../../domain/planning/plan.ts';
import type { YearMeasured } from '../../domain/planning/outcome.ts';
import type { Db } from '../client.ts';
import { amountIn, dayRates, rateOfDay, rateTable } from './day-rates.ts';

interface YearRow {
  covered_until: string | null;
  revenue: string;
  unconverted: number;
  orders: number;
  lost: number;
  offerings: number;
}

// Of what was delivered later than the newest row the records know nothing, so that a year that no import reaches is not a year without revenue.
const yearQuery = `
  with ${rateTable}, data as (
    select least(cast(:endsOn as date) + 1, cast(:closedOn as date), max(delivered_on) + 1) as covered_until from transaction
  )
  select data.covered_until, s.*
  from data cross join lateral (
    select coalesce(sum(${amountIn(':currency')}) filter (where t.status = 'delivered'), 0)::numeric(16, 2) as revenue,
      (count(*) filter (where t.status = 'delivered' and t.currency <> :currency and r.currency is null))::int as unconverted,
      count(*)::int as orders,
      (count(*) filter (where t.status in ('cancelled', 'no-show')))::int as lost,
      (count(distinct t.offering_id) filter (where t.status = 'delivered'))::int as offerings
    from transaction t ${rateOfDay}
    where t.account_id = :accountId and t.delivered_on >= cast(:from as date) and t.delivered_on < data.covered_until
  ) s`;

/**
 * What the records tell of the targets of a plan's year, as far as it was over on `closedOn` ('YYYY-MM-DD', exclusive): revenue delivered in the plan's
 * currency (others at the rates of their days; unknown where one has none), cancelled and missed orders over all, offerings delivered at least once.
 */
export async function yearMeasured(
  db: Db,
  look: {
    readonly plan: Pick<Plan, 'accountId' | 'startsOn' | 'endsOn' | 'currency'>;
    readonly closedOn: string;
  },
): Promise<YearMeasured> {
  const { accountId, startsOn: from, endsOn, currency } = look.plan;
  const { closedOn } = look;
  const rates = await dayRates(db, { accountId, of: 'account', currency, from, until: closedOn });
  const bindings = { accountId, from, endsOn, currency, closedOn, rates };
  const { rows } = await db.raw<{ rows: [YearRow] }>(yearQuery, bindings);
  const [{ covered_until: coveredUntil, revenue, unconverted, orders, lost, offerings }] = rows;
  if (coveredUntil === null || coveredUntil <= from) return { coveredUntil: null, values: {} };
  const cancellations = orders === 0 ? undefined : (lost / orders).toFixed(4);
  return {
    coveredUntil,
    values: {
      ...(unconverted === 0 && { revenue }),
      offerings: String(offerings),
      ...(cancellations !== undefined && { cancellations }),
    },
  };
}
