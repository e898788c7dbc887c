import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { isBusinessDay } from '../../domain/calendar/business-time.ts';
import {
  clockArithmetic,
  countedMinutes,
  dueAt,
  reachesAt,
  type ClockLimit,
  type RunningClock,
} from '../../domain/escalations/clock.ts';

const minute = 60_000;
const day = 24 * 60;
const places = [
  { region: 'PT', timeZone: 'Europe/Lisbon' },
  { region: 'DE-BY', timeZone: 'Europe/Berlin' },
  { region: 'US-NY', timeZone: 'America/New_York' },
] as const;
const yearsStart = Date.UTC(2026, 0, 1) / minute;
const yearsEnd = Date.UTC(2027, 0, 1) / minute;
const longestDays = 30;

function at(minutes: number): Date {
  return new Date(minutes * minute);
}

const pause = fc.record({
  after: fc.integer({ min: 0, max: 20 * day }),
  length: fc.integer({ min: 1, max: 5 * day }),
});
const change = fc.record({
  after: fc.integer({ min: 0, max: 12 * day }),
  minutes: fc.constantFrom(15, 60, 480, 960, 2400, 4800),
});
const life = fc.record({
  place: fc.constantFrom(...places),
  hours: fc.constantFrom('business' as const, 'business' as const, 'always' as const),
  start: fc.integer({ min: yearsStart, max: yearsEnd }),
  first: fc.constantFrom(15, 60, 480, 960, 2400),
  pauses: fc.array(pause, { maxLength: 4 }),
  open: fc.option(fc.integer({ min: 0, max: 20 * day })),
  changes: fc.array(change, { maxLength: 3 }),
  end: fc.option(fc.integer({ min: 0, max: 20 * day })),
});
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

function clockOf({ place, hours, start, first, pauses, open, changes, end }: Life): RunningClock {
  return {
    place,
    hours,
    startedAt: at(start),
    limits: [
      ...changes.map(({ after, minutes }): ClockLimit => ({ from: at(start + after), minutes })),
      { from: at(start - 1), minutes: first },
    ],
    pauses: [
      ...pauses.map(({ after, length }) => ({ from: at(start + after), to: at(start + after + length) })),
      ...(open === null ? [] : [{ from: at(start + open), to: null }]),
    ],
    endedAt: end === null ? null : at(start + end),
  };
}

// Looks at every minute by itself, slowly and plainly: does it count?
function counts({ place, hours, start, pauses, open, end }: Life, minutes: number): boolean {
  const since = minutes - start;
  if (since < 0 || (end !== null && since >= end) || (open !== null && since >= open)) return false;
  if (pauses.some(({ after, length }) => since >= after && since < after + length)) return false;
  if (hours === 'always') return true;
  const local = DateTime.fromMillis(minutes * minute, { zone: place.timeZone });
  return local.hour >= 9 && local.hour < 17 && isBusinessDay(local, place.region);
}

function bruteCount(one: Life, until: number): number {
  let sum = 0;
  for (let minutes = one.start; minutes < until; minutes += 1) sum += Number(counts(one, minutes));
  return sum;
}

// The first moment at which so many minutes of the limit that was set last have been counted, but not before it was set.
function bruteReach(one: Life, share: number): Date | null {
  const { limits } = clockOf(one);
  const [last] = limits.toSorted((a, b) => b.from.getTime() - a.from.getTime());
  if (!last) return null;
  const needed = (last.minutes * share) / 100;
  let sum = 0;
  for (let minutes = one.start; minutes < one.start + longestDays * day; minutes += 1) {
    if (!counts(one, minutes)) continue;
    if (sum + 1 < needed) {
      sum += 1;
      continue;
    }
    const reached = new Date(minutes * minute + Math.round((needed - sum) * minute));
    return reached > last.from ? reached : last.from;
  }
  return null;
}

const soonEnough = life.filter(
  ({ changes }) => new Set(changes.map(({ after }) => after)).size === changes.length,
);

describe("an escalation's clock", () => {
  it('counts what counting minute by minute counts, over a year with daylight saving, holidays and pauses in three regions', () => {
    fc.assert(
      fc.property(life, fc.integer({ min: 0, max: 25 * day }), (one, length) => {
        const until = one.start + length;
        expect(countedMinutes(clockOf(one), at(until))).toBeCloseTo(bruteCount(one, until), 6);
      }),
      { numRuns: 150 },
    );
  });

  it.each([50, 75, 90, 100])(
    'reaches %i percent of its limit when counting minute by minute does',
    (share) => {
      fc.assert(
        fc.property(soonEnough, (one) => {
          const reached = reachesAt(clockOf(one), share);
          const brute = bruteReach(one, share);
          // The oracle looks ahead for thirty days only.
          if (brute === null && reached !== null)
            expect(reached.getTime()).toBeGreaterThan(at(one.start + longestDays * day - 1).getTime());
          else expect(reached?.toISOString()).toBe(brute?.toISOString());
        }),
        { numRuns: 60 },
      );
    },
  );

  it('shows an arithmetic that adds up to what it counted, without gaps in working time', () => {
    fc.assert(
      fc.property(life, fc.integer({ min: 0, max: 25 * day }), (one, length) => {
        const clock = clockOf(one);
        const until = at(one.start + length);
        const shown = clockArithmetic(clock, until);
        expect(shown.countedMinutes).toBeCloseTo(countedMinutes(clock, until), 6);
        const unpaused = { ...one, pauses: [], open: null };
        const worked = bruteCount(unpaused, one.start + length);
        expect(shown.countedMinutes + shown.pausedMinutes).toBeCloseTo(worked, 6);
        for (const span of shown.spans) expect(span.minutes).toBeGreaterThan(0);
        expect(shown.leftMinutes).toBeCloseTo((shown.limitMinutes ?? 0) - shown.countedMinutes, 6);
      }),
      { numRuns: 80 },
    );
  });

  it('is due 480 working minutes after a Friday noon on Monday noon, the weekend of the clock change between them', () => {
    const clock: RunningClock = {
      place: places[1],
      hours: 'business',
      startedAt: new Date('2026-03-27T11:00:00Z'),
      limits: [{ from: new Date('2026-03-27T11:00:00Z'), minutes: 480 }],
      pauses: [],
      endedAt: null,
    };
    expect(dueAt(clock)?.toISOString()).toBe('2026-03-30T10:00:00.000Z');
    const waiting = { from: new Date('2026-03-27T15:00:00Z'), to: new Date('2026-03-30T08:00:00Z') };
    expect(dueAt({ ...clock, pauses: [waiting] })?.toISOString()).toBe('2026-03-30T12:00:00.000Z');
  });

  it('is due at once when a change of severity brings a limit that has passed, and never while it stands still', () => {
    const startedAt = new Date('2026-06-08T08:00:00Z');
    const changed = new Date('2026-06-08T12:00:00Z');
    const limits = [
      { from: startedAt, minutes: 480 },
      { from: changed, minutes: 15 },
    ];
    const clock = {
      place: places[0],
      hours: 'business' as const,
      startedAt,
      limits,
      pauses: [],
      endedAt: null,
    };
    expect(dueAt(clock)).toEqual(changed);
    const limit = [{ from: startedAt, minutes: 480 }];
    const still = { from: new Date('2026-06-08T09:00:00Z'), to: null };
    expect(dueAt({ ...clock, limits: limit, pauses: [still] })).toBeNull();
    expect(dueAt({ ...clock, limits: limit, endedAt: new Date('2026-06-08T10:00:00Z') })).toBeNull();
  });
});
