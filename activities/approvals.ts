import type { Db } from '../db/client.ts';
import { nextInLine } from '../db/read-models/next-in-line.ts';
import type { LinkTokens } from '../db/link-token.ts';
import { settleRequest } from '../db/stores/decisions.ts';
import { stepsAskedAbout } from '../db/stores/plan-requests.ts';
import {
  addSeat,
  getRequest,
  getSeat,
  listSeats,
  type ApprovalRequest,
  type Seat,
} from '../db/stores/requests.ts';
import { expireSeat, linkOf, remindSeat } from '../db/stores/seats.ts';
import { addBusinessHours } from '../domain/calendar/business-time.ts';
import { contentOf, type PlanStep } from '../domain/planning/step.ts';
import type { Move, ProcessView } from '../workflows/process/messages.ts';
import { signalOutcome } from './approval-signals.ts';
import { openApproval, type Asked } from './opening.ts';
import { ask, askNextInSequence, questionFor, threadOf } from './asking.ts';
import {
  carryOutDecision,
  followDecision,
  followEdit,
  tellExpired,
  tellLateAnswer,
  tellReleased,
} from './outcomes.ts';
import {
  followOutcome,
  onApprovalDate,
  onApprovalFact,
  withApproval,
  type ApprovalEffect,
} from './approval-effect.ts';
import { onPlanFact, recipient, type PlanEffect } from './plan-effect.ts';
import { followStage } from './stages.ts';
import { followUndo } from './undo.ts';

type ApprovalActivity = (move: Move) => Promise<ProcessView>;

/** How approvals go on: each an effect of a fact or of a date, all as local activities. */
export interface ApprovalActivities {
  askApprovers: ApprovalActivity;
  followDecision: ApprovalActivity;
  carryOutDecision: ApprovalActivity;
  followUndo: ApprovalActivity;
  followEdit: ApprovalActivity;
  tellLateAnswer: ApprovalActivity;
  remindApprover: ApprovalActivity;
  expireApprover: ApprovalActivity;
}

function askedIn({ plan }: PlanEffect['context'], step: PlanStep): Asked {
  return {
    subject: { kind: 'step', planId: plan.id, stepId: step.id },
    revision: plan.revision,
    content: contentOf(step),
    policy: step.policy,
    rule: step.rule,
    verify: step.verify,
    requestedBy: plan.managerId,
  };
}

const stepsAtOnce = 10;

// Many steps are asked in several moves, so that no transaction holds the process for long.
async function askApprovers(effect: PlanEffect, links: LinkTokens): Promise<void | 'unfinished'> {
  const { plan } = effect.context;
  if (plan.status === 'closed') return;
  const asked = await stepsAskedAbout(effect.db, plan.id);
  const waiting = plan.steps.filter((step) => step.status === 'pending' && !asked.has(step.id));
  for (const step of waiting.slice(0, stepsAtOnce))
    await openApproval(effect, { asked: askedIn(effect.context, step), links });
  if (waiting.length > stepsAtOnce) return 'unfinished';
  // Nobody is asked about what the manager decided alone, so nothing else starts it.
  if (plan.status !== 'drafting') await followStage(effect);
}

async function remindApprover(effect: ApprovalEffect, seatId: string): Promise<void> {
  const seat = await getSeat(effect.db, seatId);
  const request = await getRequest(effect.db, seat.requestId);
  if (seat.state !== 'asked' || request.status !== 'open' || !isDue(effect, seat.remindAt)) return;
  const person = effect.context.person(seat.personId);
  const { remindAfterHours } = request.policy;
  const [last = 0, next] = remindAfterHours.slice(seat.reminders, seat.reminders + 2);
  const remindAt =
    next === undefined || !seat.remindAt
      ? null
      : addBusinessHours(person, { from: seat.remindAt, hours: next - last });
  await remindSeat(effect.db, { seatId, remindAt });
  await effect.mail({
    dedupeKey: `approval-reminder/${request.id}/${seat.id}/${seat.reminders + 1}`,
    to: recipient(person),
    message: { kind: 'approval-reminder', data: await questionFor(effect, { request, seat }) },
    thread: threadOf(request),
    linkId: await linkOf(effect.db, seat.id),
    managerId: request.requestedBy,
  });
  await effect.audit({
    kind: 'approval.reminded',
    subject: request.id,
    data: { seatId, reminder: seat.reminders + 1 },
  });
}

function isDue(effect: ApprovalEffect, date: Date | null): boolean {
  return date !== null && date <= effect.at;
}

async function expireApprover(
  effect: ApprovalEffect,
  { seatId, links }: { seatId: string; links: LinkTokens },
): Promise<void> {
  const seat = await getSeat(effect.db, seatId);
  const request = await getRequest(effect.db, seat.requestId);
  if (seat.state !== 'asked' || request.status !== 'open' || !isDue(effect, seat.expiresAt)) return;
  await expireSeat(effect.db, seatId);
  await effect.audit({ kind: 'approval.expired', subject: request.id, data: { seatId } });
  const instead = await nextInLine(effect.db, { context: effect.context, request, seat });
  if (instead) return escalate(effect, { request, seat, instead, links });
  const outcome = await settleRequest(effect.db, { request, at: effect.at });
  const now = await withApproval(effect);
  await tellExpired(now, { request, seat });
  if (outcome === 'open') await askNextInSequence(now, { request, links });
  else await tellReleased(now, { request, seats: await listSeats(effect.db, request.id), reason: 'expired' });
  await signalOutcome(now, { requestId: request.id });
  await followOutcome(now);
}

async function escalate(
  effect: ApprovalEffect,
  turn: {
    request: ApprovalRequest;
    seat: Seat;
    instead: { personId: string; reason: string };
    links: LinkTokens;
  },
): Promise<void> {
  const { request, seat, instead, links } = turn;
  const reason = `${instead.reason} of ${effect.context.person(seat.personId).name}`;
  const standsFor = { seat, how: 'escalated', reason } as const;
  const seatId = await addSeat(effect.db, {
    requestId: request.id,
    personId: instead.personId,
    position: seat.position,
    standsFor,
  });
  await effect.audit({
    kind: 'approval.escalated',
    subject: request.id,
    data: { from: seat.id, to: seatId, reason: instead.reason },
  });
  await ask(await withApproval(effect), { seatId, links });
  await tellExpired(effect, { request, seat, escalatedTo: instead.personId });
}

/** The approval activities on this database with these link keys. */
export function createApprovalActivities({ db, links }: { db: Db; links: LinkTokens }): ApprovalActivities {
  return {
    askApprovers: (move) => onPlanFact({ db, move }, (effect) => askApprovers(effect, links)),
    followDecision: (move) =>
      onApprovalFact({ db, move }, (effect, fact) => followDecision(effect, { fact, links })),
    carryOutDecision: (move) =>
      onApprovalDate({ db, move }, (effect) => carryOutDecision(effect, { decisionId: move.subject, links })),
    followUndo: (move) => onApprovalFact({ db, move }, followUndo),
    followEdit: (move) => onApprovalFact({ db, move }, followEdit),
    tellLateAnswer: (move) => onApprovalFact({ db, move }, tellLateAnswer),
    remindApprover: (move) => onApprovalDate({ db, move }, (effect) => remindApprover(effect, move.subject)),
    expireApprover: (move) =>
      onApprovalDate({ db, move }, (effect) => expireApprover(effect, { seatId: move.subject, links })),
  };
}
