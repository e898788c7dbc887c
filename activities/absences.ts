import { deputyOf } from '../db/read-models/attendance.ts';
import { noteLooked } from '../db/stores/absences.ts';
import { replaceSeat } from '../db/stores/hand-overs.ts';
import { listSeats, type ApprovalRequest, type Seat } from '../db/stores/requests.ts';
import type { NobodyReason } from '../domain/approvals/absence.ts';
import { mayNotDecide } from '../domain/approvals/request-content.ts';
import { longestChain, timesPassedOn } from '../domain/approvals/hand-over.ts';
import type { Effect } from './effect.ts';

/** Whom to ask for a seat: its own person, who may be away without anybody to stand in, or a stand-in with a seat of their own. */
export type Deputy =
  | { readonly kind: 'oneself' }
  | { readonly kind: 'standIn'; readonly seatId: string }
  | { readonly kind: 'nobody'; readonly because: NobodyReason; readonly personId: string };

/** Looks who decides for a seat's person now; a stand-in takes the seat over in the records and is still to be asked. */
export async function deputise(
  effect: Effect,
  { request, seat }: { readonly request: ApprovalRequest; readonly seat: Seat },
): Promise<Deputy> {
  const { db, at } = effect;
  const seats = await listSeats(db, request.id);
  const mayNot = new Set([...mayNotDecide(request), ...seats.map((one) => one.personId)]);
  const found = await deputyOf(db, { personId: seat.personId, at, mayNot });
  await noteLooked(db, { seatId: seat.id, at });
  if (found.kind !== 'standIn') return found;
  if (timesPassedOn(seats, seat) >= longestChain)
    return { kind: 'nobody', because: 'tooLong', personId: found.personId };
  const seatId = await replaceSeat(db, { seat, how: 'absent', personId: found.personId, words: '' });
  await effect.audit({
    kind: 'approval.handedOver',
    subject: request.id,
    data: { from: seat.id, to: seatId, how: 'absent' },
  });
  return { kind: 'standIn', seatId };
}
