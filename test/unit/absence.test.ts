import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  absenceFaults,
  isAway,
  mostStandIns,
  whoDecides,
  type AbsenceSpan,
  type Attendance,
} from '../../domain/approvals/absence.ts';
import {
  handOverRefusal,
  longestChain,
  type ChainSeat,
  type HandOverWish,
} from '../../domain/approvals/hand-over.ts';

const day = 24 * 60 * 60 * 1000;
const start = new Date('2027-01-04T00:00:00Z');
const after = (days: number): Date => new Date(start.getTime() + days * day);
const span = (personId: string, standInId: string, [from, to]: readonly [number, number]): AbsenceSpan => ({
  personId,
  standInId,
  startsAt: after(from),
  endsAt: after(to),
});

function attendance(absences: readonly AbsenceSpan[], more: Partial<Attendance> & { at: Date }): Attendance {
  return {
    absenceOf: (id) => absences.find((one) => one.personId === id && isAway(one, more.at)),
    isActive: () => true,
    mayNot: new Set(),
    ...more,
  };
}

const people = ['1', '2', '3', '4', '5', '6', '7', '8'];
const anyone = fc.constantFrom(...people);
const spans = fc.array(
  fc
    .record({
      who: anyone,
      standIn: anyone,
      from: fc.integer({ min: 0, max: 20 }),
      days: fc.integer({ min: 1, max: 20 }),
    })
    .filter(({ who, standIn }) => who !== standIn)
    .map(({ who, standIn, from, days }) => span(who, standIn, [from, from + days])),
  { maxLength: 12 },
);

describe('who decides while people are away', () => {
  it('is away from the first instant until just before the last', () => {
    const absence = span('1', '2', [0, 7]);
    expect(isAway(absence, absence.startsAt)).toBe(true);
    expect(isAway(absence, new Date(absence.startsAt.getTime() - 1))).toBe(false);
    expect(isAway(absence, new Date(absence.endsAt.getTime() - 1))).toBe(true);
    expect(isAway(absence, absence.endsAt)).toBe(false);
  });

  it('is somebody present, active and allowed, or nobody for a reason; never in a circle, never over too many', () => {
    fc.assert(
      fc.property(
        spans,
        fc.integer({ min: 0, max: 40 }),
        fc.uniqueArray(anyone),
        fc.uniqueArray(anyone),
        (absences, at, inactive, mayNot) => {
          const around = attendance(absences, {
            at: after(at),
            isActive: (id) => !inactive.includes(id),
            mayNot: new Set(mayNot),
          });
          const found = whoDecides('1', around);
          if (found.kind === 'oneself') expect(around.absenceOf('1')).toBeUndefined();
          if (found.kind !== 'standIn') return;
          const { personId, via } = found;
          expect(around.absenceOf(personId)).toBeUndefined();
          expect(via[0]).toBe('1');
          expect(new Set([...via, personId]).size).toBe(via.length + 1);
          expect(via.length).toBeLessThanOrEqual(mostStandIns);
          for (const passed of [...via.slice(1), personId]) {
            expect(mayNot).not.toContain(passed);
            expect(inactive).not.toContain(passed);
          }
        },
      ),
    );
  });

  it.each([
    [5, { kind: 'standIn', personId: '6', via: ['1', '2', '3', '4', '5'] }],
    [6, { kind: 'nobody', because: 'tooLong', personId: '7' }],
  ])('follows %i stand-ins in a row as %j', (links, expected) => {
    const chain = people.slice(0, links).map((id) => span(id, String(Number(id) + 1), [0, 7]));
    expect(whoDecides('1', attendance(chain, { at: after(1) }))).toEqual(expected);
  });

  it('passes over nobody who may not decide: whoever stands in for them may not either', () => {
    const chain = [span('1', '2', [0, 7]), span('2', '3', [0, 7])];
    const around = attendance(chain, { at: after(1), mayNot: new Set(['2']) });
    expect(whoDecides('1', around)).toEqual({ kind: 'nobody', because: 'mayNotDecide', personId: '2' });
  });
});

