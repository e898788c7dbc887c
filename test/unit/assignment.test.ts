import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  capacityOf,
  conflictsOf,
  fitOf,
  sizeFor,
  type Candidate,
  type OpenAccount,
} from '../../domain/assignment/fit.ts';
import { standardNeeds } from '../../domain/assignment/needs.ts';
import {
  proposeAssignment,
  type AssignmentProposal,
  type AssignmentQuestion,
} from '../../domain/assignment/proposal.ts';

const asOf = '2026-03-02';
const even = { goals: 3, customer: 3, internal: 3, planning: 3, spanning: 3 };

function manager(personId: string, profile: Partial<Candidate['profile']> = {}, load = 0): Candidate {
  const usual = { skills: even, languages: ['en'], regions: ['PT'], capacity: { accounts: 2 } };
  const full = { ...usual, workStyle: '', authority: null, ...profile };
  return { personId, active: true, timeZone: 'Europe/Lisbon', profile: full, load };
}

function account(accountId: string, needs: Partial<OpenAccount['needs']> = {}, precedence = 0): OpenAccount {
  const place = { region: 'PT', timeZone: 'Europe/Lisbon' };
  return { accountId, ...place, precedence, needs: { ...standardNeeds, ...needs } };
}

/** What the assignment should be, found by trying everything: whom precedence admits, and the greatest sum of fits over those. */
function byTryingEverything({ candidates, accounts }: Omit<AssignmentQuestion, 'asOf'>) {
  const order = [...accounts].sort(
    (one, other) => other.precedence - one.precedence || Number(one.accountId) - Number(other.accountId),
  );
  const rooms = candidates.map(({ profile, load }) => capacityOf(profile) - load);
  let served: OpenAccount[] = [];
  for (const one of order)
    if (greatestSum({ candidates, accounts: [...served, one] }, rooms) !== null) served = [...served, one];
  return {
    served: served.map(({ accountId }) => accountId).sort(),
    tenths: greatestSum({ candidates, accounts: served }, rooms) ?? 0,
  };
}

function greatestSum(
  { candidates, accounts }: Omit<AssignmentQuestion, 'asOf'>,
  rooms: readonly number[],
): number | null {
  const [first, ...rest] = accounts;
  if (first === undefined) return 0;
  const sums = candidates.flatMap((one, at) => {
    if (conflictsOf({ candidate: one, account: first }).length > 0) return [];
    const left = rooms.map((room, index) => (index === at ? room - sizeFor(one.profile, first.needs) : room));
    if ((left[at] ?? 0) < 0) return [];
    const others = greatestSum({ candidates, accounts: rest }, left);
    const { fit } = fitOf({ candidate: one, account: first, asOf });
    return others === null ? [] : [Math.round(fit * 10) + others];
  });
  return sums.length === 0 ? null : Math.max(...sums);
}

const skill = fc.integer({ min: 1, max: 5 });
const skills = fc.record({
  goals: skill,
  customer: skill,
  internal: skill,
  planning: skill,
  spanning: skill,
});
const capacity = fc.oneof(
  fc.record({ accounts: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ timePercent: fc.integer({ min: 0, max: 60 }) }),
);
const candidate = fc.record({
  active: fc.boolean(),
  timeZone: fc.constantFrom('Europe/Lisbon', 'Europe/Berlin', 'Asia/Tokyo'),
  load: fc.integer({ min: 0, max: 2 }),
  profile: fc.record({
    skills,
    languages: fc.subarray(['de', 'en', 'pt'], { minLength: 1 }),
    regions: fc.subarray(['DE', 'GB', 'PT'], { minLength: 1 }),
    capacity,
    workStyle: fc.constant(''),
    authority: fc.constant(null),
  }),
});
const strength = fc.constantFrom('must' as const, 'should' as const);
const wanted = fc.record({
  region: fc.constantFrom('DE-BY', 'GB', 'PT'),
  timeZone: fc.constantFrom('Europe/Lisbon', 'Europe/Berlin'),
  precedence: fc.integer({ min: 0, max: 3 }),
  needs: fc.record({
    weights: skills,
    language: fc.option(fc.record({ code: fc.constantFrom('de', 'en', 'pt'), strength }), { nil: null }),
    region: fc.option(fc.record({ code: fc.constantFrom('DE-BY', 'PT'), strength }), { nil: null }),
    timePercent: fc.constantFrom(10, 15, 25, 40),
  }),
});
const question = fc
  .record({
    people: fc.array(candidate, { minLength: 1, maxLength: 4 }),
    wishes: fc.array(wanted, { minLength: 1, maxLength: 6 }),
  })
  .map(({ people, wishes }) => ({
    asOf,
    candidates: people.map((one, index): Candidate => ({ ...one, personId: String(index + 8) })),
    accounts: wishes.map((one, index): OpenAccount => ({ ...one, accountId: String(index + 7) })),
  }));

