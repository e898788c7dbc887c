import type { Db } from '../client.ts';
import { listSeats, type Seat } from '../stores/requests.ts';
import type { BlockerRecord } from './blockers.ts';
import { peopleById } from './planning-context.ts';

/** A seat of a request with the name of its person, and of the one whose place they took. */
export interface NamedSeat extends Seat {
  readonly personName: string;
  readonly insteadOf: BlockerRecord['insteadOf'];
}

/** Everybody asked in a request, in their order, with whom each decides for or instead of. */
export async function namedSeats(db: Db, requestId: string): Promise<readonly NamedSeat[]> {
  const seats = await listSeats(db, requestId);
  const people = await peopleById(
    db,
    seats.map(({ personId }) => personId),
  );
  const nameOf = (personId: string): string => people.get(personId)?.name ?? '–';
  return seats.map((seat) => {
    const before = seats.find(({ id }) => id === seat.standsFor);
    return {
      ...seat,
      personName: nameOf(seat.personId),
      insteadOf: before
        ? { personId: before.personId, personName: nameOf(before.personId), how: seat.how }
        : null,
    };
  });
}
