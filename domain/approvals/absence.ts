import type { Fault } from '../errors.ts';

/** Somebody's absence: from `startsAt` until just before `endsAt`, the stand-in decides. */
export interface AbsenceSpan {
  readonly personId: string;
  readonly standInId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** How many stand-ins are followed from one to the next. */
export const mostStandIns = 5;

/** Who decides for somebody at an instant; `via` are those passed over on the way, the absent one first. */
export type WhoDecides =
  | { readonly kind: 'oneself' }
  | { readonly kind: 'standIn'; readonly personId: string; readonly via: readonly string[] }
  | { readonly kind: 'nobody'; readonly because: NobodyReason; readonly personId: string };

/** Why nobody can stand in; the person of {@link WhoDecides} is the one with whom it ends. */
export type NobodyReason = 'cycle' | 'tooLong' | 'inactive' | 'mayNotDecide';

/** What the rule reads: who is away at that instant (at most one absence each), who is active, and who may not decide. */
export interface Attendance {
  readonly absenceOf: (personId: string) => Pick<AbsenceSpan, 'standInId'> | undefined;
  readonly isActive: (personId: string) => boolean;
  /** Requester, owner of the step, and everybody asked already: neither they nor whoever stands in for them. */
  readonly mayNot: ReadonlySet<string>;
}

/** Whether somebody is away at an instant: half-open, so that at `endsAt` they decide again. */
export function isAway(absence: Pick<AbsenceSpan, 'startsAt' | 'endsAt'>, at: Date): boolean {
  return absence.startsAt <= at && at < absence.endsAt;
}

/** Follows stand-ins while they are away themselves: at most {@link mostStandIns}, never in a circle, and skipping nobody. */
export function whoDecides(personId: string, attendance: Attendance): WhoDecides {
  const via: string[] = [];
  let current = personId;
  for (;;) {
    const absence = attendance.absenceOf(current);
    if (!absence) break;
    via.push(current);
    const next = absence.standInId;
    if (via.includes(next)) return { kind: 'nobody', because: 'cycle', personId: next };
    if (via.length > mostStandIns) return { kind: 'nobody', because: 'tooLong', personId: next };
    if (!attendance.isActive(next)) return { kind: 'nobody', because: 'inactive', personId: next };
    if (attendance.mayNot.has(next)) return { kind: 'nobody', because: 'mayNotDecide', personId: next };
    current = next;
  }
  return via.length === 0 ? { kind: 'oneself' } : { kind: 'standIn', personId: current, via };
}

/** What is wrong with a wish to be away, by what a form can say about it. */
export type AbsenceFault =
  'order' | 'past' | 'long' | 'overlap' | 'oneself' | 'unknown' | 'inactive' | 'cycle';

/** The records around a wish to be away: everybody's other absences, and whether the stand-in is active. */
export interface AbsenceSurroundings {
  readonly now: Date;
  readonly others: readonly AbsenceSpan[];
  readonly standInActive: boolean;
}

const longestAbsence = 366 * 24 * 60 * 60 * 1000;

/** Everything that is wrong with a wish to be away, in the order of the form; empty when it can be set. */
export function absenceFaults(wish: AbsenceSpan, around: AbsenceSurroundings): readonly AbsenceFault[] {
  const own = around.others.filter(({ personId }) => personId === wish.personId);
  const ordered = wish.startsAt < wish.endsAt;
  return [
    ...(ordered ? [] : (['order'] as const)),
    ...(ordered && wish.endsAt <= around.now ? (['past'] as const) : []),
    ...(wish.endsAt.getTime() - wish.startsAt.getTime() > longestAbsence ? (['long'] as const) : []),
    ...(own.some((other) => overlap(wish, other)) ? (['overlap'] as const) : []),
    ...(wish.standInId === wish.personId ? (['oneself'] as const) : []),
    ...(around.standInActive ? [] : (['inactive'] as const)),
    ...(closesCircle(wish, around.others) ? (['cycle'] as const) : []),
  ];
}

function overlap(one: AbsenceSpan, other: AbsenceSpan): AbsenceSpan | undefined {
  const startsAt = one.startsAt > other.startsAt ? one.startsAt : other.startsAt;
  const endsAt = one.endsAt < other.endsAt ? one.endsAt : other.endsAt;
  return startsAt < endsAt ? { ...other, startsAt, endsAt } : undefined;
}

// A circle only counts where all its absences are on at the same instant, so the span narrows from one to the next.
function closesCircle(wish: AbsenceSpan, others: readonly AbsenceSpan[]): boolean {
  const leadsBack = (span: AbsenceSpan, seen: readonly string[]): boolean =>
    others
      .filter(({ personId }) => personId === span.standInId)
      .some((other) => {
        const both = overlap(span, other);
        if (!both) return false;
        if (both.standInId === wish.personId) return true;
        return !seen.includes(both.standInId) && leadsBack(both, [...seen, both.standInId]);
      });
  return leadsBack(wish, [wish.standInId]);
}

const sentences: Record<AbsenceFault, { readonly path: string; readonly message: string }> = {
  order: { path: '/endsAt', message: 'The end must come after the start.' },
  past: { path: '/endsAt', message: 'This absence is over already. Give an end that is still to come.' },
  long: { path: '/endsAt', message: 'An absence can last a year at most. Give an earlier end.' },
  overlap: { path: '/startsAt', message: 'There is an absence in this time already. Cancel it first.' },
  oneself: { path: '/standInId', message: 'Nobody stands in for themselves. Name somebody else.' },
  unknown: {
    path: '/standInId',
    message: 'There is nobody with this address or number. Name somebody else.',
  },
  inactive: { path: '/standInId', message: 'The stand-in is no longer active. Name somebody else.' },
  cycle: {
    path: '/standInId',
    message:
      'The stand-in is away then, and the one who stands in for them would come back to this person. Name somebody else.',
  },
};

/** A fault of an absence with its place in the API's body. */
export function absenceFault(fault: AbsenceFault): Fault {
  return sentences[fault];
}
