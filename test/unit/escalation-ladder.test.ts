import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whoDecides } from '../../domain/approvals/absence.ts';
import {
  nextAsk,
  replacingLadder,
  type LadderAsk,
  type LadderPeople,
} from '../../domain/escalations/ladder.ts';
import { rungs, type Rung } from '../../domain/escalations/policy.ts';

/** A firm at one moment: who fills each rung, who is on call for it, who is active, and who stands in for whom is away. */
interface Moment {
  readonly standing: Readonly<Record<Rung, string | null>>;
  readonly onCall: Readonly<Record<Rung, readonly string[]>>;
  readonly inactive: readonly string[];
  readonly away: Readonly<Record<string, string>>;
}

const ids = ['1', '2', '3', '4', '5', '6', '7'] as const;
const person = fc.constantFrom(...ids);
const each = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<Record<Rung, T>> =>
  fc.record({ manager: one, director: one, sponsor: one, executive: one });
const moment: fc.Arbitrary<Moment> = fc.record({
  standing: each(fc.option(person)),
  onCall: each(fc.uniqueArray(person, { maxLength: 2 })),
  inactive: fc.uniqueArray(person, { maxLength: 3 }),
  away: fc.dictionary(person, person, { maxKeys: 3 }),
});
const firm: Moment = {
  standing: { manager: '1', director: '2', sponsor: '3', executive: '4' },
  onCall: { manager: [], director: [], sponsor: [], executive: [] },
  inactive: [],
  away: {},
};
const ladder = fc.shuffledSubarray([...rungs], { minLength: 1 });

function peopleAt({ standing, onCall, inactive, away }: Moment): LadderPeople {
  const isActive = (id: string): boolean => !inactive.includes(id);
  return {
    standing: (rung) => standing[rung],
    onCall: (rung) => onCall[rung],
    isActive,
    deputyOf: (id, mayNot) => {
      const absenceOf = (one: string) => (away[one] === undefined ? undefined : { standInId: away[one] });
      return whoDecides(id, { absenceOf, isActive, mayNot });
    },
  };
}

interface Outcome {
  readonly asks: readonly LadderAsk[];
  readonly skipped: ReadonlyMap<Rung, string>;
}

/** Climbs until the ladder ends; `moments` come in turn and begin anew, since people come and go between two asks. */
function climbToEnd(
  order: readonly Rung[],
  { attempts, moments }: { readonly attempts: number; readonly moments: readonly Moment[] },
): Outcome {
  const asks: LadderAsk[] = [];
  const skipped = new Map<Rung, string>();
  for (let turn = 0; turn < 100; turn += 1) {
    const people = peopleAt(moments[turn % moments.length] ?? firm);
    const next = nextAsk({ ladder: order, attempts, asks, people });
    for (const { rung, why } of next.skipped) skipped.set(rung, why);
    if (next.ask === undefined) return { asks, skipped };
    asks.push(next.ask);
  }
  throw new Error('the ladder does not end');
}

const climbing = fc.record({
  order: ladder,
  attempts: fc.integer({ min: 1, max: 5 }),
  moments: fc.array(moment, { minLength: 1, maxLength: 6 }),
});

describe('any ladder, whoever is missing, away, on call or gone meanwhile', () => {
  it('ends after its rungs times the attempts at most, each rung asked or passed by with the reason', () => {
    fc.assert(
      fc.property(climbing, ({ order, ...way }) => {
        const { asks, skipped } = climbToEnd(order, way);
        expect(asks.length).toBeLessThanOrEqual(order.length * way.attempts);
        const asked = new Set(asks.map(({ rung }) => rung));
        for (const rung of order) expect(asked.has(rung) !== skipped.has(rung)).toBe(true);
        const places = asks.map(({ rung }) => order.indexOf(rung));
        expect(places).toEqual([...places].sort((a, b) => a - b));
      }),
      { numRuns: 2000 },
    );
  });

  it('asks nobody more often than the attempts, on one rung alone, and never for somebody else after themselves', () => {
    fc.assert(
      fc.property(climbing, ({ order, ...way }) => {
        const { asks } = climbToEnd(order, way);
        for (const id of new Set(asks.map(({ personId }) => personId))) {
          const own = asks.filter(({ personId }) => personId === id);
          expect(own.length).toBeLessThanOrEqual(way.attempts);
          expect(new Set(own.map(({ rung }) => rung)).size).toBe(1);
          const forWhom = own.map(({ how, standsForId }) => (how === 'standIn' ? standsForId : null));
          expect(new Set(forWhom).size).toBe(1);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('asks only who is active and there', () => {
    fc.assert(
      fc.property(climbing, ({ order, attempts, moments: [only] }) => {
        const { asks } = climbToEnd(order, { attempts, moments: only ? [only] : [] });
        for (const { personId, how, standsForId, rung } of asks) {
          expect(only?.inactive).not.toContain(personId);
          expect(only?.away).not.toHaveProperty(personId);
          if (how === 'standIn') expect(only?.away).toHaveProperty(standsForId ?? '');
          if (how === 'named') expect(only?.standing[rung]).toBe(personId);
          if (how === 'onCall') expect(only?.onCall[rung]).toContain(personId);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('replaces a holder by every rung once, those above first', () => {
    fc.assert(
      fc.property(ladder, fc.constantFrom(...rungs), (order, of) => {
        const replacing = replacingLadder(order, of);
        expect([...replacing].sort()).toEqual([...order].sort());
        const above = order.includes(of) ? order.slice(order.indexOf(of) + 1) : order;
        expect(replacing.slice(0, above.length)).toEqual(above);
      }),
    );
  });
});

describe('who is asked on a rung', () => {
  const first = (change: Partial<Moment>): LadderAsk | undefined =>
    nextAsk({ ladder: [...rungs], attempts: 1, asks: [], people: peopleAt({ ...firm, ...change }) }).ask;

  it.each<[string, Partial<Moment>, Partial<LadderAsk>]>([
    ['who fills it', {}, { personId: '1', how: 'named', standsForId: null }],
    [
      'who is on call, in place of who fills it',
      { onCall: { ...firm.onCall, manager: ['5', '6'] } },
      { personId: '5', how: 'onCall', standsForId: '1' },
    ],
    [
      'the next who is on call where the first is inactive',
      { onCall: { ...firm.onCall, manager: ['5', '6'] }, inactive: ['5'] },
      { personId: '6', how: 'onCall', standsForId: '1' },
    ],
    [
      'who fills it where whoever is on call has nobody to stand in',
      { onCall: { ...firm.onCall, manager: ['5'] }, away: { 5: '6', 6: '5' } },
      { personId: '1', how: 'named', standsForId: null },
    ],
    [
      'the stand-in of who is away',
      { away: { 1: '6' } },
      { personId: '6', how: 'standIn', standsForId: '1' },
    ],
    [
      'the stand-in of a stand-in who is away too',
      { away: { 1: '6', 6: '7' } },
      { personId: '7', how: 'standIn', standsForId: '1' },
    ],
    [
      'the next rung where stand-ins lead in a circle',
      { away: { 1: '6', 6: '1' } },
      { rung: 'director', personId: '2', how: 'named' },
    ],
    [
      'nobody in whose place they would be who is on call where they fill it themselves',
      { onCall: { ...firm.onCall, manager: ['1'] } },
      { personId: '1', how: 'onCall', standsForId: null },
    ],
  ])('is %s', (_who, change, expected) => {
    expect(first(change)).toMatchObject(expected);
  });
});
