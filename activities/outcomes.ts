import type { LinkTokens } from '../db/link-token.ts';
import {
  awaitsUndo,
  findStanding,
  listDecisions,
  markFollowed,
  type Decision,
} from '../db/stores/decision-rows.ts';
import type { Fact } from '../db/stores/processes.ts';
import { getRequest, getSeat, listSeats, type ApprovalRequest, type Seat } from '../db/stores/requests.ts';
import { linkOf } from '../db/stores/seats.ts';
import type { Choice } from '../domain/approvals/policy.ts';
import type { MailMessage } from '../mail/messages.ts';
import { signalOutcome } from './approval-signals.ts';
import { askNextInSequence, questionFor, threadOf, waitedHours } from './asking.ts';
import { followOutcome, type ApprovalEffect } from './approval-effect.ts';
import { recipient, stepReference } from './plan-effect.ts';

type Reason = Extract<MailMessage, { kind: 'approval-no-longer-needed' }>['data']['reason'];

/**
 * The approver's receipt, at once. What else follows from the decision follows too where it cannot be taken back any more; otherwise it
 * is left to {@link carryOutDecision}.
 */
export async function followDecision(
  effect: ApprovalEffect,
  { fact, links }: { fact: Fact; links: LinkTokens },
): Promise<void> {
  const { requestId, decisionId } = fact.payload as { requestId: string; decisionId: string };
  const request = await getRequest(effect.db, requestId);
  const decision = (await listDecisions(effect.db, requestId)).find((one) => one.id === decisionId);
  if (decision) await sendReceipt(effect, { request, decision });
  if (fact.payload['revived'] === true && request.status === 'open')
    await askAgain(effect, { request, seats: await listSeats(effect.db, requestId), because: 'revived' });
  if (decision && !canBeTakenBack(decision, effect.at)) await carryOut(effect, { decision, links });
}

/** What follows from a decision when the time to take it back is over. */
export async function carryOutDecision(
  effect: ApprovalEffect,
  { decisionId, links }: { decisionId: string; links: LinkTokens },
): Promise<void> {
  const decision = await findStanding(effect.db, decisionId);
  if (!decision || decision.followedAt || canBeTakenBack(decision, effect.at)) return;
  await carryOut(effect, { decision, links });
}

function canBeTakenBack({ undoUntil }: Decision, at: Date): boolean {
  return undoUntil !== null && undoUntil > at;
}

// An outcome that another decision could still undo is told when that one stands too.
async function carryOut(
  effect: ApprovalEffect,
  { decision, links }: { decision: Decision; links: LinkTokens },
): Promise<void> {
  const { requestId } = decision;
  await markFollowed(effect.db, { decisionId: decision.id, at: effect.at });
  const request = await getRequest(effect.db, requestId);
  const decisions = await listDecisions(effect.db, requestId);
  const withdrawn = request.status === 'superseded' || request.status === 'recalled';
  if (!withdrawn && !decisions.some(awaitsUndo)) await followRequest(effect, { request, decisions, links });
  await followOutcome(effect);
}

async function followRequest(
  effect: ApprovalEffect,
  followed: { request: ApprovalRequest; decisions: readonly Decision[]; links: LinkTokens },
): Promise<void> {
  const { request, decisions, links } = followed;
  const seats = await listSeats(effect.db, request.id);
  await tellReleased(effect, { request, seats, reason: 'decided' });
  if (request.status === 'open') await askNextInSequence(effect, { request, links });
  else await tellManager(effect, { request, decisions });
  const { comment = '' } = decisions.findLast(({ choice }) => choice === 'reject') ?? {};
  await signalOutcome(effect, { requestId: request.id, comment });
}

/** Asks everybody again who may have been told that nothing is left to decide; `because` names what opened the question again. */
export async function askAgain(
  effect: ApprovalEffect,
  again: { request: ApprovalRequest; seats: readonly Seat[]; because: string },
): Promise<void> {
  const { request, seats, because } = again;
  for (const seat of seats.filter(({ state }) => state === 'asked'))
    await effect.mail({
      dedupeKey: `approval-reminder/${request.id}/${seat.id}/${because}`,
      to: recipient(effect.context.person(seat.personId)),
      message: { kind: 'approval-reminder', data: await questionFor(effect, { request, seat }) },
      thread: threadOf(request),
      linkId: await linkOf(effect.db, seat.id),
      managerId: request.requestedBy,
    });
}

async function sendReceipt(
  effect: ApprovalEffect,
  { request, decision }: { request: ApprovalRequest; decision: Decision },
): Promise<void> {
  const { person } = effect.context;
  const seats = await listSeats(effect.db, request.id);
  const open = seats.filter((seat) => seat.state === 'asked' || seat.state === 'waiting');
  await effect.mail({
    dedupeKey: `decision-receipt/${decision.id}`,
    to: recipient(person(decision.personId)),
    message: {
      kind: 'decision-receipt',
      data: {
        ...stepReference(effect, request.content),
        receiptNumber: decision.id,
        askedBy: person(request.requestedBy).name,
        choice: decision.choice,
        comment: decision.comment,
        decidedAt: decision.decidedAt.toISOString(),
        contentHash: decision.contentHash,
        undoUntil: canBeTakenBack(decision, effect.at) ? (decision.undoUntil?.toISOString() ?? null) : null,
        stillWaitingFor: open.map((seat) => person(seat.personId).name),
      },
    },
    thread: threadOf(request),
    linkId: await linkOf(effect.db, decision.approverId),
    managerId: request.requestedBy,
  });
}

