import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedPassages, wordChanges, type WordRun } from '../../domain/wording/word-changes.ts';

const before =
  'Two days on site with their operations team. Travel is included in the cost.\nThe agenda is agreed with Rui first.';
const after =
  'Three days on site with their operations team. Travel is included in the cost, hotels too.\nThe agenda is agreed first.';

const word = fc.constantFrom('plan', 'the', 'client', 'agrees', 'a', 'visit', 'in', 'May,');
const text = fc.array(word, { minLength: 20, maxLength: 120 }).map((words) => words.join(' '));
const joinedWithout = (runs: readonly WordRun[], kind: WordRun['kind']): string =>
  runs
    .filter((run) => run.kind !== kind)
    .map((run) => run.text)
    .join('');

describe('the changed words of a text', () => {
  it('are those that differ, each with what stood there before', () => {
    const runs = wordChanges(before, after) ?? [];
    expect(changedPassages(runs)).toEqual([
      { before: 'Two', after: 'Three' },
      { before: 'cost.', after: 'cost, hotels too.' },
      { before: 'with Rui', after: '' },
    ]);
  });

  it('give both versions again, whatever was changed', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const runs = wordChanges(one, other);
        fc.pre(runs !== undefined);
        expect(joinedWithout(runs, 'added')).toBe(one);
        expect(joinedWithout(runs, 'removed')).toBe(other);
      }),
    );
  });

  it('are none where nothing changed, and not told of short texts or of altogether different ones', () => {
    expect(wordChanges(before, before)).toEqual([{ kind: 'same', text: before }]);
    expect(wordChanges('Two days.', 'Three days.')).toBeUndefined();
    expect(wordChanges(before, 'x '.repeat(60))).toBeUndefined();
  });
});
