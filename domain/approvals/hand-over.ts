import type { SeatOrigin } from './policy.ts';

/** How a seat passes on without having expired. */
export const handOvers = ['delegated', 'suggested', 'reassigned', 'absent'] as const;

/** See {@link handOvers}. */
export type HandOverKind = (typeof handOvers)[number];

/** How often one original seat may pass on: each time its deadline starts anew, so it must not go on for ever. */
export const longestChain = 5;

/** Why somebody may not take over a seat. */
export type HandOverRefusal =
  'unknown' | 'inactive' | 'oneself' | 'requester' | 'owner' | 'asked' | 'tooOften' | 'noReason';

/** A seat of a request as far as passing it on needs it. */
export interface ChainSeat {
  readonly id: string;
  readonly personId: string;
  readonly standsFor: string | null;
  readonly how: SeatOrigin;
}

/** What decides whether a seat may pass to a person; `to` is undefined for somebody whom the records do not know. */
export interface HandOverWish {
  readonly how: HandOverKind;
  readonly seat: ChainSeat;
  readonly to: { readonly id: string; readonly active: boolean } | undefined;
  readonly words: string;
  readonly requesterId: string;
  /** Who carries out what is asked about; null where nobody does. */
  readonly ownerId: string | null;
  readonly seats: readonly ChainSeat[];
}

/** How often the seat that this one came from has passed on, taken-back times counted, escalations not. */
export function timesPassedOn(seats: readonly ChainSeat[], seat: ChainSeat): number {
  const root = rootOf(seats, seat);
  return seats.filter((one) => isHandOver(one.how) && rootOf(seats, one) === root).length;
}

function isHandOver(how: SeatOrigin): boolean {
  return handOvers.some((one) => one === how);
}

function rootOf(seats: readonly ChainSeat[], seat: ChainSeat): string {
  const before = seats.find((one) => one.id === seat.standsFor);
  return before ? rootOf(seats, before) : seat.id;
}

/**
 * Why this seat may not pass to this person, or `undefined` (design §4: nobody approves their own step, not through a delegate
 * either). A manager's reassignment is not bounded by {@link longestChain}: somebody must be able to end a chain.
 */
export function handOverRefusal(wish: HandOverWish): HandOverRefusal | undefined {
  const { how, seat, to, seats } = wish;
  if (!to) return 'unknown';
  if (to.id === seat.personId) return 'oneself';
  if (!to.active) return 'inactive';
  if (to.id === wish.requesterId) return 'requester';
  if (to.id === wish.ownerId) return 'owner';
  if (seats.some(({ personId }) => personId === to.id)) return 'asked';
  if (how !== 'reassigned' && timesPassedOn(seats, seat) >= longestChain) return 'tooOften';
  const needsReason = how === 'suggested' || how === 'reassigned';
  return needsReason && wish.words.trim() === '' ? 'noReason' : undefined;
}

const sentences: Record<HandOverRefusal, string> = {
  unknown: 'There is nobody with this address or number among the people of the firm.',
  inactive: 'This person is no longer active. Name somebody else.',
  oneself: 'This person has the decision already. Name somebody else.',
  requester: 'This person asked for the decision and cannot make it. Name somebody else.',
  owner: 'This person carries the step out, and nobody approves their own step. Name somebody else.',
  asked: 'This person is or was asked in this request already. Name somebody else.',
  tooOften: `This decision has passed on ${longestChain} times, which is the most. Decide, or have the manager name somebody.`,
  noReason: 'Say why this person is to decide.',
};

/** A refusal as a sentence that says what to do. */
export function handOverSentence(refusal: HandOverRefusal): string {
  return sentences[refusal];
}
