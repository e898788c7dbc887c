import type { BothLanguages } from '../kpis/definition.ts';
import { dimensionKeys, dimensions, measureOf, type DimensionKey, type MeasureKey } from './dimensions.ts';

/** A record behind a figure: `id` is its number, `label` what people know it by. */
export interface CheckEvidence {
  readonly kind: 'account' | 'person' | 'approval' | 'review' | 'signal' | 'roleGroup';
  readonly id: string;
  readonly label: string;
}

/** What was counted for a measure: so many `met` among `all`; `lacking` are those that are not met, `supporting` those that are. */
export interface Counted {
  readonly met: number;
  readonly all: number;
  readonly lacking: readonly CheckEvidence[];
  readonly supporting: readonly CheckEvidence[];
}

/**
 * One measure held against its standard. `value` is null where there is nothing to count, and `missing` says so; `gap` is what is short of the standard in the measure's
 * unit, 0 where it is met, null without value or standard; `current` says what of it is counted as it is now, not as it was. At most 50 of each evidence are named.
 */
export interface MeasureCheck {
  readonly key: MeasureKey;
  readonly name: BothLanguages;
  readonly meaning: BothLanguages;
  readonly unit: 'share' | 'count';
  readonly value: number | null;
  readonly met: number;
  readonly all: number;
  readonly standard: number | null;
  readonly gap: number | null;
  readonly missing: BothLanguages | null;
  readonly current: BothLanguages | null;
  readonly lacking: readonly CheckEvidence[];
  readonly supporting: readonly CheckEvidence[];
}

/** A dimension: whether every measure that could be taken meets its standard, one falls short, or there is no evidence. No figure is made of its measures. */
export interface DimensionCheck {
  readonly key: DimensionKey;
  readonly name: BothLanguages;
  readonly source: string;
  readonly standing: 'met' | 'gap' | 'noEvidence';
  /** How many of its measures have a value. */
  readonly measured: number;
  readonly measures: readonly MeasureCheck[];
}

/** A programme's check over the twelve months before a day; days 'YYYY-MM-DD', `from` included, `asOf` not. */
export interface ProgrammeCheck {
  readonly programme: { readonly id: string; readonly key: string; readonly name: string };
  readonly from: string;
  readonly asOf: string;
  readonly keyAccounts: number;
  readonly dimensions: readonly DimensionCheck[];
}

const named = 50;

/** Holds what was counted against the standards, dimension by dimension. */
export function checkDimensions(counted: Readonly<Record<MeasureKey, Counted>>): readonly DimensionCheck[] {
  return dimensionKeys.map((key) => {
    const { name, source, measures: keys } = dimensions[key];
    const measures = keys.map((measure) => checkMeasure(measure, counted[measure]));
    return { key, name, source, standing: standingOf(measures), measured: known(measures).length, measures };
  });
}

function known(measures: readonly MeasureCheck[]): readonly MeasureCheck[] {
  return measures.filter(({ value }) => value !== null);
}

// A measure without a standard informs, but neither meets nor misses anything.
function standingOf(measures: readonly MeasureCheck[]): DimensionCheck['standing'] {
  const held = measures.filter(({ gap }) => gap !== null);
  if (held.length === 0) return 'noEvidence';
  return held.some(({ gap }) => (gap ?? 0) > 0) ? 'gap' : 'met';
}

function checkMeasure(key: MeasureKey, { met, all, lacking, supporting }: Counted): MeasureCheck {
  const { name, meaning, unit, direction, standard, current, missing } = measureOf(key);
  const value = valueOf({ key, met, all });
  const short =
    value === null || standard === null ? null : (standard - value) * (direction === 'higher' ? 1 : -1);
  return {
    ...{ key, name, meaning, unit, value, met, all, standard, current },
    gap: short === null ? null : Math.max(0, short),
    missing: value === null ? missing : null,
    lacking: lacking.slice(0, named),
    supporting: supporting.slice(0, named),
  };
}

function valueOf(of: {
  readonly key: MeasureKey;
  readonly met: number;
  readonly all: number;
}): number | null {
  if (of.all === 0) return null;
  return of.key === 'strongGroups' ? of.met : of.met / of.all;
}
