import { flowSince } from '../../domain/kpis/given-flow.ts';
import { statedIn } from '../../domain/kpis/facts.ts';
import { isLibraryKpi } from '../../domain/kpis/library.ts';
import { coverageOf, monthsBefore, type Coverage, type DayWindow } from '../../domain/kpis/window.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import type { Db } from '../client.ts';
import { yearMeasured } from '../read-models/year-measured.ts';
import { accountKpiFacts } from './kpi-facts.ts';
import { kpiRulesOf, worthOf } from './kpi-rules.ts';

type PlanYear = Pick<Plan, 'accountId' | 'currency'> & { readonly year: DayWindow };

/** What a flow came to since the plan's year began, until which day (exclusive), and the part of last year's that had come by the same day. */
interface FlowMeasured {
  readonly value: number | null;
  readonly until: string;
  readonly season: number | null;
}

interface FlowLook {
  readonly plan: PlanYear;
  readonly programmeId: string;
  readonly kpi: string;
  /** What the data cover of the plan's year up to the day. */
  readonly coverage: Coverage;
}

/**
 * A flow of a plan's year so far, money in the plan's currency: revenue at the rates of the days as in the plan's outcomes, costs by the rates of the
 * criteria set, a firm's own flow as it was given. Null where the data do not cover it.
 */
export async function flowMeasured(db: Db, look: FlowLook): Promise<FlowMeasured> {
  const { plan, kpi, coverage } = look;
  const { startsOn, endsBefore: until } = coverage.window;
  if (!isLibraryKpi(kpi)) return givenFlow(db, look);
  const value = coverage.gap === null ? await flowOver(db, { ...look, window: coverage.window }) : null;
  if (value === null) return { value, until, season: null };
  const [from, whole] = [monthsBefore(startsOn, 12), monthsBefore(plan.year.endsBefore, 12)];
  const isCovered = coverage.dataFrom !== null && coverage.dataFrom <= from;
  if (!isCovered) return { value, until, season: null };
  const part = await flowOver(db, {
    ...look,
    window: { startsOn: from, endsBefore: monthsBefore(until, 12) },
  });
  const all = await flowOver(db, { ...look, window: { startsOn: from, endsBefore: whole } });
  const season = part !== null && all !== null && part > 0 && all > 0 ? part / all : null;
  return { value, until, season };
}

async function flowOver(db: Db, look: FlowLook & { readonly window: DayWindow }): Promise<number | null> {
  const { plan, kpi, programmeId, window } = look;
  const { accountId, currency } = plan;
  if (kpi === 'revenue') {
    const year = { accountId, currency, startsOn: window.startsOn, endsOn: dayBefore(window.endsBefore) };
    const { values } = await yearMeasured(db, { plan: year, closedOn: window.endsBefore });
    return values.revenue === undefined ? null : Number(values.revenue);
  }
  const rules = await kpiRulesOf(db, { programmeId, asOf: window.endsBefore });
  const { dataFrom, dataTo } = look.coverage;
  const coverage = coverageOf({ startsOn: window.startsOn, asOf: window.endsBefore, dataFrom, dataTo });
  const found = await accountKpiFacts(db, { set: rules.set, coverage, accountIds: [accountId] });
  const facts = found.get(accountId);
  if (!facts) return null;
  return kpi === 'costToServe' ? statedIn(facts, worthOf(currency, rules)).costToServe : facts.orders;
}

async function givenFlow(db: Db, { plan, kpi, coverage }: FlowLook): Promise<FlowMeasured> {
  const { startsOn, endsBefore } = coverage.window;
  const query = db('kpi_value')
    .where({ account_id: plan.accountId, kpi, source: 'given' })
    .where('starts_on', '>=', startsOn)
    .where('as_of', '<=', endsBefore)
    .distinctOn('starts_on', 'as_of')
    .orderBy(['starts_on', 'as_of', { column: 'id', order: 'desc' }]);
  const rows = await query.select<
    { starts_on: string; as_of: string; value: string; currency: string | null }[]
  >('starts_on', 'as_of', 'value', 'currency');
  const mine = rows.filter(({ currency }) => currency === null || currency === plan.currency);
  const parts = mine.map((row) => ({ startsOn: row.starts_on, asOf: row.as_of, value: Number(row.value) }));
  const flow = flowSince(startsOn, parts);
  return { value: flow?.value ?? null, until: flow?.until ?? endsBefore, season: null };
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}
