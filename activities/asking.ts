import { randomUUID } from 'node:crypto';
import type { LinkTokens } from '../db/link-token.ts';
import { policySource } from '../db/stores/approval-rules.ts';
import { nextInLine } from '../db/read-models/next-in-line.ts';
import { previousRequest } from '../db/stores/request-history.ts';
import {
  askSeat,
  getRequest,
  getSeat,
  listSeats,
  type ApprovalRequest,
  type Seat,
} from '../db/stores/requests.ts';
import { handOvers } from '../domain/approvals/hand-over.ts';
import { approvalsNeeded } from '../domain/approvals/policy.ts';
import {
  attachmentsOf,
  isProposal,
  isReview,
  isStep,
  type RequestContent,
} from '../domain/approvals/request-content.ts';
import { addBusinessHours, businessHoursBetween } from '../domain/calendar/business-time.ts';
import type { Person } from '../domain/person.ts';
import type { StepContent } from '../domain/planning/step.ts';
import { createReaderFormat, type ReaderFormat } from '../domain/reader-format.ts';
import { readableContentChanges } from '../domain/wording/content-changes.ts';
import { listText } from '../domain/wording/list-wording.ts';
import { proposalText } from '../domain/wording/proposal-wording.ts';
import { signOffText } from '../domain/wording/sign-off-wording.ts';
import type { MailMessage } from '../mail/messages.ts';
import { deputise, type Deputy } from './absences.ts';
import { withApproval, type ApprovalEffect } from './approval-effect.ts';
import { recipient, stepReference } from './plan-effect.ts';

type Question = Extract<MailMessage, { kind: 'approval-request' }>['data'];

/** The thread that keeps all mails of one request together. */
export function threadOf(request: Pick<ApprovalRequest, 'id'>): string {
  return `approval/${request.id}`;
}

/** The data of a mail that asks one approver. Amounts of zero are left out. */
export async function questionFor(
  effect: ApprovalEffect,
  { request, seat }: { request: ApprovalRequest; seat: Seat },
): Promise<Question> {
  const { currency, lastDay, person } = effect.context;
  const { content, policy } = request;
  const all = await listSeats(effect.db, request.id);
  const seats = all.filter((one) => one.how === 'named').length;
  const before = all.find((one) => one.id === seat.standsFor);
  const escalates = await nextInLine(effect.db, { context: effect.context, request, seat });
  return {
    ...stepReference(effect, content),
    ...wordsOf(effect, { request, seat }),
    askedBy: person(request.requestedBy).name,
    why: whyAsked(seat),
    insteadOf: before ? person(before.personId).name : null,
    answerBy: seat.expiresAt?.toISOString() ?? null,
    expiresAt: (seat.expiresAt ?? new Date(lastDay)).toISOString(),
    waitedHours: waitedHours(effect, seat),
    onExpiry: policy.onExpiry === 'keepWaiting' || !seat.expiresAt ? 'wait' : policy.onExpiry,
    escalatesTo: escalates ? person(escalates.personId).name : null,
    ...(isStep(content) && { source: { ...(await policySource(effect.db, request)), currency } }),
    policy: { rule: policy.kind, needed: approvalsNeeded(policy, seats), of: seats },
    attachments: attachmentsOf(content).map(({ name, bytes }) => ({ name, bytes })),
    changes: await changesSinceLast(effect, { request, reader: person(seat.personId) }),
  };
}

// What is asked in the reader's language: a step's own words and amounts, or the whole list, what a review is to decide, or a solution with its cost.
function wordsOf(
  { context }: ApprovalEffect,
  { request: { content }, seat }: { request: ApprovalRequest; seat: Seat },
): Pick<Question, 'description' | 'ownerName' | 'stepDueOn' | 'cost' | 'benefit'> {
  const { currency, person } = context;
  if (!isStep(content)) {
    const description = textOf(content, createReaderFormat(person(seat.personId)));
    return { description, ownerName: null, stepDueOn: null, cost: null, benefit: null };
  }
  const money = (amount: string): Question['cost'] => (Number(amount) === 0 ? null : { amount, currency });
  return {
    description: content.description,
    ownerName: person(content.ownerId).name,
    stepDueOn: content.dueOn,
    cost: money(content.cost),
    benefit: money(content.benefit),
  };
}

function textOf(content: Exclude<RequestContent, StepContent>, format: ReaderFormat): string {
  if (isProposal(content)) return proposalText(content, format);
  return isReview(content) ? signOffText(content, format) : listText(content, format);
}

