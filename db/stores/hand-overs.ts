import {
  handOverRefusal,
  type HandOverKind,
  type HandOverRefusal,
} from '../../domain/approvals/hand-over.ts';
import { ownerOf } from '../../domain/approvals/request-content.ts';
import { addBusinessHours } from '../../domain/calendar/business-time.ts';
import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { peopleById } from '../read-models/planning-context.ts';
import { appendAudit } from './audit.ts';
import { lockProcess, recordFact } from './processes.ts';
import { addSeat, getRequest, getSeat, listSeats, type ApprovalRequest, type Seat } from './requests.ts';
import { releaseStandIns, standInsOf } from './stand-ins.ts';

/** What an approver sends from a decision link: bound to the request and to the content that its page showed. `at` is process time. */
export interface FromLink {
  readonly linkId: string;
  readonly requestId: string;
  readonly contentHash: string;
  readonly at: Date;
}

/** Whose decision it is now; `refused` says by the domain's rule why nothing was changed. */
export type HandOverResult =
  | { readonly kind: 'handedOver'; readonly workflowId: string; readonly seatId: string }
  | { readonly kind: 'refused'; readonly refused: HandOverRefusal };

/** Who is to take a seat over, how, with which words, and by whom it was decided. */
interface Passing {
  readonly seat: Seat;
  readonly request: ApprovalRequest;
  readonly how: HandOverKind;
  readonly to: { readonly id: string; readonly active: boolean } | undefined;
  readonly words: string;
  readonly by: Actor;
  readonly at: Date;
}

/** Hands the seat of a link over at once (design §4). Throws `notFound`, `contentChanged`, `alreadyDecided`, `expired` or `closed`. */
export function handOver(
  db: Db,
  wish: FromLink & {
    readonly how: 'delegated' | 'suggested';
    readonly email: string;
    readonly words: string;
  },
): Promise<HandOverResult> {
  return db.transaction(async (trx) => {
    const { request, seat } = await lockSeatOfLink(trx, wish);
    refuseUnlessAsked({ request, seat, at: wish.at });
    const { how, words, at } = wish;
    const to = await personBy(trx, { email: wish.email.trim().toLowerCase() });
    return passOn(trx, { request, seat, how, to, words, at, by: { kind: 'person', id: seat.personId } });
  });
}

/** Gives an asked or waiting seat to somebody else, for the manager. Throws `notFound` or `closed`. */
export function reassignSeat(
  db: Db,
  wish: {
    readonly approvalId: string;
    readonly approverId: string;
    readonly personId: string;
    readonly reason: string;
    readonly by: Actor;
    readonly at: Date;
  },
): Promise<HandOverResult> {
  return db.transaction(async (trx) => {
    await lockProcess(trx, (await getRequest(trx, wish.approvalId)).workflowId);
    const request = await getRequest(trx, wish.approvalId);
    const seat = await getSeat(trx, wish.approverId);
    if (seat.requestId !== request.id)
      throw new DomainError('notFound', `Approval ${request.id} has no approver ${wish.approverId}.`);
    if (request.status !== 'open')
      throw new DomainError(
        'closed',
        `This request has ended (${request.status}); nobody is asked any more.`,
      );
    if (seat.state !== 'asked' && seat.state !== 'waiting')
      throw new DomainError(
        'closed',
        `This approver is ${seat.state}; only one asked or waiting can be replaced.`,
      );
    const to = await personBy(trx, { id: wish.personId });
    return passOn(trx, {
      request,
      seat,
      how: 'reassigned',
      to,
      words: wish.reason,
      by: wish.by,
      at: wish.at,
    });
  });
}

/** Passes a seat on if the rule allows it, with its audit event and fact. Call under the process's lock. */
async function passOn(db: Db, passing: Passing): Promise<HandOverResult> {
  const { request, seat, how, to, words, by, at } = passing;
  const seats = await listSeats(db, request.id);
  const people = { requesterId: request.requestedBy, ownerId: ownerOf(request.content) };
  const refused = handOverRefusal({ how, seat, to, words, seats, ...people });
  if (refused !== undefined || !to) return { kind: 'refused', refused: refused ?? 'unknown' };
  const seatId = await replaceSeat(db, { seat, how, personId: to.id, words });
  const { workflowId } = request;
  await appendAudit(db, {
    chain: workflowId,
    at,
    actor: by,
    kind: 'approval.handedOver',
    subject: request.id,
    data: { from: seat.id, to: seatId, how },
  });
  await recordFact(db, {
    workflowId,
    kind: 'seatHandedOver',
    payload: { requestId: request.id, from: seat.id, to: seatId, by: by.kind === 'person' ? by.id : null },
    at,
  });
  return { kind: 'handedOver', workflowId, seatId };
}