function pairsOf(proposal: AssignmentProposal, given: AssignmentQuestion) {
  return proposal.placed.map((placed) => {
    const found = given.accounts.find(({ accountId }) => accountId === placed.accountId);
    const chosen = given.candidates.find(({ personId }) => personId === placed.managerId);
    if (!found || !chosen) throw new Error('the proposal names somebody who was not in the question');
    return { placed, account: found, candidate: chosen };
  });
}

describe('an assignment', () => {
  test('serves whom precedence admits with the greatest sum of fits, as trying everything finds it', () => {
    fc.assert(
      fc.property(question, (given) => {
        const proposal = proposeAssignment(given);
        const expected = byTryingEverything(given);
        expect(proposal.placed.map(({ accountId }) => accountId).sort()).toEqual(expected.served);
        expect(Math.round(proposal.totalFit * 10)).toBe(expected.tenths);
        expect(proposal.atMost).toBe(proposal.totalFit);
      }),
      { numRuns: 400 },
    );
  });

  test('never exceeds a capacity, never chooses against a conflict, and accounts for every account once', () => {
    fc.assert(
      fc.property(question, (given) => {
        const proposal = proposeAssignment(given);
        for (const { account: one, candidate: chosen } of pairsOf(proposal, given))
          expect(conflictsOf({ candidate: chosen, account: one })).toEqual([]);
        for (const load of proposal.managers) {
          if (load.accountIds.length > 0) expect(load.after).toBeLessThanOrEqual(load.capacity);
          expect(load.overloaded).toBe(load.before > load.capacity);
        }
        const told = [...proposal.placed, ...proposal.unplaced].map(({ accountId }) => accountId);
        expect(told.sort()).toEqual(given.accounts.map(({ accountId }) => accountId).sort());
      }),
      { numRuns: 300 },
    );
  });

  test('is the same in whatever order managers and accounts are given', () => {
    const shuffled = question.chain((given) =>
      fc.record({
        given: fc.constant(given),
        candidates: fc.shuffledSubarray(given.candidates, { minLength: given.candidates.length }),
        accounts: fc.shuffledSubarray(given.accounts, { minLength: given.accounts.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ given, candidates, accounts }) => {
        expect(proposeAssignment({ asOf, candidates, accounts })).toEqual(proposeAssignment(given));
      }),
      { numRuns: 200 },
    );
  });

  test('tells of every second choice a reason that holds', () => {
    fc.assert(
      fc.property(question, (given) => {
        const proposal = proposeAssignment(given);
        for (const { placed } of pairsOf(proposal, given)) {
          const { alternative } = placed;
          const possible = given.candidates.length - placed.excluded.length - 1;
          expect(alternative === null).toBe(possible === 0);
          if (alternative === null) continue;
          expect(alternative.managerId).not.toBe(placed.managerId);
          expect(alternative.reason.kind === 'fitsLess').toBe(alternative.fit < placed.fit);
          if (alternative.reason.kind === 'lessOverall') {
            expect(alternative.reason.by).toBeGreaterThan(0);
            expect(alternative.reason.moves.length).toBeGreaterThan(0);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a fit', () => {
  test('is the sum of its contributions, from 0 to 100', () => {
    fc.assert(
      fc.property(question, (given) => {
        for (const one of given.candidates)
          for (const other of given.accounts) {
            const { fit, contributions } = fitOf({ candidate: one, account: other, asOf });
            const tenths = contributions.reduce((sum, { points }) => sum + Math.round(points * 10), 0);
            expect(Math.round(fit * 10)).toBe(tenths);
            expect(contributions.reduce((sum, { of }) => sum + Math.round(of * 10), 0)).toBe(1000);
            for (const { points, of } of contributions) {
              expect(points).toBeGreaterThanOrEqual(0);
              expect(points).toBeLessThanOrEqual(of);
            }
          }
      }),
      { numRuns: 200 },
    );
  });

  test('weighs a skill as the account does, and counts a region by its parts', () => {
    const strong = manager('1', { skills: { ...even, customer: 5 }, regions: ['DE'] });
    const needs = { weights: { goals: 0, customer: 1, internal: 0, planning: 0, spanning: 0 } };
    const { contributions } = fitOf({
      candidate: strong,
      account: { ...account('1', needs), region: 'DE-BY' },
      asOf,
    });
    expect(contributions).toContainEqual({ criterion: 'customer', points: 50, of: 50 });
    expect(contributions).toContainEqual({ criterion: 'goals', points: 0, of: 0 });
    expect(contributions).toContainEqual({ criterion: 'region', points: 15, of: 15 });
  });

  test('loses a point and a quarter for each hour between the time zones', () => {
    const far = { ...manager('1'), timeZone: 'Europe/Berlin' };
    const { contributions } = fitOf({ candidate: far, account: account('1'), asOf });
    expect(contributions).toContainEqual({ criterion: 'timeZone', points: 8.8, of: 10 });
  });
});

describe('managers whose capacity is short', () => {
  test('are given the accounts of greater precedence, and the rest is told with who is full', () => {
    const accounts = [account('1', {}, 5), account('2', {}, 900), account('3', {}, 70)];
    const proposal = proposeAssignment({ asOf, candidates: [manager('4')], accounts });
    expect(proposal.placed.map(({ accountId }) => accountId)).toEqual(['2', '3']);
    expect(proposal.unplaced).toEqual([{ accountId: '1', reason: 'noRoom', couldTake: ['4'], excluded: [] }]);
  });

  test('share out their time by what each account takes of it', () => {
    const half = { capacity: { timePercent: 50 } };
    const accounts = [30, 30, 20, 20].map((timePercent, index) =>
      account(String(index + 1), { timePercent }),
    );
    const proposal = proposeAssignment({
      asOf,
      candidates: [manager('1', half), manager('2', half)],
      accounts,
    });
    expect(proposal.unplaced).toEqual([]);
    expect(proposal.managers.map(({ after }) => after)).toEqual([50, 50]);
    expect(proposal.managers.map(({ capacity: room }) => room)).toEqual([50, 50]);
  });

  test('get nothing while they carry more than their capacity, and the proposal says so', () => {
    const proposal = proposeAssignment({ asOf, candidates: [manager('1', {}, 3)], accounts: [account('1')] });
    expect(proposal.managers).toMatchObject([{ overloaded: true, before: 3, capacity: 2 }]);
    expect(proposal.unplaced).toMatchObject([
      { reason: 'nobodyQualifies', excluded: [{ managerId: '1', conflicts: ['full'] }] },
    ]);
  });

  test('are proposed a better place for one account only if the others lose less by it', () => {
    const german = { language: { code: 'de', strength: 'must' as const } };
    const best = manager('1', {
      skills: { ...even, customer: 5 },
      languages: ['de', 'en'],
      capacity: { accounts: 1 },
    });
    const other = manager('2', { capacity: { accounts: 1 } });
    const proposal = proposeAssignment({
      asOf,
      candidates: [best, other],
      accounts: [account('1'), account('2', german)],
    });
    expect(proposal.placed.map(({ accountId, managerId }) => [accountId, managerId])).toEqual([
      ['1', '2'],
      ['2', '1'],
    ]);
    expect(proposal.placed[0]?.alternative).toMatchObject({
      managerId: '1',
      reason: { kind: 'leavesWithout' },
    });
    expect(proposal.placed[1]?.excluded).toEqual([{ managerId: '2', conflicts: ['language'] }]);
  });

  test('stay within the effort where sizes make the search long, and what is proposed still holds', () => {
    const sizes = Array.from({ length: 30 }, (_, index) => 7 + ((index * 13) % 29));
    const accounts = sizes.map((timePercent, index) =>
      account(String(index + 1), { timePercent }, index % 7),
    );
    const candidates = Array.from({ length: 4 }, (_, index) =>
      manager(String(index + 1), {
        skills: { ...even, goals: 1 + (index % 5) },
        capacity: { timePercent: 83 + index },
      }),
    );
    const proposal = proposeAssignment({ asOf, candidates, accounts });
    expect(proposal.placed.length).toBeGreaterThan(4);
    expect(proposal.atMost).toBeGreaterThanOrEqual(proposal.totalFit);
    for (const { after, capacity: room } of proposal.managers) expect(after).toBeLessThanOrEqual(room);
  });
});
