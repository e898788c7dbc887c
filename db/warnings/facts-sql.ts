import type { CriteriaSet } from '../../domain/selection/criteria-set.ts';
import type { Windows } from '../../domain/warnings/windows.ts';
import type { Span } from '../../domain/warnings/facts.ts';

/** What the transactions are asked for: windows that end before `asOf` (exclusive), and what a unit of work costs. */
export interface TransactionFactsScope {
  readonly asOf: string;
  readonly windows: Windows;
  readonly value: CriteriaSet['value'];
}

const delivered = 't.delivered';
const lost = `t.status in ('cancelled', 'no-show')`;

/**
 * SQL for account_id and what the rules compare, one row for each account of `:ids` with a transaction in one of the windows. Sums with an amount that is not in the account's
 * currency are NaN. Nothing a user wrote gets into it unquoted: days are checked here, numbers and names of attributes by the set's schema.
 */
export function transactionFactsSql(scope: TransactionFactsScope): string {
  const { windows, asOf } = scope;
  const { now, before, quiet } = windows;
  const spans = quiet.map(({ days, now: late, before: then }) => ({ days, late, then }));
  const columns = [
    ...windowColumns('now', { span: now, scope }),
    ...windowColumns('before', { span: before, scope }),
    ...spans.flatMap(({ days, late, then }) => [
      `count(*) filter (where ${delivered} and ${within(late)})::int as deliveries_${days}`,
      `count(*) filter (where t.booked_on >= ${day(late.from)} and t.booked_on < ${day(asOf)})::int as orders_${days}`,
      `count(distinct t.day) filter (where ${delivered} and ${within(then)})::int as active_${days}`,
    ]),
  ];
  // The fence takes what is wanted out of the attributes before the rows are sorted, which are much shorter then.
  // Bookings of the last days may be delivered much later, so that the later span has no end here.
  const late = first([now, ...spans.map((span) => span.late)]);
  const early = { from: first([before, ...spans.map(({ then }) => then)]), to: before.to };
  return `
    select t.account_id, ${columns.join(',\n      ')}
    from (
      select t.account_id, coalesce(t.delivered_on, t.booked_on) as day, t.booked_on, t.status,
        t.status = 'delivered' as delivered,
        (case when t.currency = a.currency then t.amount else 'NaN' end)::float8 as amount${attributeColumns(scope)}
      from transaction t join account a on a.id = t.account_id
      where t.account_id = any(:ids) and t.booked_on < ${day(asOf)}
        and (t.delivered_on >= ${day(late)} or t.delivered_on is null
          or (t.delivered_on >= ${day(early.from)} and t.delivered_on < ${day(early.to)}))
      offset 0
    ) t group by t.account_id`;
}

function windowColumns(
  name: 'now' | 'before',
  { span, scope }: { readonly span: Span; readonly scope: TransactionFactsScope },
): readonly string[] {
  const when = within(span);
  return [
    `coalesce(sum(t.amount) filter (where ${delivered} and ${when}), 0) as amount_${name}`,
    `coalesce(sum(t.amount * t.amount) filter (where ${delivered} and ${when}), 0) as squares_${name}`,
    `count(*) filter (where ${delivered} and ${when})::int as orders_${name}`,
    `count(*) filter (where ${when})::int as due_${name}`,
    `count(*) filter (where ${lost} and ${when})::int as lost_${name}`,
    `(${costSql(scope.value, when)})::float8 as cost_${name}`,
  ];
}

function costSql({ drivers }: CriteriaSet['value'], when: string): string {
  if (drivers.length === 0) return 'null';
  const volumeOf = (volume: string): string => {
    if (volume === 'transactions') return `count(*) filter (where ${when})`;
    if (volume === 'cancellations') return `count(*) filter (where ${lost} and ${when})`;
    const held = `t.x${attributesOf(drivers).indexOf(volume)}`;
    return `coalesce(sum(case when jsonb_typeof(${held}) = 'number' then ${held}::float8 end) filter (where ${when}), 0)`;
  };
  return drivers.map(({ volume, rate }) => `${volumeOf(volume)} * ${rate}`).join(' + ');
}

function attributesOf(drivers: CriteriaSet['value']['drivers']): readonly string[] {
  return [...new Set(drivers.map(({ volume }) => volume))].filter((volume) =>
    volume.startsWith('attribute:'),
  );
}

function attributeColumns({ value }: TransactionFactsScope): string {
  const columns = attributesOf(value.drivers).map(
    (volume, index) => `, t.attributes -> '${volume.slice('attribute:'.length)}' as x${index}`,
  );
  return columns.join('');
}

function within(span: Span): string {
  return `t.day >= ${day(span.from)} and t.day < ${day(span.to)}`;
}

function first(spans: readonly Span[]): string {
  return spans.map(({ from }) => from).sort()[0] ?? '';
}

function day(text: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) throw new Error(`"${text}" is no day`);
  return `date '${text}'`;
}
