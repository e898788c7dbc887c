import type { CriteriaSet } from '../../domain/selection/criteria-set.ts';
import type { MetricName } from '../../domain/selection/metrics.ts';
import { ofBatch, type AccountFacts } from './account-facts.ts';

/** The SQL expression of a metric for one account over so many months; null where the value is missing. */
export type MetricSql = (facts: AccountFacts, months: number) => string;

const delivered = `t.status = 'delivered'`;
const lost = `t.status in ('cancelled', 'no-show')`;
const daysInMonth = 365.25 / 12;

/** Delivered amounts in the window. That nothing was delivered is known: 0. */
const revenue: MetricSql = (facts, months) =>
  `coalesce(${facts.sum(facts.amount, `${delivered} and ${facts.window(months).now}`)}, 0)`;

const revenueBefore: MetricSql = (facts, months) =>
  facts.sum(facts.amount, `${delivered} and ${facts.window(months).before}`);

/** Revenue over that of the same months a year before, less 1. No comparison where the data do not cover those wholly, so that
 * the beginning of the records does not pass for growth. */
const growth: MetricSql = (facts, months) => {
  const before = revenueBefore(facts, months);
  return `case when ${facts.window(months).beforeCovered} and ${before} > 0 then ${revenue(facts, months)} / ${before} - 1 end`;
};

/** Revenue by delivered transaction in the window. */
const orderValue: MetricSql = (facts, months) =>
  `${revenue(facts, months)} / nullif(${facts.count(`${delivered} and ${facts.window(months).now}`)}, 0)`;

/** Cancelled and missed over all transactions that fall into the window by their day of delivery, else of booking. */
const cancellationRate: MetricSql = (facts, months) => {
  const { now } = facts.window(months);
  return `${facts.count(`${lost} and ${now}`)} / nullif(${facts.count(now)}, 0)`;
};

/** Different offerings delivered in the window; each is of one line. */
const breadth: MetricSql = (facts, months) => {
  const { now } = facts.window(months);
  const bought = facts.perLine(`count(distinct t.offering_id) filter (where ${delivered} and ${now})`);
  return `coalesce(${facts.perAccount(`sum(${bought})`)}, 0)`;
};

const lineRevenue: MetricSql = (facts, months) =>
  facts.perLine(`sum(${facts.amount}) filter (where ${delivered} and ${facts.window(months).now})`);

/** The part of the window's revenue outside the line that brought most. */
const crossover: MetricSql = (facts, months) => {
  const largest = facts.perAccount(`max(${lineRevenue(facts, months)})`);
  const all = revenue(facts, months);
  return `case when ${all} > 0 then 1 - ${largest} / ${all} end`;
};

/** The part of the window's revenue from lines first delivered in the window, for accounts that had business before it. */
const newLineAdoption: MetricSql = (facts, months) => {
  const { start, beforeCovered } = facts.window(months);
  const first = facts.perLine(`min(t.day) filter (where ${delivered})`);
  const adopted = facts.perAccount(
    `sum(${lineRevenue(facts, months)}) filter (where ${first} >= ${start} and line is not null)`,
  );
  const all = revenue(facts, months);
  const had = `${facts.earliest(delivered)} < ${start}`;
  return `case when ${beforeCovered} and ${had} and ${all} > 0 then coalesce(${adopted}, 0) / ${all} end`;
};

/** Months from the first to the last delivery before the day. */
const tenure: MetricSql = (facts) =>
  `coalesce((${facts.latest(delivered)} - ${facts.earliest(delivered)}) / ${daysInMonth}, 0)`;

/** The calendar months with deliveries a year before that have some again, over those months. */
const regularity: MetricSql = (facts, months) => {
  const { now, before, beforeCovered } = facts.window(months);
  const earlier = facts.months(`${delivered} and ${before}`);
  const again = `coalesce(${facts.months(`${delivered} and ${now}`)}, 0) & ${earlier}`;
  const bits = (mask: string): string => `bit_count((${mask})::bit(16))`;
  return `case when ${beforeCovered} then ${bits(again)}::float8 / nullif(${bits(earlier)}, 0) end`;
};

/** Volumes by rates of the drivers of these purposes; a driver whose attribute no transaction of the account has is not known, and
 * neither is the sum. An account without any transaction in the window costs nothing. */
