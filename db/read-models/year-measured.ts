import type { Plan } from '../../domain/planning/plan.ts';
import type { YearMeasured } from '../../domain/planning/outcome.ts';
import type { Db } from '../client.ts';

interface YearRow {
  covered_until: string | null;
  revenue: string;
  orders: number;
  lost: number;
  offerings: number;
}

// Of what was delivered later than the newest row the records know nothing, so that a year that no import reaches is not a year without revenue.
const yearQuery = `
  with data as (
    select least(cast(:endsOn as date) + 1, cast(:closedOn as date), max(delivered_on) + 1) as covered_until from transaction
  )
  select data.covered_until, s.*
  from data cross join lateral (
    select coalesce(sum(amount) filter (where status = 'delivered' and currency = :currency), 0)::numeric(16, 2) as revenue,
      count(*)::int as orders,
      (count(*) filter (where status in ('cancelled', 'no-show')))::int as lost,
      (count(distinct offering_id) filter (where status = 'delivered'))::int as offerings
    from transaction
    where account_id = :accountId and delivered_on >= cast(:from as date) and delivered_on < data.covered_until
  ) s`;

/**
 * What the records tell of the targets of a plan's year, as far as it was over on `closedOn` ('YYYY-MM-DD', exclusive): revenue delivered in the plan's
 * currency, cancelled and missed orders over all, offerings delivered at least once.
 */
export async function yearMeasured(
  db: Db,
  look: {
    readonly plan: Pick<Plan, 'accountId' | 'startsOn' | 'endsOn' | 'currency'>;
    readonly closedOn: string;
  },
): Promise<YearMeasured> {
  const { accountId, startsOn: from, endsOn, currency } = look.plan;
  const bindings = { accountId, from, endsOn, currency, closedOn: look.closedOn };
  const { rows } = await db.raw<{ rows: [YearRow] }>(yearQuery, bindings);
  const [{ covered_until: coveredUntil, revenue, orders, lost, offerings }] = rows;
  if (coveredUntil === null || coveredUntil <= from) return { coveredUntil: null, values: {} };
  const cancellations = orders === 0 ? undefined : (lost / orders).toFixed(4);
  return {
    coveredUntil,
    values: { revenue, offerings: String(offerings), ...(cancellations !== undefined && { cancellations }) },
  };
}
