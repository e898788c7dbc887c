import type { KpiDefinition } from '../../domain/kpis/definition.ts';
import { isLibraryKpi, kpiLibrary } from '../../domain/kpis/library.ts';
import { targetStanding, type TargetStanding } from '../../domain/kpis/target-standing.ts';
import { daysBetween, type Coverage } from '../../domain/kpis/window.ts';
import type { PlanContent } from '../../domain/planning/content.ts';
import type { Db } from '../client.ts';
import { kpiCoverage } from '../kpis/coverage.ts';
import { flowMeasured } from '../kpis/plan-flows.ts';
import { currentContent } from '../stores/plan-content.ts';
import { ownKpis } from '../stores/kpi-definitions.ts';
import { kpisAt, type KpiReading } from './kpi-values.ts';

type PlanKpi = PlanContent['kpis'][number];

/**
 * A target of a plan and how it stands. `kpi` is the KPI that measures it; null where none does, and then nothing is known. `value` is a flow since the
 * year began, a level over the twelve months before the day; it was measured before `measuredUntil`. Money is in `currency`.
 */
export interface KpiTarget extends Omit<TargetStanding, 'why'> {
  readonly planId: string;
  readonly key: string;
  readonly kpi: string | null;
  readonly name: string;
  readonly unit: KpiDefinition['unit'];
  readonly direction: KpiDefinition['direction'];
  readonly currency: string | null;
  readonly baseline: number | null;
  readonly target: number;
  readonly value: number | null;
  readonly measuredUntil: string;
  readonly why: TargetStanding['why'] | 'notMeasured' | null;
  readonly earlyIndicators: PlanKpi['earlyIndicators'];
}

interface PlanRow {
  readonly id: string;
  readonly accountId: string;
  readonly currency: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly programmeId: string;
}

interface Look {
  readonly plan: PlanRow;
  readonly coverage: Coverage;
  readonly readings: readonly KpiReading[];
}

/** How the targets of an account's plan stand on a day ('YYYY-MM-DD', exclusive), by the plan of the year that the day before it lies in; none without such a plan. */
export async function kpiTargets(
  db: Db,
  look: { readonly accountId: string; readonly asOf: string; readonly readings?: readonly KpiReading[] },
): Promise<readonly KpiTarget[]> {
  const { accountId, asOf } = look;
  const plan = await planOn(db, { accountId, last: shifted(asOf, -1) });
  if (!plan) return [];
  const { content } = await currentContent(db, plan.id);
  const readings = look.readings ?? (await kpisAt(db, { accountId, asOf }));
  const coverage = await measurable(db, { plan, asOf });
  const own = await ownKpis(db);
  const targets: KpiTarget[] = [];
  for (const target of content.kpis) {
    const definition: KpiDefinition | undefined = isLibraryKpi(target.key)
      ? kpiLibrary[target.key]
      : own.get(target.key);
    targets.push(await standingOf(db, { target, definition, plan, coverage, readings }));
  }
  return targets;
}

function planOn(
  db: Db,
  { accountId, last }: { readonly accountId: string; readonly last: string },
): PromiseLike<PlanRow | undefined> {
  return db('plan as p')
    .join('account as a', 'a.id', 'p.account_id')
    .where('p.account_id', accountId)
    .where('p.starts_on', '<=', last)
    .where('p.ends_on', '>=', last)
    .orderBy('p.id', 'desc')
    .first<PlanRow | undefined>({
      id: 'p.id',
      accountId: 'p.account_id',
      currency: 'p.currency',
      startsOn: 'p.starts_on',
      endsOn: 'p.ends_on',
      programmeId: 'a.programme_id',
    });
}

// A flow is measured as far as the data reach, so that the days that no import has reached yet do not count as days without business.
async function measurable(
  db: Db,
  { plan, asOf }: { readonly plan: PlanRow; readonly asOf: string },
): Promise<Coverage> {
  const coverage = await kpiCoverage(db, { asOf, startsOn: plan.startsOn });
  const reached = coverage.dataTo === null ? asOf : shifted(coverage.dataTo, 1);
  if (coverage.gap !== null || reached >= asOf || reached <= plan.startsOn) return coverage;
  return { ...coverage, window: { startsOn: plan.startsOn, endsBefore: reached } };
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

async function standingOf(
  db: Db,
  look: Look & { readonly target: PlanKpi; readonly definition: KpiDefinition | undefined },
): Promise<KpiTarget> {
  const { target, plan, coverage } = look;
  const definition = look.definition && measures(look.definition, target) ? look.definition : undefined;
  const facts = {
    ...{ planId: plan.id, key: target.key, name: target.name, earlyIndicators: target.earlyIndicators },
    unit: definition?.unit ?? target.unit,
    direction: definition?.direction ?? wantedDirection(target),
    currency: target.unit === 'money' ? plan.currency : null,
    baseline: target.baseline === null ? null : Number(target.baseline),
    target: Number(target.target),
  };
  if (!definition) {
    const nothing = { standing: 'unknown', projected: null, expected: null, method: null } as const;
    const until = coverage.window.endsBefore;
    return { ...facts, ...nothing, kpi: null, value: null, measuredUntil: until, why: 'notMeasured' };
  }
  const year = { startsOn: plan.startsOn, endsBefore: shifted(plan.endsOn, 1) };
  const measured =
    definition.kind === 'flow'
      ? await flowMeasured(db, { ...plan, plan: { ...plan, year }, kpi: target.key, coverage })
      : { ...levelOf(look), season: null };
  // A level that was given before the year began says how it began.
  const passed = Math.max(0, daysBetween(year.startsOn, measured.until));
  const elapsed = passed / daysBetween(year.startsOn, year.endsBefore);
  const standing = targetStanding({ ...definition, ...facts, ...measured, elapsed });
  return { ...facts, ...standing, kpi: target.key, value: measured.value, measuredUntil: measured.until };
}

// Plans know no points of a scale: they count them.
function measures(definition: KpiDefinition, { unit }: PlanKpi): boolean {
  return (
    (definition.unit === 'score' ? 'count' : definition.unit) === unit && definition.of.includes('account')
  );
}

function wantedDirection({ baseline, target }: PlanKpi): KpiDefinition['direction'] {
  return baseline !== null && Number(target) < Number(baseline) ? 'lower' : 'higher';
}

function levelOf({ readings, target, plan }: Look & { readonly target: PlanKpi }): {
  readonly value: number | null;
  readonly until: string;
} {
  const reading = readings.find(({ kpi }) => kpi === target.key);
  const isOther = reading?.currency !== null && reading?.currency !== plan.currency;
  const value = reading === undefined || isOther ? null : reading.value;
  return { value, until: reading?.asOf ?? plan.startsOn };
}
