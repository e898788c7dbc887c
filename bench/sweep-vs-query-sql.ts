/** How large the bench is. */
const benchSize = { accounts: 10_000, transactions: 2_000_000 };

/** The day that the bench sweeps as of (exclusive); the data cover the 26 months before it, so that every window of a year before is covered. */
export const benchDay = '2026-01-01';

/**
 * Key accounts with two years of bookings in the order of their days, as an import leaves them: few with many and many with few. One in ten buys less than half in
 * the last year, so that there are alarms to be written and mails to be queued, as many as a bad day brings.
 */
export const benchData = [
  `select setseed(0.5)`,
  `insert into person (key, name, email, region, time_zone, language)
   select 'p' || n, 'Person ' || n, 'p' || n || '@example.com', 'PT', 'Europe/Lisbon', 'en' from generate_series(1, 200) n`,
  `insert into programme (key, name, owner_id) select 'bench', 'Bench', id from person where key = 'p1'`,
  `insert into import_source (name) values ('bench')`,
  `insert into offering (key, name, line) select 'o' || n, 'O' || n, 'line ' || n % 4 from generate_series(1, 40) n`,
  `insert into account (key, name, programme_id, region, time_zone, currency, manager_id)
   select 'a' || n, 'A' || n, g.id, 'PT', 'Europe/Lisbon', 'EUR', p.id
   from programme g, generate_series(1, ${benchSize.accounts}) n join person p on p.key = 'p' || 1 + n % 200 order by n`,
  `insert into transaction (source_id, source_key, account_id, offering_id, booked_on, delivered_on, status, quantity, amount,
     currency, attributes)
   select s.id, n::text, account, 1 + floor(40 * b)::int, day - 20, day,
     case when c < 0.25 then 'cancelled' else 'delivered' end, 2,
     round(((450 + 100 * b) * case when account % 10 = 0 and day >= '2025-01-01' then 0.4 else 1 end)::numeric, 2), 'EUR',
     jsonb_build_object('bookingChanges', floor(3 * c)::int, 'specialRequests', floor(4 * b)::int,
       'waitingListDays', floor(2 * a)::int, 'segment', 'Online TA', 'country', 'PRT')
   from import_source s, (
     select n, '2023-11-01'::date + (n * 790.0 / ${benchSize.transactions})::int as day,
       1 + floor(${benchSize.accounts} * power(random(), 1.5))::int as account, random() a, random() b, random() c
     from generate_series(1, ${benchSize.transactions}) n
   ) q`,
  `insert into process (workflow_id, kind, input, opened_at) values ('selection/bench/2026', 'candidateSelection', '{}', '2025-12-01')`,
  `insert into criteria_set (key, version, content, content_hash, reason, set_by_kind, set_by_id, set_at)
   values ('bench', 1, '{}', repeat('0', 64), 'bench', 'system', 'kam', '2025-12-01')`,
  `insert into selection_cycle (workflow_id, programme_id, year, criteria_set_id, as_of, lead_id, panel_policy, nomination_hours,
     started_by_kind, started_by_id, opened_at)
   select 'selection/bench/2026', g.id, 2026, c.id, '2025-12-01', g.owner_id, '{}', 0, 'system', 'kam', '2025-12-01'
   from programme g, criteria_set c`,
  `insert into designation (account_id, programme_id, cycle_id, designated_at)
   select a.id, a.programme_id, c.id, '2025-12-01' from account a, selection_cycle c`,
  'vacuum analyze',
];

/** What a sweep leaves, taken away before the next one: each begins without any alarm. */
export const forgetAlarms = `truncate alarm_event, alarm, warning_sweep, notification cascade`;

const within = (from: string, to: string): string =>
  `coalesce(t.delivered_on, t.booked_on) >= '${from}' and coalesce(t.delivered_on, t.booked_on) < '${to}'`;
const delivered = `t.status = 'delivered'`;
const number = (name: string): string =>
  `case when jsonb_typeof(t.attributes -> '${name}') = 'number' then (t.attributes -> '${name}')::float8 end`;

function windowSql(name: string, span: string): string {
  return `
    sum(t.amount) filter (where ${delivered} and ${span}) as amount_${name},
    sum(t.amount * t.amount) filter (where ${delivered} and ${span}) as squares_${name},
    count(*) filter (where ${delivered} and ${span}) as orders_${name},
    count(*) filter (where ${span}) as due_${name},
    count(*) filter (where t.status in ('cancelled', 'no-show') and ${span}) as lost_${name},
    15 * count(*) filter (where t.status in ('cancelled', 'no-show') and ${span})
      + 5 * sum(${number('bookingChanges')}) filter (where ${span})
      + 4 * sum(${number('specialRequests')}) filter (where ${span})
      + sum(${number('waitingListDays')}) filter (where ${span}) as cost_${name}`;
}

function quietSql(days: number): string {
  const since = (day: string): string => `date '${day}' - ${days}`;
  return `
    count(*) filter (where ${delivered} and t.delivered_on >= ${since('2026-01-01')} and t.delivered_on < '2026-01-01') as deliveries_${days},
    count(*) filter (where t.booked_on >= ${since('2026-01-01')} and t.booked_on < '2026-01-01') as orders_${days},
    count(distinct t.delivered_on) filter (where ${delivered} and t.delivered_on >= ${since('2025-01-01')} and t.delivered_on < '2025-01-01') as active_${days}`;
}

/** The same windows of all key accounts as a person would query them, in one SELECT; EXPLAIN ANALYZE runs it and throws the rows away. */
export const bareSelect = `explain (analyze, timing off, summary off)
  select t.account_id, ${windowSql('now', within('2025-10-01', '2026-01-01'))},
    ${windowSql('before', within('2024-10-01', '2025-01-01'))},
    ${[30, 60, 90].map(quietSql).join(', ')}
  from transaction t join designation d on d.account_id = t.account_id and d.ended_at is null
  where t.booked_on < '2026-01-01' and (${within('2025-10-01', '2026-12-31')} or ${within('2024-10-01', '2025-01-01')})
  group by t.account_id`;
