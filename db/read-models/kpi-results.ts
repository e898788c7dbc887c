import { cohortResult, type CohortResult, type GroupFacts } from '../../domain/kpis/programme-results.ts';
import { monthsBefore, type Coverage } from '../../domain/kpis/window.ts';
import type { CriteriaSet } from '../../domain/selection/criteria-set.ts';
import type { Db } from '../client.ts';
import { inAccountBatches } from '../kpis/account-batches.ts';
import { kpiCoverage } from '../kpis/coverage.ts';
import { kpiRulesOf } from '../kpis/kpi-rules.ts';
import { factsOver, within } from '../kpis/windows.ts';
import { createFacts } from '../selection/account-facts.ts';
import { metricSql } from '../selection/metric-sql.ts';
import { setBased } from '../selection/set-based.ts';

/** What became of a programme's key accounts, by the day on which they were first designated, the newest first; money in `currency`. */
export interface ProgrammeResults {
  readonly programmeId: string;
  readonly asOf: string;
  readonly currency: string;
  readonly cohorts: readonly CohortResult[];
}

interface Look {
  readonly programmeId: string;
  readonly asOf: string;
}

/** So many days of designation are looked at, the newest. */
const mostCohorts = 12;

/**
 * The key accounts of a programme since their designation, at most a year of it, against the same days a year before, beside its accounts never designated.
 * An account whose designation ended still counts with those it was designated with, so that what failed is not left out.
 */
export async function programmeResults(db: Db, look: Look): Promise<ProgrammeResults> {
  const { programmeId, asOf } = look;
  const { set } = await kpiRulesOf(db, look);
  const cohorts: CohortResult[] = [];
  for (const designatedOn of await designationDays(db, look)) {
    const yearAfter = monthsBefore(designatedOn, -12);
    const endsBefore = yearAfter < asOf ? yearAfter : asOf;
    const coverage = await kpiCoverage(db, { startsOn: designatedOn, asOf: endsBefore });
    const groups = await groupFacts(db, { ...look, set, coverage, designatedOn });
    const earlierCovered =
      coverage.dataFrom !== null && coverage.dataFrom <= monthsBefore(coverage.window.startsOn, 24);
    cohorts.push(cohortResult({ designatedOn, coverage, earlierCovered, ...groups }));
  }
  return { programmeId, asOf, currency: set.value.currency, cohorts };
}

const firstDesignation = `select account_id, cast(min(designated_at) at time zone 'UTC' as date) as day from designation
  where programme_id = :programmeId and designated_at < cast(cast(:asOf as date) as timestamp) at time zone 'UTC' group by account_id`;

async function designationDays(db: Db, { programmeId, asOf }: Look): Promise<readonly string[]> {
  const { rows } = await db.raw<{ rows: { day: string }[] }>(
    `select distinct day from (${firstDesignation}) d order by day desc limit :mostCohorts`,
    { programmeId, asOf, mostCohorts },
  );
  return rows.map(({ day }) => day);
}

interface CohortLook extends Look {
  readonly set: CriteriaSet;
  readonly coverage: Coverage;
  readonly designatedOn: string;
}

type Groups = Record<'keyAccounts' | 'others', GroupFacts>;

async function groupFacts(db: Db, look: CohortLook): Promise<Groups> {
  const { programmeId, asOf, designatedOn } = look;
  const sum = (name: string): string => `nullif(coalesce(sum("${name}"), 0)::float8, 'NaN') as "${name}"`;
  const sql = `select d.day is not null as designated, count(*)::float8 as accounts,
      (count(*) filter (where orders > 0))::float8 as kept, sum(orders)::float8 as orders,
      sum("ordersBefore")::float8 as "ordersBefore", ${['revenue', 'revenueBefore', 'revenueEarlier'].map(sum).join(', ')}
    from (${factsSql(look)}) f left join (${firstDesignation}) d on d.account_id = f.account_id
    where "ordersBefore" > 0 and (d.day is null or d.day = cast(:designatedOn as date))
    group by 1`;
  const batches = await inAccountBatches(db, {
    programmeId,
    read: async (range) => {
      const bound = { ...range, programmeId, asOf, designatedOn };
      const { rows } = await setBased(db, async (trx) =>
        trx.raw<{ rows: (GroupFacts & { designated: boolean })[] }>(sql, bound),
      );
      return rows;
    },
  });
  const rows = batches.flat();
  return {
    keyAccounts: together(rows.filter(({ designated }) => designated)),
    others: together(rows.filter(({ designated }) => !designated)),
  };
}

function factsSql({ set, coverage, programmeId }: CohortLook): string {
  const { window, before, dataFrom } = coverage;
  const scope = { set, asOf: window.endsBefore, dataFrom, inactiveToo: true, programmeId };
  const facts = factsOver(createFacts(scope), coverage);
  const delivered = (when: string): string => `t.status = 'delivered' and ${when}`;
  const earlier = within({
    startsOn: monthsBefore(window.startsOn, 24),
    endsBefore: monthsBefore(window.endsBefore, 24),
  });
  const columns = {
    orders: facts.count(delivered(within(window))),
    '"ordersBefore"': facts.count(delivered(within(before))),
    revenue: metricSql.revenue(facts, 12),
    '"revenueBefore"': facts.sum(facts.amount, delivered(within(before))),
    '"revenueEarlier"': facts.sum(facts.amount, delivered(earlier)),
  };
  return facts.query(
    Object.entries(columns).map(([name, value]) => ({ name, value: `coalesce(${value}, 0)` })),
  );
}

function together(rows: readonly GroupFacts[]): GroupFacts {
  const money = (name: 'revenue' | 'revenueBefore' | 'revenueEarlier'): number | null =>
    rows.reduce<number | null>((sum, row) => {
      const amount = row[name];
      return sum === null || amount === null ? null : sum + amount;
    }, 0);
  const count = (name: 'accounts' | 'kept' | 'orders' | 'ordersBefore'): number =>
    rows.reduce((sum, row) => sum + row[name], 0);
  return {
    accounts: count('accounts'),
    kept: count('kept'),
    orders: count('orders'),
    ordersBefore: count('ordersBefore'),
    revenue: money('revenue'),
    revenueBefore: money('revenueBefore'),
    revenueEarlier: money('revenueEarlier'),
  };
}
