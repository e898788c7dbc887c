import type { CriteriaSet } from '../domain/selection/criteria-set.ts';
import { rawValuesSql } from '../db/selection/stored-values.ts';

/** How large the bench is. */
const benchSize = { accounts: 100_000, transactions: 2_000_000 };

/** Two years of bookings in the order of their days, as an import leaves them: few accounts with many and many with few. */
export const benchData = [
  `select setseed(0.5)`,
  `insert into programme (key, name) values ('bench', 'Bench')`,
  `insert into import_source (name) values ('bench')`,
  `insert into offering (key, name, line) select 'o' || n, 'O' || n, 'line ' || n % 4 from generate_series(1, 40) n`,
  `insert into account (key, name, programme_id, region, time_zone, currency)
   select 'a' || n, 'A' || n, p.id, 'PT', 'Europe/Lisbon', 'EUR'
   from programme p, generate_series(1, ${benchSize.accounts}) n order by n`,
  `insert into transaction (source_id, source_key, account_id, offering_id, booked_on, delivered_on, status, quantity, amount,
     currency, attributes)
   select s.id, n::text, 1 + floor(${benchSize.accounts} * power(a, 1.5))::int, 1 + floor(40 * b)::int, day - 20, day,
     case when c < 0.25 then 'cancelled' else 'delivered' end, 2, round((50 + 900 * b * c)::numeric, 2), 'EUR',
     jsonb_build_object('bookingChanges', floor(3 * c)::int, 'specialRequests', floor(4 * b)::int,
       'waitingListDays', floor(2 * a)::int, 'segment', 'Online TA', 'country', 'PRT')
   from import_source s, (
     select n, '2023-12-01'::date + (n * 760.0 / ${benchSize.transactions})::int as day, random() a, random() b, random() c
     from generate_series(1, ${benchSize.transactions}) n
   ) q`,
  'vacuum analyze',
];

/** The day that the bench scores as of; the data cover the two years before it. */
export const benchDay = '2025-12-31';

/** The raw values as a person would query them, in one SELECT over all accounts; EXPLAIN ANALYZE runs it and throws the rows away. */
export function bareSelect(set: CriteriaSet): string {
  const query = rawValuesSql({ set, asOf: benchDay, dataFrom: '2023-12-01' });
  return `explain (analyze, timing off, summary off)
    ${query.replaceAll(':from', '0').replaceAll(':to', String(benchSize.accounts))}`;
}

/** As many rows and bytes as a scoring wrote, copied into the same tables under another scorecard. */
export const bareInserts = [
  `insert into scorecard (criteria_set_id, as_of, started_by_kind, started_by_id, started_at)
   select criteria_set_id, as_of, started_by_kind, started_by_id, started_at from scorecard where id = $1`,
  `insert into score_input select (select max(id) from scorecard), account_id, raw, revenue, net_value
   from score_input where scorecard_id = $1`,
  `insert into score select (select max(id) from scorecard), account_id, shares, points, attractiveness, strength,
     attractiveness_known, strength_known, attractive, strong
   from score where scorecard_id = $1`,
];
