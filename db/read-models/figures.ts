import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { amountIn, dayRates, rateOfDay, rateTable } from './day-rates.ts';

/** One quarter of an account's business, by delivery, money in its currency. `complete` is false for a quarter that `asOf` or
 * the beginning of the data cuts, or in which something was delivered that could not be converted. */
interface QuarterFigures {
  readonly startsOn: string;
  readonly complete: boolean;
  readonly revenue: string;
  readonly transactions: number;
  readonly delivered: number;
  /** Cancelled and missed over all, a share of 1; null without transactions. */
  readonly cancellationRate: number | null;
  /** Revenue over delivered transactions; null without one. */
  readonly averageOrderValue: string | null;
}

/** An offering the account bought in the twelve months before `asOf`. */
interface OfferingFigures {
  readonly offeringId: string;
  readonly name: string;
  readonly line: string;
  readonly revenue: string;
  readonly delivered: number;
}

/** Deliveries in a currency that has no rate of their days: how many, and their sum in that currency. No other figure holds their money. */
interface Unconverted {
  readonly currency: string;
  readonly transactions: number;
  readonly amount: string;
}

/** An account's business in the two years before `asOf`, deliveries in other currencies converted at the rates of their days. */
export interface AccountFigures {
  readonly accountId: string;
  readonly asOf: string;
  readonly currency: string;
  readonly quarters: readonly QuarterFigures[];
  readonly offerings: readonly OfferingFigures[];
  readonly revenue: string;
  /** The twelve months before those, null where the data do not cover them wholly or something in the two years was not converted. */
  readonly revenueBefore: string | null;
  /** Revenue against the year before as a share (−0.2 is a fifth less); null where there is nothing to compare with. */
  readonly trend: number | null;
  /** How many deliveries were converted from another currency, and what could not be. */
  readonly converted: number;
  readonly unconverted: readonly Unconverted[];
}

/** Whose figures, up to which day ('YYYY-MM-DD', exclusive), by rates known at a moment (those of now without one); quarters count from
 * the first month of the firm's year, 1 to 12. */
export interface FiguresLook {
  readonly accountId: string;
  readonly asOf: string;
  readonly knownAt?: Date | undefined;
  readonly fiscalYearStartMonth?: number;
}

interface QuarterRow {
  starts_on: string;
  complete: boolean;
  revenue: string;
  transactions: number;
  delivered: number;
  lost: number;
  average: string | null;
}

interface YearRow {
  readonly comparable: boolean;
  readonly revenue: string;
  readonly before: string;
  readonly converted: number;
}

const mine = `${rateTable}, mine as materialized (
    select t.delivered_on, t.status, t.offering_id, t.currency, t.amount as stated, t.currency <> a.currency as foreign_money,
      ${amountIn('a.currency')} as amount
    from transaction t join account a on a.id = t.account_id ${rateOfDay}
    where t.account_id = :accountId and t.delivered_on < cast(:asOf as date)
      and t.delivered_on >= cast(:from as date)
  )`;

const quarterQuery = `
  with ${mine}, shift as (select make_interval(months => (:startMonth::int - 1) % 3) as months),
  quarter as (
    select (q + months)::date as starts_on, least((q + months + interval '3 months')::date, :asOf::date) as ends_before,
      (q + months + interval '3 months')::date as next_starts_on
    from shift, generate_series(
      date_trunc('quarter', :asOf::date - interval '2 years' - months), :asOf::date - months, interval '3 months') q
    where (q + months)::date < :asOf::date
  ), data as (select min(delivered_on) as since from transaction)
  select q.starts_on, s.*,
    coalesce(q.next_starts_on <= :asOf::date and data.since <= q.starts_on and s.unconverted = 0, false) as complete
  from data cross join quarter q cross join lateral (
    select coalesce(sum(t.amount) filter (where t.status = 'delivered'), 0)::numeric(16, 2) as revenue,
      count(*)::int as transactions,
      (count(*) filter (where t.status = 'delivered'))::int as delivered,
      (count(*) filter (where t.status in ('cancelled', 'no-show')))::int as lost,
      avg(t.amount) filter (where t.status = 'delivered')::numeric(16, 2) as average,
      count(*) filter (where t.status = 'delivered' and t.amount is null) as unconverted
    from mine t where t.delivered_on >= q.starts_on and t.delivered_on < q.ends_before
  ) s order by q.starts_on`;

