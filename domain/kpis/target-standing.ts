import type { KpiStanding } from '../reviews/review-pack.ts';
import type { KpiDirection, KpiKind, KpiUnit } from './definition.ts';

/** A target of a year and how far it has come: money, shares, counts and scores in the target's own unit. */
export interface MeasuredTarget {
  readonly kind: KpiKind;
  readonly unit: KpiUnit;
  readonly direction: KpiDirection;
  /** Where the year began; null where nobody said. */
  readonly baseline: number | null;
  readonly target: number;
  /** A flow since the year began, a level as it is; null where it is not known. */
  readonly value: number | null;
  /** The part of the year that is measured, from 0 to 1. */
  readonly elapsed: number;
  /** Of a flow, the part of last year's that had come by the same day; null where that is not known. */
  readonly season: number | null;
}

/**
 * How a target stands by projection. `projected` is what the year's end would bring, `expected` what would be due today. `method` says how: a flow by the
 * part of last year's that had come by now, else by the part of the year; a level by a straight line from baseline to target; `final` when the year is over.
 */
export interface TargetStanding {
  readonly standing: KpiStanding;
  readonly projected: number | null;
  readonly expected: number | null;
  readonly method: 'seasonal' | 'linear' | 'line' | 'final' | null;
  readonly why: 'noValue' | 'tooEarly' | null;
}

/** A target that is missed by no more than this part of it is at risk, beyond that it is off. */
export const tolerance = 0.1;

/** A flow is not projected from less than a month's part of a year. */
const leastPart = 1 / 12;

const unknown = { standing: 'unknown', projected: null, expected: null, method: null } as const;

/** Where a target stands: on track when the projection reaches it, at risk within a tenth of it, else off; unknown where nothing can be projected. */
export function targetStanding(measured: MeasuredTarget): TargetStanding {
  const { value, elapsed, target } = measured;
  if (value === null) return { ...unknown, why: 'noValue' };
  if (elapsed >= 1) {
    const standing = isReached(measured, value) ? 'onTrack' : 'off';
    return { standing, projected: value, expected: target, method: 'final', why: null };
  }
  return measured.kind === 'flow' ? flowStanding(measured, value) : levelStanding(measured, value);
}

function flowStanding(measured: MeasuredTarget, value: number): TargetStanding {
  const { season, elapsed, target } = measured;
  const part = season ?? elapsed;
  if (part < leastPart) return { ...unknown, why: 'tooEarly' };
  // Last year may have brought all of it by now, or more than all where something was credited.
  const projected = value / Math.min(part, 1);
  const method = season === null ? 'linear' : 'seasonal';
  return { ...judged(measured, projected), expected: target * Math.min(part, 1), method, why: null };
}

function levelStanding(measured: MeasuredTarget, value: number): TargetStanding {
  const { baseline, target, elapsed, unit } = measured;
  const line = baseline === null ? target : baseline + (target - baseline) * elapsed;
  // A count comes in whole steps: half of one is due when half of its time is over.
  const expected = unit === 'count' ? Math.round(line) : line;
  return { ...judged(measured, value + (target - expected)), expected, method: 'line', why: null };
}

function judged(measured: MeasuredTarget, projected: number): Pick<TargetStanding, 'standing' | 'projected'> {
  if (isReached(measured, projected)) return { standing: 'onTrack', projected };
  return { standing: shortfall(measured, projected) <= allowed(measured) ? 'atRisk' : 'off', projected };
}

// How far it falls short, below 0 where it does better.
function shortfall({ direction, target }: MeasuredTarget, projected: number): number {
  return direction === 'higher' ? target - projected : projected - target;
}

function isReached(measured: MeasuredTarget, projected: number): boolean {
  // Quotients of decimals do not come out even.
  return shortfall(measured, projected) <= Math.max(Math.abs(measured.target), 1) * 1e-9;
}

function allowed({ target, baseline, kind, unit }: MeasuredTarget): number {
  const part = tolerance * Math.abs(target === 0 ? (baseline ?? 0) : target);
  return unit === 'count' && kind === 'level' ? Math.max(part, 1) : part;
}
