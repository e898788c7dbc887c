import type { WhoDecides } from '../approvals/absence.ts';
import type { Rung } from './policy.ts';

/** How somebody came to be asked: as who fills the rung, as who is on call for it, or in place of one of these who is away. */
export const askedHow = ['named', 'onCall', 'standIn'] as const;

/** See {@link askedHow}. */
export type AskedHow = (typeof askedHow)[number];

/** Why a rung of the ladder is passed by: nobody fills it, or whoever does is inactive, away without anybody who could stand in, or was asked before. */
type RungSkip = 'missing' | 'inactive' | 'absent' | 'askedBefore';

/** Somebody who was or is asked; `standsForId` is in whose place. */
export interface LadderAsk {
  readonly rung: Rung;
  readonly attempt: number;
  readonly personId: string;
  readonly how: AskedHow;
  readonly standsForId: string | null;
}

/** What the rule reads of people at the moment: who fills a rung, who is on call for it (the one to be asked first), who is active, and who acts for whom. */
export interface LadderPeople {
  readonly standing: (rung: Rung) => string | null;
  readonly onCall: (rung: Rung) => readonly string[];
  readonly isActive: (personId: string) => boolean;
  readonly deputyOf: (personId: string, mayNot: ReadonlySet<string>) => WhoDecides;
}

/** A ladder under way: its rungs in order, how often each is asked at most, and who was asked so far. */
export interface Climb {
  readonly ladder: readonly Rung[];
  readonly attempts: number;
  readonly asks: readonly LadderAsk[];
  readonly people: LadderPeople;
}

/** Who is asked next, and the rungs that are passed by on the way; no `ask` at the end of the ladder. */
export interface NextAsk {
  readonly ask: LadderAsk | undefined;
  readonly skipped: readonly { readonly rung: Rung; readonly why: RungSkip }[];
}

type Chosen = Pick<LadderAsk, 'personId' | 'how' | 'standsForId'>;

/**
 * Who is asked next: the same rung until its attempts are used up, then the next one that somebody can be asked for. Nobody is asked on two rungs,
 * nor both for themselves and for somebody else, so that no ladder goes on for longer than its rungs times the attempts.
 */
export function nextAsk(climb: Climb): NextAsk {
  const { ladder, attempts, asks } = climb;
  const last = asks.at(-1);
  if (last && last.attempt < attempts) {
    const again = chosen(climb, last.rung);
    if (typeof again === 'object')
      return { ask: { ...again, rung: last.rung, attempt: last.attempt + 1 }, skipped: [] };
  }
  const skipped: { rung: Rung; why: RungSkip }[] = [];
  for (const rung of ladder.slice(last ? ladder.indexOf(last.rung) + 1 : 0)) {
    const found = chosen(climb, rung);
    if (typeof found === 'object') return { ask: { ...found, rung, attempt: 1 }, skipped };
    skipped.push({ rung, why: found });
  }
  return { ask: undefined, skipped };
}

// Whoever is on call comes first, and whoever fills the rung last, so that there is no gap in the schedule.
function chosen(climb: Climb, rung: Rung): Chosen | RungSkip {
  const { people } = climb;
  const standing = people.standing(rung);
  let why: RungSkip = 'missing';
  for (const id of people.onCall(rung)) {
    const found = asked(climb, {
      rung,
      personId: id,
      how: 'onCall',
      standsForId: id === standing ? null : standing,
    });
    if (typeof found === 'object') return found;
  }
  if (standing !== null) {
    const found = asked(climb, { rung, personId: standing, how: 'named', standsForId: null });
    if (typeof found === 'object') return found;
    why = found;
  }
  return why;
}

function asked(climb: Climb, wish: Chosen & { readonly rung: Rung }): Chosen | RungSkip {
  const { rung, personId, how, standsForId } = wish;
  const { people } = climb;
  if (!people.isActive(personId)) return 'inactive';
  const deputy = people.deputyOf(personId, before(climb, { rung, forId: personId }));
  if (deputy.kind === 'nobody') return 'absent';
  if (deputy.kind === 'standIn') return { personId: deputy.personId, how: 'standIn', standsForId: personId };
  if (before(climb, { rung, forId: null }).has(personId)) return 'askedBefore';
  return { personId, how, standsForId };
}

// Everybody who was asked, but for those who would only be asked once more on the same rung, for the same person or again for themselves.
function before(
  { asks }: Climb,
  again: { readonly rung: Rung; readonly forId: string | null },
): ReadonlySet<string> {
  const others = asks.filter(({ rung, how, standsForId }) => {
    const forId = how === 'standIn' ? standsForId : null;
    return rung !== again.rung || forId !== again.forId;
  });
  return new Set(others.map(({ personId }) => personId));
}

/** The order in which a holder who has gone is replaced: the rungs above theirs, then those below from the top; all of them, from the first, where they stood on none. */
export function replacingLadder(ladder: readonly Rung[], of: Rung | undefined): readonly Rung[] {
  const place = of === undefined ? -1 : ladder.indexOf(of);
  if (place < 0) return ladder;
  return [...ladder.slice(place + 1), ...ladder.slice(0, place).reverse(), ...ladder.slice(place, place + 1)];
}
