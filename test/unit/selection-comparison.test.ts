import { describe, expect, it } from 'vitest';
import { csvLine } from '../../domain/csv.ts';
import { compareContributions } from '../../domain/selection/comparison.ts';
import { contributionsOf, type Contribution } from '../../domain/selection/contributions.ts';
import { parseCriteriaSet, reweigh } from '../../domain/selection/criteria-set.ts';
import { standardSet } from '../../domain/selection/standard-set.ts';

const set = parseCriteriaSet(standardSet);
const width = set.criteria.length;
const full = <Value>(value: Value): Value[] => Array.from({ length: width }, () => value);

function contributions(change: {
  raw?: number | null;
  share?: number | null;
  points?: number | null;
}): readonly Contribution[] {
  const first = <Value>(values: readonly Value[], given: Value | undefined): Value[] =>
    values.map((value, index) => (index === 0 && given !== undefined ? given : value));
  return contributionsOf(set, {
    raw: first<number | null>(full(1), change.raw),
    shares: first<number | null>(full(0.5), change.share),
    points: first<number | null>(full(50_000), change.points),
  });
}

const told = (before: readonly Contribution[], after: readonly Contribution[]): readonly string[] =>
  compareContributions(before, after).map(({ key, points, causes }) => `${key} ${points} ${causes.join()}`);

describe('what changed a score', () => {
  it('is nothing when nothing did', () => {
    expect(told(contributions({}), contributions({}))).toEqual([]);
  });

  it('tells a changed value from other accounts that moved', () => {
    expect(told(contributions({}), contributions({ raw: 2, share: 0.6, points: 60_000 }))).toEqual([
      'revenue 1 value',
    ]);
    expect(told(contributions({}), contributions({ share: 0.6, points: 60_000 }))).toEqual([
      'revenue 1 others',
    ]);
  });

  it('tells a value that went missing, and whose weights grew by it', () => {
    const changes = told(contributions({}), contributions({ raw: null, share: null, points: null }));
    expect(changes[0]).toBe('revenue -5 becameMissing');
    expect(changes.slice(1)).toEqual(
      ['growth', 'netValue', 'newLineAdoption', 'notCancelled', 'orderValue'].map(
        (key) => `${key} 0 coverage`,
      ),
    );
  });

  it('tells other weights and criteria that came or went', () => {
    const other = reweigh(set, { weights: { revenue: 20, growth: 25 } });
    const after = contributionsOf(other, { raw: full(1), shares: full(0.5), points: full(50_000) });
    expect(told(contributions({}), after)).toEqual(['growth 0 weight', 'revenue 0 weight']);
    const [revenue, ...rest] = contributions({});
    expect(told([...rest], [...(revenue ? [revenue] : []), ...rest])).toEqual(['revenue 5 added']);
    expect(told(contributions({}), rest)).toEqual(['revenue -5 removed']);
  });
});

describe('a weight among what is known', () => {
  it('is that of the set where all is known, and grows where something is missing', () => {
    const [revenue, growth] = contributions({ raw: null, share: null, points: null });
    expect([revenue?.weight, growth?.weight]).toEqual([0, expect.closeTo(20 / 0.75, 10)]);
    expect(contributions({})[1]?.weight).toBe(20);
  });
});

describe('a line of CSV', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1'])('is no formula: %j', (text) => {
    expect(csvLine([text])).toMatch(/^"?'/);
  });

  it('keeps numbers, quotes what needs it and leaves what is missing empty', () => {
    expect(csvLine(['Gomes, Lda', 'says "yes"', -1.5, null, 'plain-text'])).toBe(
      '"Gomes, Lda","says ""yes""",-1.5,,plain-text\r\n',
    );
  });
});
