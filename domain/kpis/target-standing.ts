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

/** What falls short of what is due by no more than this part of it is at risk, beyond that it is off. */
export const tolerance = 0.1;

/** A flow is not projected from less than a month, nor from less than a month's part of last year's. */
const leastPart = 1 / 12;

const unknown = { standing: 'unknown', projected: null, expected: null, method: null } as const;

/**
 * Where a target stands: on track when what is due today is reached, which is when the projection reaches the target; at risk within a tenth of it, else off;
 * unknown where nothing can be projected.
 */
export function targetStanding(measured: MeasuredTarget): TargetStanding {
  const { value, elapsed, target } = measured;
  if (value === null) return { ...unknown, why: 'noValue' };
  if (elapsed >= 1) {
    const standing = shortfall(measured, { value, expected: target }) > 0 ? 'off' : 'onTrack';
    return { standing, projected: value, expected: target, method: 'final', why: null };
  }
  return measured.kind === 'flow' ? flowStanding(measured, value) : levelStanding(measured, value);
}

function flowStanding(measured: MeasuredTarget, value: number): TargetStanding {
  const { season, elapsed, target } = measured;
  // Last year may have brought more than all of it by now, where something was credited.
  const part = Math.min(season ?? elapsed, 1);
  if (Math.min(part, elapsed) < leastPart) return { ...unknown, why: 'tooEarly' };
  const expected = target * part;
  const standing = judged(measured, { value, expected });
  const method = season === null ? 'linear' : 'seasonal';
  return { standing, projected: value / part, expected, method, why: null };
}

function levelStanding(measured: MeasuredTarget, value: number): TargetStanding {
  const { baseline, target, elapsed, unit } = measured;
  const line = baseline === null ? target : baseline + (target - baseline) * elapsed;
  // A count comes in whole steps: half of one is due when half of its time is over.
  const expected = unit === 'count' ? Math.round(line) : line;
  const standing = judged(measured, { value, expected });
  return { standing, projected: target + (value - expected), expected, method: 'line', why: null };
}

interface Due {
  readonly value: number;
  readonly expected: number;
}

function judged(measured: MeasuredTarget, due: Due): KpiStanding {
  const short = shortfall(measured, due);
  if (short <= 0) return 'onTrack';
  const part = tolerance * Math.abs(due.expected);
  const isStep = measured.kind === 'level' && measured.unit === 'count';
  return short <= (isStep ? Math.max(part, 1) : part) ? 'atRisk' : 'off';
}

// How far it falls short; sums and quotients of decimals that do not come out even are none.
function shortfall({ direction, target, baseline }: MeasuredTarget, { value, expected }: Due): number {
  const short = direction === 'higher' ? expected - value : value - expected;
  const size = Math.max(...[value, target, baseline ?? 0].map(Math.abs));
  return short <= size * 1e-9 ? 0 : short;
}