// Once for each seat, whatever the reason was.
async function tellNothingLeft(
  effect: ApprovalEffect,
  told: { request: ApprovalRequest; seat: Seat; reason: Reason; escalatedTo: string | null },
): Promise<void> {
  const { request, seat, reason, escalatedTo } = told;
  const { person } = effect.context;
  const askedBy = person(request.requestedBy).name;
  await effect.mail({
    dedupeKey: `approval-no-longer-needed/${seat.id}`,
    to: recipient(person(seat.personId)),
    message: {
      kind: 'approval-no-longer-needed',
      data: { ...stepReference(effect, request.content), askedBy, reason, escalatedTo },
    },
    thread: threadOf(request),
  });
}

/** Tells everybody who was asked and did not answer that there is nothing left to decide, once. */
export async function tellReleased(
  effect: ApprovalEffect,
  told: { request: ApprovalRequest; seats: readonly Seat[]; reason: Reason },
): Promise<void> {
  const { request, seats, reason } = told;
  for (const seat of seats.filter((one) => one.state === 'released' && one.askedAt))
    await tellNothingLeft(effect, { request, seat, reason, escalatedTo: null });
}

async function tellManager(
  effect: ApprovalEffect,
  { request, decisions }: { request: ApprovalRequest; decisions: readonly Decision[] },
): Promise<void> {
  const { context } = effect;
  const message = outcomeMail(effect, { request, decisions });
  if (!message) return;
  const managerId = 'plan' in context ? context.plan.managerId : request.requestedBy;
  await effect.mail({
    dedupeKey: `${message.kind}/${request.id}`,
    to: recipient(context.person(managerId)),
    message,
    thread: threadOf(request),
  });
}

function outcomeMail(
  effect: ApprovalEffect,
  { request, decisions }: { request: ApprovalRequest; decisions: readonly Decision[] },
): MailMessage | undefined {
  const { context } = effect;
  const reference = stepReference(effect, request.content);
  // A review and an escalation have mails of their own.
  if ('review' in context || 'escalation' in context) return undefined;
  // A list that is approved or rejected has mails of its own: who was designated, or why the selection ended.
  if (!('plan' in context) && request.status !== 'changesRequested') return undefined;
  if ('plan' in context && request.status === 'approved') {
    const stillOpen = context.plan.steps.filter((step) => step.status === 'pending').length;
    return { kind: 'step-approved', data: { ...reference, stillOpen } };
  }
  const choice = { rejected: 'reject', changesRequested: 'requestChanges' } as const;
  if (request.status !== 'rejected' && request.status !== 'changesRequested') return undefined;
  const wanted: Choice = choice[request.status];
  const decision = decisions.findLast((one) => one.choice === wanted);
  if (!decision) return undefined;
  const data = {
    ...reference,
    by: context.person(decision.personId).name,
    comment: decision.comment,
    at: decision.decidedAt.toISOString(),
  };
  return { kind: request.status === 'rejected' ? 'step-rejected' : 'changes-requested', data };
}

/** After an edit or a cancellation: whoever had been asked for the old content is told that there is nothing to decide. */
export async function followEdit(effect: ApprovalEffect, fact: Fact): Promise<void> {
  const { requestIds } = fact.payload as { requestIds: readonly string[] };
  for (const requestId of requestIds) {
    const request = await getRequest(effect.db, requestId);
    await tellReleased(effect, { request, seats: await listSeats(effect.db, requestId), reason: 'edited' });
  }
  await followOutcome(effect);
}

/** Tells the manager that somebody did not answer in time and what follows; and the one who did not answer, when another is asked. */
export async function tellExpired(
  effect: ApprovalEffect,
  expired: { request: ApprovalRequest; seat: Seat; escalatedTo?: string },
): Promise<void> {
  const { request, seat, escalatedTo } = expired;
  const { person } = effect.context;
  const nextName = escalatedTo === undefined ? null : person(escalatedTo).name;
  const rejects = request.policy.onExpiry === 'reject';
  await effect.mail({
    dedupeKey: `approval-expired/${seat.id}`,
    to: recipient(person(request.requestedBy)),
    message: {
      kind: 'approval-expired',
      data: {
        ...stepReference(effect, request.content),
        expiredAt: (seat.expiresAt ?? effect.at).toISOString(),
        waitedFor: [person(seat.personId).name],
        consequence: nextName ? 'escalated' : rejects ? 'rejected' : 'nobody',
        escalatedTo: nextName,
        waitedHours: waitedHours(effect, seat),
      },
    },
    thread: threadOf(request),
  });
  const reason = nextName ? 'escalated' : 'expired';
  await tellNothingLeft(effect, { request, seat, reason, escalatedTo: nextName });
}

/** An answer that came after its time does not count; the manager learns of it. `effect` may be the review's, if the plan is closed. */
export async function tellLateAnswer(effect: ApprovalEffect, fact: Fact): Promise<void> {
  const late = fact.payload as { requestId: string; approverId: string; choice: Choice; comment: string };
  const request = await getRequest(effect.db, late.requestId);
  const seat = await getSeat(effect.db, late.approverId);
  const { person } = effect.context;
  await effect.mail({
    dedupeKey: `late-decision-note/${seat.id}`,
    to: recipient(person(request.requestedBy)),
    message: {
      kind: 'late-decision-note',
      data: {
        ...stepReference(effect, request.content),
        by: person(seat.personId).name,
        choice: late.choice,
        comment: late.comment,
        at: fact.occurredAt,
        closedAt: (seat.expiresAt ?? request.requestedAt).toISOString(),
      },
    },
    thread: threadOf(request),
  });
}
