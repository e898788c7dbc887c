import { windowMonths } from '../../domain/health/drivers.ts';
import type { HealthFacts, Measured } from '../../domain/health/score.ts';
import type { CriteriaSet } from '../../domain/selection/criteria-set.ts';
import type { Db } from '../client.ts';

/** Which accounts are measured; `asOf` is the day before which everything must have happened ('YYYY-MM-DD'). */
export interface HealthScope {
  readonly accountIds: readonly string[];
  readonly asOf: string;
}

type TradeFacts = Pick<HealthFacts, 'revenue' | 'orders' | 'cancellations'>;

interface TradeRow {
  account_id: string;
  revenue: number;
  revenue_before: number;
  orders: number;
  orders_before: number;
  lost: number;
  transactions: number;
}

interface Coverage {
  readonly from: string | null;
  readonly to: string | null;
}

/** Days without any delivery in the whole database after which its data count as ended, not its customers as lost. */
const endedAfterDays = 35;

// The windows are those of db/selection/account-facts.ts, but only the accounts asked for are read: key accounts are few among many.
const trade = `
  with bounds as (
    select cast(:asOf as date) as until, (cast(:asOf as date) - interval '${windowMonths} months')::date as since,
      (cast(:asOf as date) - interval '${windowMonths + 12} months')::date as before_since,
      (cast(:asOf as date) - interval '12 months')::date as before_until
  ), rate as (select key as currency, value::numeric as rate from jsonb_each_text(cast(:rates as jsonb)))
  select t.account_id,
    coalesce(sum(t.amount) filter (where t.status = 'delivered' and t.is_now), 0)::float8 as revenue,
    coalesce(sum(t.amount) filter (where t.status = 'delivered' and not t.is_now), 0)::float8 as revenue_before,
    (count(*) filter (where t.status = 'delivered' and t.is_now))::int as orders,
    (count(*) filter (where t.status = 'delivered' and not t.is_now))::int as orders_before,
    (count(*) filter (where t.status in ('cancelled', 'no-show') and t.is_now))::int as lost,
    (count(*) filter (where t.is_now))::int as transactions
  from (
    select t.account_id, t.status, t.amount * coalesce(r.rate, 'NaN') as amount,
      coalesce(t.delivered_on, t.booked_on) >= b.since as is_now
    from transaction t cross join bounds b left join rate r on r.currency = t.currency
    where t.account_id = any(cast(:accountIds as bigint[]))
      and coalesce(t.delivered_on, t.booked_on) < b.until
      and (coalesce(t.delivered_on, t.booked_on) >= b.since
        or (coalesce(t.delivered_on, t.booked_on) >= b.before_since and coalesce(t.delivered_on, t.booked_on) < b.before_until))
  ) t group by t.account_id`;

const coverage = `
  select (select min(delivered_on) from transaction where delivered_on < cast(:asOf as date)) as "from",
    (select max(delivered_on) from transaction where delivered_on < cast(:asOf as date)) as "to"`;

const none = { revenue: 0, revenue_before: 0, orders: 0, orders_before: 0, lost: 0, transactions: 0 };

/** What transactions tell of each account: by account id; money in the currency of `value`, whose rates convert the others. */
export async function tradeFacts(
  db: Db,
  { accountIds, asOf, value }: HealthScope & { readonly value: CriteriaSet['value'] },
): Promise<ReadonlyMap<string, TradeFacts>> {
  const rates = JSON.stringify({ ...value.rates, [value.currency]: 1 });
  const { rows } = await db.raw<{ rows: TradeRow[] }>(trade, { accountIds: [...accountIds], asOf, rates });
  const found = new Map(rows.map((row) => [row.account_id, row]));
  const covered = await db.raw<{ rows: Coverage[] }>(coverage, { asOf });
  const missing = whyNotCompared(covered.rows[0] ?? { from: null, to: null }, asOf);
  return new Map(
    accountIds.map((id) => {
      const row = found.get(id) ?? none;
      return [id, factsOf(row, { currency: value.currency, missing })];
    }),
  );
}

function whyNotCompared({ from, to }: Coverage, asOf: string): 'notCovered' | 'dataEnded' | null {
  if (from === null || to === null || from > monthsBefore(asOf, windowMonths + 12)) return 'notCovered';
  const daysSince = (Date.parse(asOf) - Date.parse(to)) / 86_400_000;
  return daysSince > endedAfterDays ? 'dataEnded' : null;
}

// As PostgreSQL subtracts months: a day that the month does not have becomes its last.
function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - months, Math.min(date, last))).toISOString().slice(0, 10);
}

function factsOf(
  row: Omit<TradeRow, 'account_id'>,
  { currency, missing }: { readonly currency: string; readonly missing: 'notCovered' | 'dataEnded' | null },
): TradeFacts {
  const compared = (now: number, before: number): Measured => {
    const inputs = { now, before };
    if (missing !== null) return { value: null, missing, inputs };
    if (before <= 0) return { value: null, missing: 'nothingBefore', inputs };
    return { value: now / before - 1, missing: null, inputs };
  };
  const { lost, transactions, revenue, revenue_before: before } = row;
  const cancelled = { lost, transactions };
  const ended = missing === 'dataEnded' ? missing : 'noOrders';
  return {
    revenue:
      Number.isFinite(revenue) && Number.isFinite(before)
        ? withCurrency(compared(revenue, before), currency)
        : { value: null, missing: 'otherCurrency', inputs: {} },
    orders: compared(row.orders, row.orders_before),
    cancellations:
      transactions === 0 || missing === 'dataEnded'
        ? { value: null, missing: ended, inputs: cancelled }
        : { value: lost / transactions, missing: null, inputs: cancelled },
  };
}

function withCurrency(measured: Measured, currency: string): Measured {
  return { ...measured, inputs: { ...measured.inputs, currency } };
}
