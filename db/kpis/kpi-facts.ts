import { addedUp, type KpiFacts } from '../../domain/kpis/facts.ts';
import type { Coverage } from '../../domain/kpis/window.ts';
import type { CriteriaSet } from '../../domain/selection/criteria-set.ts';
import type { Db } from '../client.ts';
import { createFacts } from '../selection/account-facts.ts';
import { metricSql } from '../selection/metric-sql.ts';
import { setBased } from '../selection/set-based.ts';
import { inAccountBatches } from './account-batches.ts';
import { factsOver } from './windows.ts';

/** Over what facts are asked, by the rates, margins and costs of a set. */
interface KpiFactsLook {
  readonly set: CriteriaSet;
  readonly coverage: Coverage;
}

const delivered = `t.status = 'delivered'`;
const lost = `t.status in ('cancelled', 'no-show')`;

/** SQL for what each account above :from and up to :to did in the window and the one before. */
function accountsSql(
  { set, coverage }: KpiFactsLook,
  of: { readonly named: true } | { readonly programmeId: string },
): string {
  const { window, dataFrom } = coverage;
  const scope = { set, asOf: window.endsBefore, dataFrom, inactiveToo: true, ...of };
  const facts = factsOver(createFacts(scope), coverage);
  const { now, before } = facts.window(12);
  const known = (sql: string): string => `coalesce(${sql}, 0)`;
  const columns = {
    orders: known(facts.count(`${delivered} and ${now}`)),
    orders_before: known(facts.count(`${delivered} and ${before}`)),
    transactions: known(facts.count(now)),
    cancelled: known(facts.count(`${lost} and ${now}`)),
    offerings: metricSql.breadth(facts, 12),
    revenue: metricSql.revenue(facts, 12),
    revenue_before: known(facts.sum(facts.amount, `${delivered} and ${before}`)),
    cost: metricSql.costToServe(facts, 12),
    net: metricSql.netValue(facts, 12),
    lifetime: metricSql.lifetimeValue(facts, 12),
    wallet: metricSql.shareOfWallet(facts, 12),
  };
  return facts.query(Object.entries(columns).map(([name, value]) => ({ name, value })));
}

// An account that was there and brings nothing any more has left; what stays can shrink or grow.
const stayed = 'revenue_before > 0 and revenue > 0';
const counts: Partial<Record<keyof KpiFacts, string>> = {
  accounts: '1',
  buyers: '(orders > 0)::int',
  buyersBefore: '(orders_before > 0)::int',
  buyersKept: '(orders > 0 and orders_before > 0)::int',
  transactions: 'transactions',
  cancelled: 'cancelled',
  orders: 'orders',
};
const money: Partial<Record<keyof KpiFacts, string>> = {
  revenue: 'revenue',
  revenueBefore: 'revenue_before',
  start: 'case when revenue_before > 0 then revenue_before else 0 end',
  contraction: `case when ${stayed} then greatest(revenue_before - revenue, 0) else 0 end`,
  churn: 'case when revenue_before > 0 and revenue <= 0 then revenue_before else 0 end',
  expansion: `case when ${stayed} then greatest(revenue - revenue_before, 0) else 0 end`,
  costToServe: 'cost',
  netValue: 'net',
  lifetimeValue: 'lifetime',
};
const unconverted = `(revenue = 'NaN' or revenue_before = 'NaN')`;

function columnsSql(wrap: { count: (sql: string) => string; money: (sql: string) => string }): string {
  // Sums with an amount that cannot be converted are NaN.
  return [
    ...Object.entries(counts).map(([name, sql]) => `(${wrap.count(sql)})::float8 as "${name}"`),
    ...Object.entries(money).map(([name, sql]) => `nullif((${wrap.money(sql)})::float8, 'NaN') as "${name}"`),
  ].join(', ');
}

const each = columnsSql({ count: (sql) => sql, money: (sql) => sql });
const all = columnsSql({
  count: (sql) => `coalesce(sum(${sql}), 0)`,
  money: (sql) => `case when count(*) = count(${sql}) then coalesce(sum(${sql}), 0) end`,
});

// Few accounts are found by index; a plan for whole tables would read all the others too.
const fewAccounts = 500;

/** The facts of accounts by their number, money in the currency of the set; one pass over their transactions. */
export async function accountKpiFacts(
  db: Db,
  look: KpiFactsLook & { readonly accountIds: readonly string[] },
): Promise<ReadonlyMap<string, KpiFacts>> {
  if (look.accountIds.length === 0) return new Map();
  const numbers = look.accountIds.map(BigInt).toSorted((a, b) => (a < b ? -1 : 1));
  const sql = `select account_id, ${each}, offerings::float8, wallet::float8 as "shareOfWallet", ${unconverted} as unconverted
    from (${accountsSql(look, { named: true })}) found`;
  const range = { from: String((numbers[0] ?? 1n) - 1n), to: String(numbers.at(-1)) };
  const read = (on: Db): PromiseLike<{ rows: (KpiFacts & { account_id: string })[] }> =>
    on.raw(sql, { ...range, accountIds: look.accountIds });
  const { rows } = await (numbers.length > fewAccounts ? setBased(db, async (trx) => read(trx)) : read(db));
  return new Map(rows.map(({ account_id: accountId, ...facts }) => [accountId, facts]));
}

/** The facts of all accounts of a programme, inactive ones too, added up in batches. */
export async function programmeKpiFacts(
  db: Db,
  look: KpiFactsLook & { readonly programmeId: string },
): Promise<KpiFacts> {
  const { programmeId } = look;
  const sql = `select ${all}, 0 as offerings, null as "shareOfWallet", coalesce(bool_or(${unconverted}), false) as unconverted
    from (${accountsSql(look, { programmeId })}) found`;
  const batches = await inAccountBatches(db, {
    programmeId,
    read: async (range) => {
      const { rows } = await setBased(db, async (trx) => trx.raw<{ rows: KpiFacts[] }>(sql, { ...range }));
      return rows;
    },
  });
  return addedUp(batches.flat());
}