describe('setting an absence', () => {
  const around = { now: start, others: [], standInActive: true };

  it.each([
    [span('1', '2', [5, 5]), 'order'],
    [span('1', '2', [5, 4]), 'order'],
    [span('1', '2', [-9, 0]), 'past'],
    [span('1', '2', [0, 367]), 'long'],
    [span('1', '1', [0, 7]), 'oneself'],
  ] as const)('refuses %j: %s', (wish, fault) => {
    expect(absenceFaults(wish, around)).toContain(fault);
  });

  it('takes a year, one that has begun, and one that begins when another ends', () => {
    expect(absenceFaults(span('1', '2', [0, 366]), around)).toEqual([]);
    expect(absenceFaults(span('1', '2', [-3, 1]), around)).toEqual([]);
    const others = [span('1', '3', [0, 7])];
    expect(absenceFaults(span('1', '2', [7, 14]), { ...around, others })).toEqual([]);
    expect(absenceFaults(span('1', '2', [6, 14]), { ...around, others })).toEqual(['overlap']);
  });

  it('refuses a stand-in who is inactive, or whose own stand-ins lead back at the same time', () => {
    const wish = span('1', '2', [0, 7]);
    expect(absenceFaults(wish, { ...around, standInActive: false })).toEqual(['inactive']);
    const circle = [span('2', '3', [3, 9]), span('3', '1', [6, 9])];
    expect(absenceFaults(wish, { ...around, others: circle })).toEqual(['cycle']);
    const later = [span('2', '3', [3, 9]), span('3', '1', [7, 9])];
    expect(absenceFaults(wish, { ...around, others: later })).toEqual([]);
  });

  it('never lets a circle arise, whatever is set one after the other', () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: 0, max: 40 }), anyone, (wishes, at, who) => {
        const set: AbsenceSpan[] = [];
        for (const wish of wishes)
          if (absenceFaults(wish, { ...around, others: set }).length === 0) set.push(wish);
        const found = whoDecides(who, attendance(set, { at: after(at) }));
        expect(found).not.toMatchObject({ because: 'cycle' });
      }),
    );
  });
});

describe('handing a seat over', () => {
  const seat = (id: string, personId: string, more: Partial<ChainSeat> = {}): ChainSeat => ({
    ...{ id, personId, standsFor: null, how: 'named' },
    ...more,
  });
  const first = seat('1', '11');
  const wish: HandOverWish = {
    how: 'delegated',
    seat: first,
    to: { id: '20', active: true },
    words: '',
    requesterId: '90',
    ownerId: '91',
    seats: [first],
  };

  it('never gives it to the requester, the owner of the step or anybody asked, however it passes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('delegated', 'suggested', 'reassigned', 'absent' as const),
        fc.constantFrom('90', '91', '11', '12', '20'),
        (how, id) => {
          const seats = [first, seat('2', '12')];
          const refused = handOverRefusal({ ...wish, how, seats, to: { id, active: true }, words: 'why' });
          expect(refused === undefined).toBe(id === '20');
        },
      ),
    );
  });

  it('bounds what one original seat can pass through, escalations and ways back included', () => {
    const chain = Array.from({ length: longestChain }, (_, index) =>
      seat(String(index + 2), String(index + 30), { standsFor: index % 2 ? '1' : '90', how: 'delegated' }),
    );
    const escalated = seat('90', '40', { standsFor: '1', how: 'escalated' });
    const seats = [first, escalated, ...chain];
    expect(handOverRefusal({ ...wish, seat: escalated, seats: seats.slice(0, -1) })).toBeUndefined();
    expect(handOverRefusal({ ...wish, seat: escalated, seats })).toBe('tooOften');
    const managers = { how: 'reassigned', words: 'It must end.' } as const;
    expect(handOverRefusal({ ...wish, ...managers, seat: escalated, seats })).toBeUndefined();
  });
});
