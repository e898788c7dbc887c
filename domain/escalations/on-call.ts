import { DateTime, IANAZone } from 'luxon';
import type { Fault } from '../errors.ts';
import type { Rung } from './policy.ts';

/**
 * Somebody is on call from `startsAt` until just before `endsAt`: in one region or in all, on one rung or, where it names none, on the first of
 * the ladder.
 */
export interface OnCallSpan {
  readonly id: string;
  readonly region: string | null;
  readonly rung: Rung | null;
  readonly personId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** A rung of an account's ladder at a moment; `first` is whoever is asked first. */
export interface OnCallQuestion {
  readonly rung: Rung;
  readonly first: Rung;
  readonly region: string;
  readonly at: Date;
}

function covers(span: OnCallSpan, { rung, first, region, at }: OnCallQuestion): boolean {
  const there = span.region === null || span.region === region || region.startsWith(`${span.region}-`);
  return there && (span.rung ?? first) === rung && span.startsAt <= at && at < span.endsAt;
}

/** Who is on call for a rung at a moment, the one to be asked first: an entry for a smaller region, then one that names the rung, then the newest. */
export function onCallFor<Span extends OnCallSpan>(
  spans: readonly Span[],
  question: OnCallQuestion,
): readonly Span[] {
  const size = ({ region }: Span): number => region?.length ?? 0;
  const named = ({ rung }: Span): number => (rung === null ? 0 : 1);
  return spans
    .filter((span) => covers(span, question))
    .sort((a, b) => size(b) - size(a) || named(b) - named(a) || (BigInt(b.id) > BigInt(a.id) ? 1 : -1));
}

/** A wish for a rota: these people in turn, `shiftDays` local days each, from one local time until just before another. One person without turns stays throughout. */
export interface Rota {
  readonly personIds: readonly string[];
  readonly from: string;
  readonly until: string;
  readonly timeZone: string;
  readonly shiftDays: number;
}

/** A turn of a rota. */
export interface Shift {
  readonly personId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

const longestYears = 2;
const localTime = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/;

function momentOf(text: string, { timeZone }: Rota): DateTime {
  return DateTime.fromISO(localTime.test(text) ? text : '', { zone: timeZone });
}

/** Everything that is wrong with a wish for a rota at a moment; empty when it can be set. */
export function rotaFaults(rota: Rota, now: Date): readonly Fault[] {
  if (!IANAZone.isValidZone(rota.timeZone))
    return [
      { path: '/timeZone', message: `"${rota.timeZone}" is not an IANA time zone, such as Europe/Lisbon.` },
    ];
  const [from, until] = [momentOf(rota.from, rota), momentOf(rota.until, rota)];
  const shape = 'must be a local day or time, such as 2027-03-01 or 2027-03-01T18:00';
  if (!from.isValid || !until.isValid)
    return [
      ...(from.isValid ? [] : [{ path: '/from', message: shape }]),
      ...(until.isValid ? [] : [{ path: '/until', message: shape }]),
    ];
  return [
    ...(from < until ? [] : [{ path: '/until', message: 'The end must come after the start.' }]),
    ...(until.toJSDate() > now
      ? []
      : [{ path: '/until', message: 'This is over already: give an end ahead.' }]),
    ...(until <= from.plus({ years: longestYears })
      ? []
      : [{ path: '/until', message: `Two years are the most: give an earlier end.` }]),
  ];
}

/**
 * The turns of a rota that are not over at `now`, the running one from then on. Turns change at the same local time, also over a change of the
 * clocks; a local time that is left out then counts as an hour later, and one that comes twice as its first. The rota must have no faults.
 */
export function shiftsOf(rota: Rota, now: Date): readonly Shift[] {
  const [from, until] = [momentOf(rota.from, rota), momentOf(rota.until, rota)];
  const { personIds, shiftDays } = rota;
  const shifts: Shift[] = [];
  for (let turn = 0; ; turn += 1) {
    const starts = personIds.length === 1 ? from : from.plus({ days: turn * shiftDays });
    if (starts >= until || (personIds.length === 1 && turn > 0)) return shifts;
    const ends =
      personIds.length === 1 ? until : DateTime.min(until, from.plus({ days: (turn + 1) * shiftDays }));
    if (ends.toJSDate() <= now) continue;
    const startsAt = starts.toJSDate() < now ? now : starts.toJSDate();
    shifts.push({ personId: personIds[turn % personIds.length] ?? '', startsAt, endsAt: ends.toJSDate() });
  }
}
