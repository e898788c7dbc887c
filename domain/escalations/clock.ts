import type { Workplace } from '../calendar/business-time.ts';
import { overlap, workingSpans, type CountedHours, type TimeSpan } from './working-spans.ts';

/** A limit that holds from a moment on for all of the time counted so far, in minutes; a change of severity brings another. */
export interface ClockLimit {
  readonly from: Date;
  readonly minutes: number;
}

/** A stretch in which the clock stands still; `to` is null while nobody has let it go on. */
interface ClockPause {
  readonly from: Date;
  readonly to: Date | null;
}

/** A clock of an escalation: where and in which hours it counts, since when, against which limits, and until when. Pauses may overlap; limits are in any order. */
export interface RunningClock {
  readonly place: Workplace;
  readonly hours: CountedHours;
  readonly startedAt: Date;
  readonly limits: readonly ClockLimit[];
  readonly pauses: readonly ClockPause[];
  readonly endedAt: Date | null;
}

const minute = 60_000;
const forever = new Date(8.64e15);

function minutesOf({ from, to }: TimeSpan): number {
  return (to.getTime() - from.getTime()) / minute;
}

function limitInForce({ limits }: RunningClock): ClockLimit | undefined {
  return limits.toSorted((a, b) => a.from.getTime() - b.from.getTime()).at(-1);
}

// What of a span is left when the pauses are taken out, in order.
function withoutPauses(span: TimeSpan, pauses: readonly ClockPause[]): readonly TimeSpan[] {
  return pauses.reduce<readonly TimeSpan[]>(
    (left, pause) => left.flatMap((part) => withoutPause(part, pause)),
    [span],
  );
}

function withoutPause(part: TimeSpan, { from, to }: ClockPause): readonly TimeSpan[] {
  const end = to ?? forever;
  if (end <= from || !overlap(part, { from, to: end })) return [part];
  return [
    ...(part.from < from ? [{ from: part.from, to: from }] : []),
    ...(end < part.to ? [{ from: end, to: part.to }] : []),
  ];
}

function* countedSpans(clock: RunningClock): Generator<TimeSpan> {
  const { startedAt, endedAt, pauses } = clock;
  const stopsAt = endedAt ?? forever;
  // An open pause has no end to count behind.
  const open = pauses.filter(({ to }) => to === null).map(({ from }) => from.getTime());
  const over = Math.min(stopsAt.getTime(), ...open);
  for (const span of workingSpans(clock, startedAt)) {
    if (span.from.getTime() >= over) return;
    const upTo = overlap(span, { from: startedAt, to: stopsAt });
    if (upTo) yield* withoutPauses(upTo, pauses);
  }
}

/** The minutes that count from the clock's start to `at`, or to its end where that is earlier; parts of minutes count. */
export function countedMinutes(clock: RunningClock, at: Date): number {
  let sum = 0;
  for (const span of countedSpans(clock)) {
    if (span.from >= at) break;
    sum += minutesOf(span.to <= at ? span : { from: span.from, to: at });
  }
  return sum;
}

/**
 * When a share (percent) of the limit now in force is reached: at the moment of the change where a shorter limit has been passed by then. Null where the clock has ended or stands
 * still before it.
 */
export function reachesAt(clock: RunningClock, share: number): Date | null {
  const limit = limitInForce(clock);
  if (!limit) return null;
  let left = (limit.minutes * share) / 100;
  for (const span of countedSpans(clock)) {
    const minutes = minutesOf(span);
    if (minutes >= left) {
      const reached = new Date(span.from.getTime() + Math.round(left * minute));
      return reached > limit.from ? reached : limit.from;
    }
    left -= minutes;
  }
  return null;
}

/** When the limit now in force is reached; see {@link reachesAt}. */
export function dueAt(clock: RunningClock): Date | null {
  return reachesAt(clock, 100);
}

/** One stretch of working time in a clock's reckoning: counted, or left out by a pause. */
interface ReckonedSpan extends TimeSpan {
  readonly minutes: number;
  readonly counted: boolean;
}

/** How a clock counts, so that anybody can add it up; `left` is below zero after the limit, and null without one. */
export interface ClockArithmetic {
  readonly spans: readonly ReckonedSpan[];
  readonly countedMinutes: number;
  readonly pausedMinutes: number;
  readonly limitMinutes: number | null;
  readonly leftMinutes: number | null;
  readonly dueAt: Date | null;
}

/** A clock's arithmetic as of the moment `at`: each stretch of working time since it started, in order, with what pauses left out. Nights, weekends and holidays are not in it. */
export function clockArithmetic(clock: RunningClock, at: Date): ClockArithmetic {
  const until = clock.endedAt !== null && clock.endedAt < at ? clock.endedAt : at;
  const spans: ReckonedSpan[] = [];
  for (const span of workingSpans(clock, clock.startedAt)) {
    const worked = overlap(span, { from: clock.startedAt, to: until });
    if (!worked) break;
    spans.push(...reckoned(worked, clock.pauses));
  }
  const sum = (counted: boolean): number =>
    spans.reduce((total, span) => total + (span.counted === counted ? span.minutes : 0), 0);
  const limit = limitInForce(clock)?.minutes ?? null;
  const minutes = sum(true);
  return {
    spans,
    countedMinutes: minutes,
    pausedMinutes: sum(false),
    limitMinutes: limit,
    leftMinutes: limit === null ? null : limit - minutes,
    dueAt: dueAt(clock),
  };
}

function reckoned(worked: TimeSpan, pauses: readonly ClockPause[]): readonly ReckonedSpan[] {
  const counted = withoutPauses(worked, pauses);
  const stops = [worked.from, ...counted.flatMap(({ from, to }) => [from, to]), worked.to];
  return stops.flatMap((from, index) => {
    const to = stops[index + 1];
    if (!to || to <= from) return [];
    const isCounted = counted.some((span) => span.from <= from && to <= span.to);
    return [{ from, to, minutes: minutesOf({ from, to }), counted: isCounted }];
  });
}
