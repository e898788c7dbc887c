import { randomUUID } from 'node:crypto';
import type { LinkTokens } from '../db/link-token.ts';
import { nextInLine } from '../db/read-models/next-in-line.ts';
import {
  askSeat,
  getRequest,
  getSeat,
  listSeats,
  previousRequest,
  type ApprovalRequest,
  type Seat,
} from '../db/stores/requests.ts';
import { approvalsNeeded } from '../domain/approvals/policy.ts';
import { addBusinessHours } from '../domain/calendar/business-time.ts';
import type { Person } from '../domain/person.ts';
import { changesBetween } from '../domain/planning/step.ts';
import { createReaderFormat } from '../domain/reader-format.ts';
import { readableChanges } from '../domain/wording/step-wording.ts';
import type { MailMessage } from '../mail/messages.ts';
import { recipient, stepReference, type PlanEffect } from './plan-effect.ts';

type Question = Extract<MailMessage, { kind: 'approval-request' }>['data'];

/** The thread that keeps all mails of one request together. */
export function threadOf(request: Pick<ApprovalRequest, 'id'>): string {
  return `approval/${request.id}`;
}

/** The data of a mail that asks one approver. Amounts of zero are left out. */
export async function questionFor(
  effect: PlanEffect,
  { request, seat }: { request: ApprovalRequest; seat: Seat },
): Promise<Question> {
  const { plan, person } = effect.context;
  const { content, policy } = request;
  const seats = (await listSeats(effect.db, request.id)).filter((one) => one.level === 0).length;
  const escalates = await nextInLine(effect.db, { context: effect.context, request, seat });
  const money = (amount: string): Question['cost'] =>
    Number(amount) === 0 ? null : { amount, currency: plan.currency };
  return {
    ...stepReference(effect, content),
    askedBy: person(request.requestedBy).name,
    why: seat.reason,
    description: content.description,
    ownerName: person(content.ownerId).name,
    stepDueOn: content.dueOn,
    cost: money(content.cost),
    benefit: money(content.benefit),
    answerBy: seat.expiresAt?.toISOString() ?? null,
    expiresAt: (seat.expiresAt ?? new Date(plan.endsOn)).toISOString(),
    onExpiry: policy.onExpiry === 'keepWaiting' || !seat.expiresAt ? 'wait' : policy.onExpiry,
    escalatesTo: escalates ? person(escalates.personId).name : null,
    policy: { rule: policy.kind, needed: approvalsNeeded(policy, seats), of: seats },
    changes: await changesSinceLast(effect, { request, reader: person(seat.personId) }),
  };
}

async function changesSinceLast(
  effect: PlanEffect,
  { request, reader }: { request: ApprovalRequest; reader: Person },
): Promise<Question['changes']> {
  const before = await previousRequest(effect.db, request);
  if (!before) return [];
  const { plan, person } = effect.context;
  return readableChanges(changesBetween(before.content, request.content), {
    format: createReaderFormat(reader),
    currency: plan.currency,
    people: request.content.approverIds.length,
    personName: (id) => person(id).name,
  });
}

async function openSeat(
  effect: PlanEffect,
  { seatId, links }: { seatId: string; links: LinkTokens },
): Promise<{ seat: Seat; request: ApprovalRequest; linkId: string }> {
  const { db, at } = effect;
  const waiting = await getSeat(db, seatId);
  const request = await getRequest(db, waiting.requestId);
  const person = effect.context.person(waiting.personId);
  const { remindAfterHours, expireAfterHours, onExpiry } = request.policy;
  const [firstReminder] = remindAfterHours;
  const after = (hours: number): Date => addBusinessHours(person, { from: at, hours });
  const link = { linkId: randomUUID(), keyId: links.currentKeyId };
  await askSeat(db, {
    seatId,
    at,
    remindAt: firstReminder === undefined ? null : after(firstReminder),
    expiresAt: onExpiry === 'keepWaiting' ? null : after(expireAfterHours),
    link: { id: link.linkId, keyId: link.keyId, tokenSha256: links.sha256(links.token(link)) },
  });
  return { seat: await getSeat(db, seatId), request, linkId: link.linkId };
}

/** Asks a waiting seat: sets its reminders and its expiry in the approver's business time, makes its link and queues the mail. */
export async function ask(
  effect: PlanEffect,
  asking: { seatId: string; links: LinkTokens; insteadOf?: Seat },
): Promise<void> {
  const { seat, request, linkId } = await openSeat(effect, asking);
  const { person } = effect.context;
  const data = await questionFor(effect, { request, seat });
  const { insteadOf } = asking;
  const escalated = insteadOf && {
    insteadOf: person(insteadOf.personId).name,
    askedAt: (insteadOf.askedAt ?? request.requestedAt).toISOString(),
  };
  const message: MailMessage = escalated
    ? { kind: 'approval-escalated', data: { ...data, ...escalated } }
    : { kind: 'approval-request', data };
  await effect.mail({
    dedupeKey: `${message.kind}/${request.id}/${seat.id}`,
    to: recipient(person(seat.personId)),
    message,
    thread: threadOf(request),
    linkId,
    managerId: request.requestedBy,
  });
  const asked = { seatId: seat.id, personId: seat.personId };
  await effect.audit({ kind: 'approval.asked', subject: request.id, data: asked });
}

/** Asks the next approver of a sequence, unless somebody is being asked already. */
export async function askNextInSequence(
  effect: PlanEffect,
  { request, links }: { request: ApprovalRequest; links: LinkTokens },
): Promise<void> {
  const seats = await listSeats(effect.db, request.id);
  const next = seats.find((seat) => seat.state === 'waiting');
  if (next && !seats.some((seat) => seat.state === 'asked')) await ask(effect, { seatId: next.id, links });
}
