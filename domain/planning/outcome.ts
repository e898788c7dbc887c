import { z } from 'zod';
import type { ReaderFormat } from '../reader-format.ts';
import type { PlanContent } from './content.ts';

type Kpi = PlanContent['kpis'][number];

/** What a manager says came of a target: `value` in the target's own unit (money in the plan's currency, a share of 1, or a number). */
export const outcomeWish = z.strictObject({
  kpi: z.string().trim().min(1).max(120),
  value: z.string().regex(/^-?\d{1,12}(\.\d{1,4})?$/, 'must be a number such as 0.25'),
  note: z.string().trim().max(1000).default(''),
});

/** A stated outcome, as it was checked. */
export type OutcomeWish = z.output<typeof outcomeWish>;

// Targets whose outcome the records tell: the ones that every draft begins with.
type MeasuredKpi = 'revenue' | 'cancellations' | 'offerings';

/** What the records hold of a plan's year until `coveredUntil` ('YYYY-MM-DD', exclusive); null where they do not reach into it. */
export interface YearMeasured {
  readonly coveredUntil: string | null;
  readonly values: Readonly<Partial<Record<MeasuredKpi, string>>>;
}

/** What came of one target. `source` tells who says so; `coveredUntil` is where the records ended that it was measured from. */
export interface PlanOutcome {
  readonly kpi: string;
  readonly name: string;
  readonly unit: Kpi['unit'];
  readonly baseline: string | null;
  readonly target: string;
  readonly value: string | null;
  readonly source: 'manager' | 'records' | 'unknown';
  readonly coveredUntil: string | null;
  readonly note: string;
  /** Null as long as there is no value. */
  readonly reached: boolean | null;
}

/** Whether less is better: where the target lies below the baseline, and for cancelled orders in any case. */
function lessIsBetter({ key, baseline, target }: Pick<Kpi, 'key' | 'baseline' | 'target'>): boolean {
  if (key === 'cancellations') return true;
  return baseline !== null && Number(target) < Number(baseline);
}

/** A value or a target in the reader's words; money in the plan's `currency`. */
export function outcomeFigure(
  format: Pick<ReaderFormat, 'money' | 'share' | 'count'>,
  of: { readonly unit: Kpi['unit']; readonly currency: string; readonly figure: string },
): string {
  if (of.unit === 'money') return format.money({ amount: of.figure, currency: of.currency });
  return of.unit === 'share' ? format.share(Number(of.figure)) : format.count(Number(of.figure));
}

/** Whether a value reaches its target, which counts as reached when it is met exactly. */
export function reachesTarget(kpi: Pick<Kpi, 'key' | 'baseline' | 'target'>, value: string): boolean {
  return lessIsBetter(kpi) ? Number(value) <= Number(kpi.target) : Number(value) >= Number(kpi.target);
}

/**
 * What came of every target: what the manager states goes before what the records tell, and a target that neither knows stays open and
 * never counts as zero or as missed.
 */
export function planOutcomes(
  kpis: readonly Kpi[],
  known: { readonly stated: readonly OutcomeWish[]; readonly measured: YearMeasured },
): readonly PlanOutcome[] {
  return kpis.map((kpi) => {
    const { key, name, unit, baseline, target } = kpi;
    const told = known.stated.find((one) => one.kpi === key);
    const measured = known.measured.values[key as MeasuredKpi] ?? null;
    const value = told?.value ?? measured;
    return {
      ...{ kpi: key, name, unit, baseline, target, value },
      source: told ? 'manager' : measured === null ? 'unknown' : 'records',
      coveredUntil: told || measured === null ? null : known.measured.coveredUntil,
      note: told?.note ?? '',
      reached: value === null ? null : reachesTarget(kpi, value),
    };
  });
}