function costOf(facts: AccountFacts, wish: { months: number; purposes: readonly string[] }): string {
  const { now } = facts.window(wish.months);
  const drivers = facts.set.value.drivers.filter(({ purpose }) => wish.purposes.includes(purpose));
  if (drivers.length === 0) return 'null::numeric';
  const costs = drivers.map(({ volume, rate }) => `${volumeOf(facts, { volume, now })} * ${rate}`);
  return `case when coalesce(${facts.count(now)}, 0) = 0 then 0 else ${costs.join(' + ')} end`;
}

function volumeOf(facts: AccountFacts, driver: { readonly volume: string; readonly now: string }): string {
  const { volume, now } = driver;
  if (volume === 'transactions') return facts.count(now);
  if (volume === 'cancellations') return facts.count(`${lost} and ${now}`);
  return facts.sum(facts.attribute(volume.slice('attribute:'.length)), now);
}

const allPurposes = ['acquire', 'serve', 'retain'];

/** Revenue by the margin rate of the set, less the costs of all drivers that the set has. */
const netValue: MetricSql = (facts, months) => {
  const margin = `${revenue(facts, months)} * ${facts.set.value.marginRate}`;
  if (facts.set.value.drivers.length === 0) return margin;
  return `${margin} - (${costOf(facts, { months, purposes: allPurposes })})`;
};

/**
 * Margin × r/(1 + d − r), the value of a customer who stays for another year with probability r, at discount rate d and without end
 * (Gupta and Lehmann, "Customers as assets", Journal of Interactive Marketing 17(1), 2003, 9–24; Gupta, Lehmann and Stuart,
 * "Valuing customers", Journal of Marketing Research 41(1), 2004, 7–18). r is the set's rate of returning accounts, or of new ones; margin is a
 * year's, after costs.
 */
const lifetimeValue: MetricSql = (facts, months) => {
  const { discountRate, retention } = facts.set.value;
  const factor = (rate: number): number => rate / (1 + discountRate - rate);
  const returning = `coalesce(${revenueBefore(facts, months)}, 0) > 0`;
  const chosen = `case when ${returning} then ${factor(retention.returning)} else ${factor(retention.first)} end`;
  return `(${netValue(facts, months)}) * 12.0 / ${months} * ${chosen}`;
};

function latestRating(facts: AccountFacts, name: string): string {
  return facts.joined(
    `select distinct on (account_id) account_id, value from rating
      where ${ofBatch} and name = '${name}' and rated_on <= ${facts.asOf} order by account_id, rated_on desc, id desc`,
  );
}

/** A person's rating, else the mean support of the contacts weighted by their influence, both from 1 to 5. Contacts have no history: they count as
 * they are now. */
const relationshipStage: MetricSql = (facts) => {
  const contacts = facts.joined(
    `select account_id, sum(influence * support)::numeric / sum(influence) as value from contact
      where ${ofBatch} and influence is not null and support is not null group by account_id`,
  );
  return `coalesce(${latestRating(facts, 'relationshipStage')}, ${contacts})`;
};

const cost =
  (purpose: string): MetricSql =>
  (facts, months) =>
    costOf(facts, { months, purposes: [purpose] });

/** How each built-in metric is found; what they mean to people is in domain/selection/metrics.ts. */
export const metricSql: Readonly<Record<MetricName, MetricSql>> = {
  revenue,
  growth,
  orderValue,
  cancellationRate,
  breadth,
  crossover,
  newLineAdoption,
  tenure,
  regularity,
  netValue,
  lifetimeValue,
  costToAcquire: cost('acquire'),
  costToServe: cost('serve'),
  costToRetain: cost('retain'),
  shareOfWallet: (facts) => latestRating(facts, 'shareOfWallet'),
  relationshipStage,
  surveyScore: () => 'null::float8',
};

/** The SQL expression of a criterion's value, whether a metric or a rating. */
export function criterionSql(facts: AccountFacts, criterion: CriteriaSet['criteria'][number]): string {
  const { source, key } = criterion;
  return source.kind === 'rating'
    ? latestRating(facts, key)
    : metricSql[source.metric](facts, source.windowMonths);
}
