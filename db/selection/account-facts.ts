import type { CriteriaSet } from '../../domain/selection/criteria-set.ts';

/** What metrics are asked of: accounts by the rules of a set, before a day ('YYYY-MM-DD', exclusive). `dataFrom` is the first day with a
 * delivery, null without any; `programmeId` leaves out accounts of other programmes; `inactiveToo` takes in those that left, and `named` leaves out
 * all but the accounts bound as :accountIds. */
export interface FactsScope {
  readonly set: CriteriaSet;
  readonly asOf: string;
  readonly dataFrom: string | null;
  readonly programmeId?: string | null | undefined;
  readonly inactiveToo?: boolean;
  readonly named?: boolean;
}

/** A span of time before the day scored as of, and the one of the same length and season before it, as SQL conditions on `t.day`. */
export interface FactsWindow {
  readonly now: string;
  readonly before: string;
  /** The SQL date on which the window begins. */
  readonly start: string;
  /** An SQL condition: the data begin no later than the earlier window does. */
  readonly beforeCovered: string;
}

/** Collects what metrics want to know, so that one pass over the transactions answers them all, however many ask the same. */
export interface AccountFacts {
  readonly set: CriteriaSet;
  readonly asOf: string;
  /** `t.amount` in the currency of the set; NaN, which makes any sum missing, in a currency without a rate. */
  readonly amount: string;
  window(months: number): FactsWindow;
  sum(what: string, when: string): string;
  count(when: string): string;
  earliest(when: string): string;
  latest(when: string): string;
  /** The calendar months of the days where `when` holds, as bits. */
  months(when: string): string;
  /** A number in the attributes of a transaction, null where there is none. */
  attribute(name: string): string;
  /** An aggregate of each line's transactions; `perAccount` aggregates such names over the lines of an account. */
  perLine(aggregate: string): string;
  perAccount(aggregate: string): string;
  /** Joins rows with one `account_id` and one `value`, and returns the name of that value. */
  joined(rows: string): string;
}

/** The facts and the SQL that finds them: `query` gives account_id and the `columns` (name and expression over the facts) of active accounts
 * whose id is above :from and up to :to. */
export interface FactsBuilder extends AccountFacts {
  query(columns: readonly { readonly name: string; readonly value: string }[]): string;
}

/** The part of an account's rows that a batch takes; to be used in every subquery that `joined` gets. */
export const ofBatch = 'account_id > :from and account_id <= :to';

/** Starts collecting facts. Nothing a user wrote gets into the SQL unquoted: days, numbers and currency codes are checked by the set's schema. */
export function createFacts(scope: FactsScope): FactsBuilder {
  const lines = new Map<string, string>();
  const accounts = new Map<string, string>();
  const joins = new Map<string, string>();
  const attributes = new Map<string, string>();
  const named = (names: Map<string, string>, wish: { text: string; prefix: string }): string => {
    const known = names.get(wish.text) ?? `${wish.prefix}${names.size + 1}`;
    names.set(wish.text, known);
    return known;
  };
  const perLine = (text: string): string => named(lines, { text, prefix: 'l' });
  const perAccount = (text: string): string => `f.${named(accounts, { text, prefix: 'f' })}`;
  const both = (outer: string, inner: string): string => perAccount(`${outer}(${perLine(inner)})`);
  return {
    set: scope.set,
    asOf: dayOf(scope.asOf),
    amount: convertedAmount(scope.set),
    window: (months) => windowOf(months, scope),
    sum: (what, when) => both('sum', `sum(${what}) filter (where ${when})`),
    count: (when) => both('sum', `count(*) filter (where ${when})`),
    earliest: (when) => both('min', `min(t.day) filter (where ${when})`),
    latest: (when) => both('max', `max(t.day) filter (where ${when})`),
    months: (when) => both('bit_or', `bit_or(1 << date_part('month', t.day)::int) filter (where ${when})`),
    attribute: (name) => `t.${named(attributes, { text: name, prefix: 'x' })}`,
    perLine,
    perAccount,
    joined: (rows) => `${named(joins, { text: rows, prefix: 'j' })}.value`,
    query: (columns) =>
      factsQuery({
        lines,
        accounts,
        joins,
        attributes,
        columns,
        asOf: dayOf(scope.asOf),
        of: accountsOf(scope),
        named: scope.named === true ? ' and t.account_id = any(:accountIds)' : '',
      }),
  };
}

