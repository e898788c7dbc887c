import { queuedMails } from '../db/read-models/queued-mails.ts';
import { awaitsUndo, listDecisions } from '../db/stores/decision-rows.ts';
import type { Fact } from '../db/stores/processes.ts';
import {
  effectiveSeats,
  getRequest,
  listSeats,
  type ApprovalRequest,
  type Seat,
} from '../db/stores/requests.ts';
import { linkOf } from '../db/stores/seats.ts';
import { questionFor, threadOf } from './asking.ts';
import { askAgain, tellReleased } from './outcomes.ts';
import type { ApprovalEffect } from './approval-effect.ts';
import { recipient, stepReference } from './plan-effect.ts';

interface TakenBack {
  readonly requestId: string;
  readonly decisionId: string;
  readonly seatId: string;
  readonly hadEnded: boolean;
}

/**
 * After a decision was taken back: its approver gets the question again on the same link. Others hear of it only if they had been
 * told of an end that is none any more.
 */
export async function followUndo(effect: ApprovalEffect, fact: Fact): Promise<void> {
  const taken = fact.payload as unknown as TakenBack;
  const request = await getRequest(effect.db, taken.requestId);
  const seats = await listSeats(effect.db, request.id);
  const decisions = await listDecisions(effect.db, request.id);
  if (request.status !== 'open' && decisions.some(awaitsUndo)) return;
  await tellReleased(effect, { request, seats, reason: 'decided' });
  if (request.status !== 'open') return;
  const seat = seats.find(({ id, state }) => id === taken.seatId && state === 'asked');
  if (seat) await askApproverAgain(effect, { request, seat, decisionId: taken.decisionId });
  if (taken.hadEnded) await tellThoseTold(effect, { request, seats, taken, at: fact.occurredAt });
}

interface Reopened {
  readonly request: ApprovalRequest;
  readonly seats: readonly Seat[];
  readonly taken: TakenBack;
  readonly at: string;
}

// An end by silence is told at once, also while a decision before it can still be taken back.
async function tellThoseTold(effect: ApprovalEffect, reopened: Reopened): Promise<void> {
  const { request, seats, taken } = reopened;
  const others = seats.filter(({ id, state }) => id !== taken.seatId && state === 'asked');
  const released = (seat: Seat): string => `approval-no-longer-needed/${seat.id}`;
  const silent = effectiveSeats(seats).filter(({ state }) => state === 'expired');
  const expired = silent.map(({ id }) => `approval-expired/${id}`);
  const told = await queuedMails(effect.db, [...others.map(released), ...expired]);
  const misled = others.filter((seat) => told.has(released(seat)));
  await askAgain(effect, { request, seats: misled, because: `undo-${taken.decisionId}` });
  if (expired.some((key) => told.has(key))) await tellManager(effect, reopened);
}

async function askApproverAgain(
  effect: ApprovalEffect,
  again: { request: ApprovalRequest; seat: Seat; decisionId: string },
): Promise<void> {
  const { request, seat, decisionId } = again;
  await effect.mail({
    dedupeKey: `decision-taken-back/${decisionId}`,
    to: recipient(effect.context.person(seat.personId)),
    message: { kind: 'decision-taken-back', data: await questionFor(effect, { request, seat }) },
    thread: threadOf(request),
    linkId: await linkOf(effect.db, seat.id),
    managerId: request.requestedBy,
  });
}

async function tellManager(effect: ApprovalEffect, { request, seats, taken, at }: Reopened): Promise<void> {
  const { person } = effect.context;
  const seat = seats.find(({ id }) => id === taken.seatId);
  if (!seat) return;
  await effect.mail({
    dedupeKey: `question-open-again/${taken.decisionId}`,
    to: recipient(person(request.requestedBy)),
    message: {
      kind: 'question-open-again',
      data: { ...stepReference(effect, request.content), by: person(seat.personId).name, at },
    },
    thread: threadOf(request),
  });
}
