import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';

/** One quarter of an account's business, by delivery, money in its currency. `complete` is false for a quarter that `asOf` or
 * the beginning of the data cuts. */
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

/** An account's business in the two years before `asOf`. */
export interface AccountFigures {
  readonly accountId: string;
  readonly asOf: string;
  readonly currency: string;
  readonly quarters: readonly QuarterFigures[];
  readonly offerings: readonly OfferingFigures[];
  readonly revenue: string;
  /** The twelve months before those, null where the data do not cover them wholly. */
  readonly revenueBefore: string | null;
  /** Revenue against the year before as a share (−0.2 is a fifth less); null where there is nothing to compare with. */
  readonly trend: number | null;
}

/** Whose figures, up to which day ('YYYY-MM-DD', exclusive); quarters count from the first month of the firm's year, 1 to 12. */
export interface FiguresLook {
  readonly accountId: string;
  readonly asOf: string;
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

const mine = `
  from transaction t join account a on a.id = t.account_id
  where t.account_id = :accountId and t.currency = a.currency`;

const quarterQuery = `
  with shift as (select make_interval(months => (:startMonth::int - 1) % 3) as months),
  quarter as (
    select (q + months)::date as starts_on, least((q + months + interval '3 months')::date, :asOf::date) as ends_before,
      (q + months + interval '3 months')::date as next_starts_on
    from shift, generate_series(
      date_trunc('quarter', :asOf::date - interval '2 years' - months), :asOf::date - months, interval '3 months') q
    where (q + months)::date < :asOf::date
  ), data as (select min(delivered_on) as since from transaction)
  select q.starts_on, coalesce(q.next_starts_on <= :asOf::date and data.since <= q.starts_on, false) as complete, s.*
  from data cross join quarter q cross join lateral (
    select coalesce(sum(t.amount) filter (where t.status = 'delivered'), 0)::numeric(16, 2) as revenue,
      count(*)::int as transactions,
      (count(*) filter (where t.status = 'delivered'))::int as delivered,
      (count(*) filter (where t.status in ('cancelled', 'no-show')))::int as lost,
      avg(t.amount) filter (where t.status = 'delivered')::numeric(16, 2) as average
    ${mine} and t.delivered_on >= q.starts_on and t.delivered_on < q.ends_before
  ) s order by q.starts_on`;

const yearQuery = `
  with data as (select min(delivered_on) as since from transaction)
  select a.currency, coalesce(data.since <= (:asOf::date - interval '2 years')::date, false) as covered,
    (select coalesce(sum(t.amount), 0)::numeric(16, 2) ${mine} and t.status = 'delivered'
      and t.delivered_on >= (:asOf::date - interval '1 year')::date and t.delivered_on < :asOf::date) as revenue,
    (select coalesce(sum(t.amount), 0)::numeric(16, 2) ${mine} and t.status = 'delivered'
      and t.delivered_on >= (:asOf::date - interval '2 years')::date
      and t.delivered_on < (:asOf::date - interval '1 year')::date) as before
  from data cross join account a where a.id = :accountId`;

const offeringQuery = `
  select o.id as "offeringId", o.name, o.line, sum(s.amount)::numeric(16, 2) as revenue, count(*)::int as delivered
  from (select t.* ${mine} and t.status = 'delivered'
    and t.delivered_on >= (:asOf::date - interval '1 year')::date and t.delivered_on < :asOf::date) s
  join offering o on o.id = s.offering_id
  group by o.id order by revenue desc, o.id`;

/** An account's figures as seen on a day; throws `notFound`. Transactions in another currency than the account's are left out. */
export async function accountFigures(db: Db, look: FiguresLook): Promise<AccountFigures> {
  const { accountId, asOf, fiscalYearStartMonth = 1 } = look;
  const rows = async <Row>(query: string): Promise<Row[]> =>
    (await db.raw<{ rows: Row[] }>(query, { accountId, asOf, startMonth: fiscalYearStartMonth })).rows;
  const [year] = await rows<{ currency: string; covered: boolean; revenue: string; before: string }>(
    yearQuery,
  );
  if (year === undefined) throw new DomainError('notFound', `There is no account ${accountId}.`);
  const revenueBefore = year.covered ? year.before : null;
  const base = Number(revenueBefore ?? 0);
  return {
    accountId,
    asOf,
    currency: year.currency,
    quarters: (await rows<QuarterRow>(quarterQuery)).map(toQuarter),
    offerings: await rows<OfferingFigures>(offeringQuery),
    revenue: year.revenue,
    revenueBefore,
    trend: base > 0 ? Number(year.revenue) / base - 1 : null,
  };
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
