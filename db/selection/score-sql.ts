import { axes, type Axis, type CriteriaSet, type Criterion } from '../../domain/selection/criteria-set.ts';
import { pointUnit } from '../../domain/selection/contributions.ts';
import type { Known } from '../../domain/selection/data-coverage.ts';

/**
 * SQL for account_id and `shares`, each raw value of score_input of scorecard :scorecardId as a part of its weight. A percentile counts the accounts below
 * and half of those equal, among those with a value: the last has 0, the first 1, equals have the same, and a lone one 0.5.
 */
export function sharesSql(set: CriteriaSet, known: Known): string {
  const ranked = set.criteria.flatMap(({ transform }, index) =>
    transform.kind === 'percentile' ? [index + 1] : [],
  );
  const places = ranked.map((n) => `, rank() over w${n} as r${n}, cume_dist() over w${n} as c${n}`);
  const windows = ranked.map((n) => `w${n} as (order by raw[${n}])`);
  const shares = set.criteria.map((criterion, index) => shareSql(criterion, { n: index + 1, known }));
  return `
    select account_id, array[${shares.join(', ')}]::float8[] as shares from (
      select account_id, raw${places.join('')} from score_input where scorecard_id = :scorecardId
      ${windows.length === 0 ? '' : `window ${windows.join(', ')}`}
    ) ranked`;
}

function shareSql({ transform, direction }: Criterion, at: { n: number; known: Known }): string {
  const raw = `raw[${at.n}]`;
  if (transform.kind === 'bands') return bandsSql(raw, transform);
  const rising =
    transform.kind === 'percentile'
      ? percentileSql(at)
      : `least(greatest((${raw} - ${float(transform.low)}) / ${float(transform.high - transform.low)}, 0), 1)`;
  return `case when ${raw} is not null then ${direction === 'higher' ? rising : `1 - ${rising}`} end`;
}

function percentileSql({ n, known }: { readonly n: number; readonly known: Known }): string {
  const others = (known.byCriterion[n - 1] ?? 0) - 1;
  if (others < 1) return '0.5';
  // Missing values sort last, so that they change neither how many are below nor how many are equal.
  const belowAndEqual = `round(c${n} * ${known.accounts})`;
  return `(r${n} - 1 + ${belowAndEqual} - 1) / ${2 * others}.0`;
}

function bandsSql(raw: string, transform: Extract<Criterion['transform'], { kind: 'bands' }>): string {
  const cases = [...transform.bands]
    .reverse()
    .map(({ from, share }) => `when ${raw} >= ${float(from)} then ${float(share)}`);
  return `case when ${raw} is null then null ${cases.join(' ')} else ${float(transform.below)} end`;
}

/**
 * SQL for account_id, shares, points and the axes of every row of `source` (account_id, shares). What is missing takes its weight out
 * of its axis, so that it neither helps nor harms; an axis of which less than the minimum is known has no score. Points are rounded
 * down, so that no axis exceeds 100.
 */
export function pointsSql(source: string, set: CriteriaSet): string {
  const numbers = set.criteria.map((_criterion, index) => index + 1);
  const knownOf = (axis: Axis): string =>
    ofAxis(set, axis)
      .map(({ n, weight }) => `case when shares[${n}] is null then 0 else ${float(weight)} end`)
      .join(' + ');
  const pointOf = ({ axis, weight }: Criterion, n: number): string =>
    `floor(shares[${n}] * (${float(weight * 100 * pointUnit)} / nullif(known_${axis}, 0)) + 1e-6)::int as p${n}`;
  const scoreOf = (axis: Axis): string => {
    const sum = ofAxis(set, axis).map(({ n }) => `coalesce(p${n}, 0)`);
    return `case when known_${axis} >= ${float(set.designation.minimumCoverage * 100)} then ${sum.join(' + ')} end as ${axis}`;
  };
  // Without the fences each sum would be written out, and reckoned, in every place that uses it.
  return `
    select account_id, shares, array[${numbers.map((n) => `p${n}`).join(', ')}] as points, ${axes.map(scoreOf).join(', ')},
      ${axes.map((axis) => `known_${axis} / 100 as ${axis}_known`).join(', ')}
    from (
      select *, ${set.criteria.map((criterion, index) => pointOf(criterion, index + 1)).join(', ')} from (
        select account_id, shares, ${axes.map((axis) => `(${knownOf(axis)})::float8 as known_${axis}`).join(', ')}
        from (${source}) given offset 0
      ) known offset 0
    ) pointed`;
}

function ofAxis(set: CriteriaSet, axis: Axis): readonly { readonly n: number; readonly weight: number }[] {
  return set.criteria.flatMap((each, index) =>
    each.axis === axis ? [{ n: index + 1, weight: each.weight }] : [],
  );
}

/** Whether an axis counts as high, by the same rule as `isHigh` in domain/selection/matrix.ts; `was` is SQL for whether it was high before. */
export function highSql(axis: Axis, given: { readonly was: string; readonly set: CriteriaSet }): string {
  const { enter, leave } = given.set.designation;
  const needed = `case when ${given.was} then ${float(leave * pointUnit)} else ${float(enter * pointUnit)} end`;
  return `coalesce(s.${axis} >= ${needed}, false)`;
}

function float(value: number): string {
  return `'${value}'::float8`;
}
