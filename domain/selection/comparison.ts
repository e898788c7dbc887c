import { pointUnit, type Contribution } from './contributions.ts';
import type { Axis, Criterion } from './criteria-set.ts';

/** Why a criterion gives other points than before: its value changed, the other accounts did (percentiles), the rules did, more or
 * less of the axis is known, or the criterion is only in one of the sets. */
type ChangeCause =
  'value' | 'becameKnown' | 'becameMissing' | 'others' | 'rule' | 'weight' | 'coverage' | 'added' | 'removed';

/** How one criterion's points changed; the changes of an axis add up to the change of its score. */
export interface CriterionChange {
  readonly key: string;
  readonly title: string;
  readonly axis: Axis;
  readonly before: Contribution | null;
  readonly after: Contribution | null;
  readonly points: number;
  readonly causes: readonly ChangeCause[];
}

/** What changed an account's score, input by input, the largest change first; criteria that stayed as they were are left out. */
export function compareContributions(
  before: readonly Contribution[],
  after: readonly Contribution[],
): readonly CriterionChange[] {
  const keyOf = (each: Contribution): string => `${each.criterion.axis} ${each.criterion.key}`;
  const earlier = new Map(before.map((each) => [keyOf(each), each]));
  const later = new Map(after.map((each) => [keyOf(each), each]));
  return [...new Set([...earlier.keys(), ...later.keys()])]
    .flatMap((key) => changeOf(earlier.get(key) ?? null, later.get(key) ?? null))
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || a.key.localeCompare(b.key));
}

function changeOf(before: Contribution | null, after: Contribution | null): CriterionChange[] {
  const either = after ?? before;
  if (either === null) return [];
  const causes = causesOf(before, after);
  if (causes.length === 0) return [];
  const { key, title, axis } = either.criterion;
  const points = Math.round(((after?.points ?? 0) - (before?.points ?? 0)) * pointUnit) / pointUnit;
  return [{ key, title, axis, before, after, points, causes }];
}

function causesOf(before: Contribution | null, after: Contribution | null): readonly ChangeCause[] {
  if (before === null) return ['added'];
  if (after === null) return ['removed'];
  const causes: ChangeCause[] = [];
  if (before.raw === null && after.raw !== null) causes.push('becameKnown');
  else if (before.raw !== null && after.raw === null) causes.push('becameMissing');
  else if (before.raw !== after.raw) causes.push('value');
  const ruled = !sameRule(before.criterion, after.criterion);
  if (ruled) causes.push('rule');
  else if (before.share !== after.share && before.raw === after.raw) causes.push('others');
  if (before.criterion.weight !== after.criterion.weight) causes.push('weight');
  else if (before.weight !== after.weight && after.raw !== null && before.raw !== null)
    causes.push('coverage');
  return causes;
}

function sameRule(one: Criterion, other: Criterion): boolean {
  const rule = ({ direction, source, transform }: Criterion): string =>
    JSON.stringify([direction, source, transform]);
  return rule(one) === rule(other);
}