/** Puts a person in the place of a seat, not yet asked; returns the new seat's number. */
export async function replaceSeat(
  db: Db,
  change: {
    readonly seat: Seat;
    readonly how: HandOverKind;
    readonly personId: string;
    readonly words: string;
  },
): Promise<string> {
  const { seat, how, personId, words } = change;
  await db('approver').where({ id: seat.id }).update({ state: 'handedOver', remind_at: null });
  const { requestId, position } = seat;
  return addSeat(db, { requestId, personId, position, standsFor: { seat, how, reason: words } });
}

/**
 * Takes a handed-over decision back: who stands in is released, and the seat is asked again with its time starting anew. Throws
 * `notFound`, `contentChanged`, `closed`, or `alreadyDecided` once a stand-in has decided.
 */
export function takeBack(db: Db, wish: FromLink): Promise<{ readonly workflowId: string }> {
  return db.transaction(async (trx) => {
    const { request, seat } = await lockSeatOfLink(trx, wish);
    const seats = await listSeats(trx, request.id);
    if (request.status !== 'open' || !canTakeBack(seats, seat))
      throw new DomainError('closed', 'This decision is not yours to take back.');
    const released = await releaseStandIns(trx, { seats, seatId: seat.id });
    if (released.length === 0)
      throw new DomainError('alreadyDecided', 'The one who stands in has decided already.');
    await askAgain(trx, { request, seat, at: wish.at });
    const { workflowId } = request;
    await appendAudit(trx, {
      chain: workflowId,
      at: wish.at,
      actor: { kind: 'person', id: seat.personId },
      kind: 'approval.takenBack',
      subject: request.id,
      data: { seatId: seat.id, released: released.map(({ id }) => id) },
    });
    const payload = { requestId: request.id, seatId: seat.id, released: released.map(({ id }) => id) };
    await recordFact(trx, { workflowId, kind: 'seatTakenBack', payload, at: wish.at });
    return { workflowId };
  });
}

/** Whether a seat was passed on by its own person, or because they were away; what the manager reassigned stays where it is. */
export function canTakeBack(seats: readonly Seat[], seat: Seat): boolean {
  const current = standInsOf(seats, seat.id).find(
    (one) => one.standsFor === seat.id && one.state !== 'released',
  );
  return seat.state === 'handedOver' && current !== undefined && current.how !== 'reassigned';
}

// Reminders that were sent stay counted, so that none is taken for one of before.
async function askAgain(
  db: Db,
  { request, seat, at }: { request: ApprovalRequest; seat: Seat; at: Date },
): Promise<void> {
  const person = (await peopleById(db, [seat.personId])).get(seat.personId);
  if (!person) throw new DomainError('notFound', `There is no person ${seat.personId}.`);
  const { remindAfterHours, expireAfterHours, onExpiry } = request.policy;
  const after = (hours: number): Date => addBusinessHours(person, { from: at, hours });
  const [firstReminder] = remindAfterHours;
  await db('approver')
    .where({ id: seat.id })
    .update({
      state: 'asked',
      asked_at: at,
      remind_at: firstReminder === undefined ? null : after(firstReminder),
      expires_at: onExpiry === 'keepWaiting' ? null : after(expireAfterHours),
    });
}

async function lockSeatOfLink(db: Db, sent: FromLink): Promise<{ request: ApprovalRequest; seat: Seat }> {
  const link = await db('approval_link')
    .where({ id: sent.linkId })
    .first<{ approver_id: string } | undefined>('approver_id');
  if (!link) throw new DomainError('notFound', 'There is no such link.');
  const { requestId } = await getSeat(db, link.approver_id);
  if (requestId !== sent.requestId)
    throw new DomainError('notFound', 'This link belongs to another request.');
  await lockProcess(db, (await getRequest(db, requestId)).workflowId);
  const request = await getRequest(db, requestId);
  if (request.contentHash !== sent.contentHash || request.status === 'superseded')
    throw new DomainError('contentChanged', 'The content has changed since you were asked.');
  return { request, seat: await getSeat(db, link.approver_id) };
}

function refuseUnlessAsked({ request, seat, at }: { request: ApprovalRequest; seat: Seat; at: Date }): void {
  if (['approved', 'changesRequested', 'rejected'].includes(seat.state))
    throw new DomainError('alreadyDecided', 'You have decided this already; your answer stands.');
  if (seat.expiresAt && at > seat.expiresAt && ['asked', 'expired'].includes(seat.state))
    throw new DomainError('expired', 'The time to answer has passed.');
  if (request.status !== 'open' || seat.state !== 'asked')
    throw new DomainError('closed', 'You are no longer asked, so there is nothing to hand over.');
}

async function personBy(
  db: Db,
  key: { readonly id: string } | { readonly email: string },
): Promise<{ id: string; active: boolean } | undefined> {
  return db('person').where(key).first<{ id: string; active: boolean } | undefined>('id', 'active');
}