/** How many of their working hours an approver has let pass since they were asked, to a tenth. */
export function waitedHours(
  { at, context }: ApprovalEffect,
  seat: Pick<Seat, 'personId' | 'askedAt'>,
): number {
  if (seat.askedAt === null) return 0;
  const hours = businessHoursBetween(context.person(seat.personId), { from: seat.askedAt, to: at });
  return Math.round(hours * 10) / 10;
}

async function changesSinceLast(
  effect: ApprovalEffect,
  { request, reader }: { request: ApprovalRequest; reader: Person },
): Promise<Question['changes']> {
  const before = await previousRequest(effect.db, request);
  if (!before) return [];
  const { currency, person } = effect.context;
  const asked = { before: before.content, after: request.content };
  return readableContentChanges(asked, {
    format: createReaderFormat(reader),
    currency,
    people: request.content.approverIds.length,
    personName: (id) => person(id).name,
  });
}

async function openSeat(
  effect: ApprovalEffect,
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

// Named in the step, how the seat passed to them, or by which rule of escalation.
function whyAsked(seat: Pick<Seat, 'how' | 'reason'>): NonNullable<Question['why']> {
  if (seat.how !== 'escalated') return seat.how;
  const rules = ['superior', 'director', 'programmeOwner'] as const;
  return rules.find((rule) => seat.reason?.startsWith(rule)) ?? 'superior';
}

/**
 * Asks a waiting seat, or whoever stands in for its person now: sets reminders and expiry in the approver's business time, makes the
 * link and queues the mail. Where nobody can stand in, the absent person is asked and the manager told.
 */
export async function ask(
  effect: ApprovalEffect,
  asking: { seatId: string; links: LinkTokens },
): Promise<void> {
  const waiting = await getSeat(effect.db, asking.seatId);
  const request = await getRequest(effect.db, waiting.requestId);
  const deputy = await deputise(effect, { request, seat: waiting });
  if (deputy.kind === 'nobody') await tellNobody(effect, { request, seat: waiting, deputy });
  if (deputy.kind !== 'standIn') return askPerson(effect, asking);
  await askPerson(await withApproval(effect), { ...asking, seatId: deputy.seatId });
}

async function askPerson(
  effect: ApprovalEffect,
  asking: { seatId: string; links: LinkTokens },
): Promise<void> {
  const { seat, request, linkId } = await openSeat(effect, asking);
  const message = await questionMail(effect, { request, seat });
  await effect.mail({
    dedupeKey: `${message.kind}/${request.id}/${seat.id}`,
    to: recipient(effect.context.person(seat.personId)),
    message,
    thread: threadOf(request),
    linkId,
    managerId: request.requestedBy,
  });
  const asked = { seatId: seat.id, personId: seat.personId };
  await effect.audit({ kind: 'approval.asked', subject: request.id, data: asked });
}

async function questionMail(
  effect: ApprovalEffect,
  { request, seat }: { request: ApprovalRequest; seat: Seat },
): Promise<MailMessage> {
  const data = await questionFor(effect, { request, seat });
  if (seat.standsFor === null) return { kind: 'approval-request', data };
  const before = await getSeat(effect.db, seat.standsFor);
  const insteadOf = effect.context.person(before.personId).name;
  const how = handOvers.find((one) => one === seat.how);
  const words = seat.reason ?? '';
  if (how) return { kind: 'approval-handed-over', data: { ...data, insteadOf, how, words } };
  const askedAt = (before.askedAt ?? request.requestedAt).toISOString();
  return { kind: 'approval-escalated', data: { ...data, insteadOf, askedAt } };
}

/** Tells the manager that a seat's person is away and why nobody stands in. */
export async function tellNobody(
  effect: ApprovalEffect,
  told: {
    request: ApprovalRequest;
    seat: Seat;
    deputy: Extract<Deputy, { kind: 'nobody' }>;
  },
): Promise<void> {
  const { request, seat, deputy } = told;
  const { person } = effect.context;
  await effect.mail({
    dedupeKey: `absence-nobody/${seat.id}/${effect.at.toISOString()}`,
    to: recipient(person(request.requestedBy)),
    message: {
      kind: 'absence-nobody',
      data: {
        ...stepReference(effect, request.content),
        away: person(seat.personId).name,
        because: deputy.because,
      },
    },
    thread: threadOf(request),
  });
}

/** Asks the next approver of a sequence, unless somebody is being asked already. */
export async function askNextInSequence(
  effect: ApprovalEffect,
  { request, links }: { request: ApprovalRequest; links: LinkTokens },
): Promise<void> {
  const seats = await listSeats(effect.db, request.id);
  const [next] = seats.filter((seat) => seat.state === 'waiting').toSorted((a, b) => a.position - b.position);
  if (next && !seats.some((seat) => seat.state === 'asked')) await ask(effect, { seatId: next.id, links });
}
