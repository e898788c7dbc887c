import type { Db } from '../client.ts';
import type { Seat } from './requests.ts';

const undecided: readonly Seat['state'][] = ['waiting', 'asked', 'expired', 'handedOver'];

/** Everybody who came by a seat through this one, directly or through others. */
export function standInsOf(seats: readonly Seat[], seatId: string): readonly Seat[] {
  return seats
    .filter(({ standsFor }) => standsFor === seatId)
    .flatMap((seat) => [seat, ...standInsOf(seats, seat.id)]);
}

/**
 * Releases everybody who stands for a seat, because it is answered or taken back; nobody when one of them has decided. Returns
 * those released.
 */
export async function releaseStandIns(
  db: Db,
  { seats, seatId }: { readonly seats: readonly Seat[]; readonly seatId: string },
): Promise<readonly Seat[]> {
  const live = standInsOf(seats, seatId).filter(({ state }) => state !== 'released');
  if (live.some(({ state }) => !undecided.includes(state))) return [];
  await db('approver')
    .whereIn(
      'id',
      live.map(({ id }) => id),
    )
    .update({ state: 'released', remind_at: null });
  return live;
}