const yearQuery = `
  with ${mine}, data as (select min(delivered_on) as since from transaction),
  delivered as (select t.*, t.delivered_on >= (:asOf::date - interval '1 year')::date as is_last from mine t
    where t.status = 'delivered' and t.delivered_on >= (:asOf::date - interval '2 years')::date)
  select coalesce(data.since <= (:asOf::date - interval '2 years')::date, false)
      and not exists (select from delivered where amount is null) as comparable,
    (select coalesce(sum(amount), 0)::numeric(16, 2) from delivered where is_last) as revenue,
    (select coalesce(sum(amount), 0)::numeric(16, 2) from delivered where not is_last) as before,
    (select count(*)::int from delivered where foreign_money and amount is not null) as converted
  from data`;

const unconvertedQuery = `
  with ${mine}
  select currency, count(*)::int as transactions, sum(stated)::numeric(16, 2) as amount from mine
  where status = 'delivered' and amount is null group by currency order by currency`;

const offeringQuery = `
  with ${mine}
  select o.id as "offeringId", o.name, o.line, coalesce(sum(s.amount), 0)::numeric(16, 2) as revenue, count(*)::int as delivered
  from mine s join offering o on o.id = s.offering_id
  where s.status = 'delivered' and s.delivered_on >= (:asOf::date - interval '1 year')::date
  group by o.id order by revenue desc, o.id`;

/**
 * An account's figures as seen on a day; throws `notFound`. Deliveries in another currency are converted at the rates of their days; the
 * money of those without a rate is left out and told.
 */
export async function accountFigures(db: Db, look: FiguresLook): Promise<AccountFigures> {
  const { accountId, asOf, fiscalYearStartMonth = 1 } = look;
  const account = await db('account')
    .where({ id: accountId })
    .first<{ currency: string } | undefined>('currency');
  if (account === undefined) throw new DomainError('notFound', `There is no account ${accountId}.`);
  const { currency } = account;
  const from = oldestDay(asOf);
  const rates = await dayRates(db, { ...look, of: 'account', currency, from, until: asOf });
  const rows = async <Row>(query: string): Promise<Row[]> =>
    (await db.raw<{ rows: Row[] }>(query, { accountId, asOf, from, rates, startMonth: fiscalYearStartMonth }))
      .rows;
  const [year] = await rows<YearRow>(yearQuery);
  const { revenue = '0.00', before, comparable, converted = 0 } = year ?? {};
  const revenueBefore = comparable && before !== undefined ? before : null;
  const base = Number(revenueBefore ?? 0);
  return {
    accountId,
    asOf,
    currency,
    quarters: (await rows<QuarterRow>(quarterQuery)).map(toQuarter),
    offerings: await rows<OfferingFigures>(offeringQuery),
    revenue,
    revenueBefore,
    trend: base > 0 ? Number(revenue) / base - 1 : null,
    converted,
    unconverted: await rows<Unconverted>(unconvertedQuery),
  };
}

// Quarters begin at most 27 months before.
function oldestDay(asOf: string): string {
  const day = new Date(asOf);
  day.setUTCMonth(day.getUTCMonth() - 28);
  return day.toISOString().slice(0, 10);
}

function toQuarter(row: QuarterRow): QuarterFigures {
  return {
    startsOn: row.starts_on,
    complete: row.complete,
    revenue: row.revenue,
    transactions: row.transactions,
    delivered: row.delivered,
    cancellationRate: row.transactions === 0 ? null : row.lost / row.transactions,
    averageOrderValue: row.average,
  };
}
