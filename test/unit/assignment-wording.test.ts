import { describe, expect, test } from 'vitest';
import { parseAssignmentFile, readAssignmentRow } from '../../domain/assignment/assignment-file.ts';
import type { Alternative } from '../../domain/assignment/alternative.ts';
import type { PlacedAccount } from '../../domain/assignment/proposal.ts';
import {
  describeLoad,
  describePlaced,
  describeProposal,
  describeUnplaced,
} from '../../domain/assignment/wording.ts';

const names = { person: (id: string) => `Person ${id}`, account: (id: string) => `Account ${id}` };
const contributions = [
  { criterion: 'customer' as const, points: 40, of: 50 },
  { criterion: 'language' as const, points: 15, of: 15 },
  { criterion: 'region' as const, points: 0, of: 15 },
  { criterion: 'load' as const, points: 10, of: 10 },
];

function placed(reason: Alternative['reason'] | null): PlacedAccount {
  const alternative = reason === null ? null : { managerId: '2', fit: 70, contributions, reason };
  return { accountId: '9', managerId: '1', fit: 65, contributions, alternative, excluded: [] };
}

describe('a proposal in words', () => {
  test('says where the fit comes from, where it is weak, and why the next one is not chosen', () => {
    expect(
      describePlaced(placed({ kind: 'fitsLess', by: 5.2, criteria: ['customer', 'timeZone'] }), names),
    ).toBe(
      'Person 1, fit 65.0: most from customer work 40 of 50, language 15 of 15 and present load 10 of 10; weak in region. Next Person 2 (70.0): fits 5.2 points less, chiefly in customer work and time zone.',
    );
    const moves = [{ accountId: '8', fromId: '2', toId: '3' }];
    expect(describePlaced(placed({ kind: 'lessOverall', by: 12, moves }), names)).toContain(
      'would mean Account 8 for Person 3, and 12.0 points less in sum.',
    );
    expect(describePlaced(placed({ kind: 'leavesWithout' }), names)).toContain('would find no manager');
    expect(describePlaced(placed(null), names)).toContain('Nobody else can take it.');
  });

  test('tells people whom the same keeps from an account together', () => {
    const excluded = [
      { managerId: '1', conflicts: ['language' as const] },
      { managerId: '2', conflicts: ['inactive' as const, 'full' as const] },
      { managerId: '3', conflicts: ['language' as const] },
    ];
    expect(
      describeUnplaced({ accountId: '9', reason: 'nobodyQualifies', couldTake: [], excluded }, names),
    ).toBe(
      'Nobody can take it. Without the language that the account must have: Person 1 and Person 3; not active and without enough free capacity: Person 2.',
    );
    expect(
      describeUnplaced({ accountId: '9', reason: 'noRoom', couldTake: ['1', '2'], excluded: [] }, names),
    ).toBe(
      'Person 1 and Person 2 could take it but will be full with accounts that come first: managed already, or of more revenue.',
    );
  });

  test('warns of who carries too much already', () => {
    const load = { managerId: '1', unit: 'timePercent' as const, capacity: 80, before: 95, after: 95 };
    expect(describeLoad({ ...load, overloaded: true, accountIds: [] }, names)).toBe(
      'Person 1 is overloaded: carries 95% of their time with a capacity of 80, and gets nothing more.',
    );
  });

  test('says whether a better one is possible', () => {
    const proposal = { asOf: '2026-03-02', totalFit: 65, placed: [placed(null)], unplaced: [], managers: [] };
    expect(describeProposal({ ...proposal, atMost: 65 })).toContain(
      'No other way to serve these fits better',
    );
    expect(describeProposal({ ...proposal, atMost: 66.5 })).toContain('at most 1.5 points more');
  });
});

describe('a row of a CSV', () => {
  const known = { people: new Set(['ann']), accounts: new Set(['acme']) };

  test('is a profile by its person, or needs by its account', () => {
    const groups = { goals: '1', customer: '2', internal: '3', planning: '4', spanning: '5' };
    const manager = {
      person: 'ann',
      ...groups,
      languages: 'en de',
      regions: 'GB',
      accounts: '3',
      perStep: '',
    };
    const needs = { account: 'acme', ...groups, language: 'de', languageStrength: 'must', timePercent: '20' };
    const file = parseAssignmentFile(
      { managers: [readAssignmentRow(manager)], accounts: [readAssignmentRow(needs)] },
      known,
    );
    expect(file.managers).toMatchObject([
      {
        person: 'ann',
        languages: ['en', 'de'],
        capacity: { accounts: 3 },
        authority: null,
        skills: { goals: 1 },
      },
    ]);
    expect(file.accounts).toMatchObject([
      { account: 'acme', language: { code: 'de', strength: 'must' }, region: null, timePercent: 20 },
    ]);
  });

  test('with a cell that is no number or a column that nobody knows is refused with its place', () => {
    const row = readAssignmentRow({ account: 'acme', goals: 'much', colour: 'red', timePercent: '20' });
    expect(() => parseAssignmentFile({ accounts: [row] }, known)).toThrow(
      expect.objectContaining({
        code: 'invalid',
        faults: expect.arrayContaining([
          expect.objectContaining({ path: 'accounts.0.weights.goals' }),
          expect.objectContaining({
            path: 'accounts.0',
            message: expect.stringContaining('colour') as string,
          }),
        ]) as unknown,
      }) as Error,
    );
  });
});