function dayOf(day: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new Error(`"${day}" is no day`);
  return `date '${day}'`;
}

function accountsOf({ programmeId, inactiveToo, named }: FactsScope): string {
  const active = inactiveToo === true ? '' : ' and a.active';
  const chosen = named === true ? ' and a.id = any(:accountIds)' : '';
  if (typeof programmeId !== 'string') return active + chosen;
  if (!/^\d+$/.test(programmeId)) throw new Error(`"${programmeId}" is no number of a programme`);
  return `${active}${chosen} and a.programme_id = ${programmeId}`;
}

function convertedAmount({ value: { currency, rates } }: CriteriaSet): string {
  const others = Object.entries(rates).map(([code, rate]) => ` when '${code}' then t.amount * ${rate}`);
  return `(case t.currency when '${currency}' then t.amount${others.join('')} else 'NaN' end)`;
}

function windowOf(months: number, { asOf, dataFrom }: FactsScope): FactsWindow {
  // A whole number of years back, so that the same season is compared with itself.
  const back = Math.ceil(months / 12) * 12;
  const ago = (count: number): string => `(${dayOf(asOf)} - interval '${count} months')::date`;
  const start = ago(months);
  return {
    now: `t.day >= ${start}`,
    before: `t.day >= ${ago(months + back)} and t.day < ${ago(back)}`,
    start,
    beforeCovered: dataFrom === null ? 'false' : `${dayOf(dataFrom)} <= ${ago(months + back)}`,
  };
}

interface Collected {
  readonly lines: ReadonlyMap<string, string>;
  readonly accounts: ReadonlyMap<string, string>;
  readonly joins: ReadonlyMap<string, string>;
  readonly attributes: ReadonlyMap<string, string>;
  readonly columns: readonly { readonly name: string; readonly value: string }[];
  readonly asOf: string;
  /** Further conditions on the accounts, and on the transactions. */
  readonly of: string;
  readonly named: string;
}

function factsQuery({ lines, accounts, joins, attributes, columns, asOf, of, named }: Collected): string {
  const select = (names: ReadonlyMap<string, string>): string =>
    [...names].map(([text, name]) => `, ${text} as ${name}`).join('');
  // The fence takes the numbers out of the attributes before the rows are sorted, which are much shorter then.
  return `
    select a.id as account_id${columns.map(({ name, value }) => `, ${value} as ${name}`).join('')}
    from account a
    left join (
      select account_id${select(accounts)} from (
        select t.account_id, t.line${select(lines)} from (
          select t.account_id, t.offering_id, o.line, coalesce(t.delivered_on, t.booked_on) as day, t.status, t.amount,
            t.currency${[...attributes].map(([key, name]) => `, ${numberIn(key)} as ${name}`).join('')}
          from transaction t left join offering o on o.id = t.offering_id
          where t.${ofBatch.replace(' and ', ' and t.')}${named} offset 0
        ) t where t.day < ${asOf} group by t.account_id, t.line
      ) line group by account_id
    ) f on f.account_id = a.id
    ${[...joins].map(([rows, name]) => `left join (${rows}) ${name} on ${name}.account_id = a.id`).join('\n    ')}
    where a.id > :from and a.id <= :to${of}`;
}

function numberIn(attribute: string): string {
  const value = `t.attributes -> '${attribute}'`;
  return `case when jsonb_typeof(${value}) = 'number' then (${value})::numeric end`;
}
