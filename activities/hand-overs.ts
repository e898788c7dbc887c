import type { Db } from '../db/client.ts';
import type { LinkTokens } from '../db/link-token.ts';
import { findAbsence } from '../db/stores/absences.ts';
import type { Fact } from '../db/stores/processes.ts';
import { getRequest, getSeat, listSeats, type ApprovalRequest, type Seat } from '../db/stores/requests.ts';
import { linkOf } from '../db/stores/seats.ts';
import { handOvers } from '../domain/approvals/hand-over.ts';
import type { MailMessage } from '../mail/messages.ts';
import type { Move, ProcessView } from '../workflows/process/messages.ts';
import { deputise } from './absences.ts';
import { ask, askNextInSequence, tellNobody, threadOf } from './asking.ts';
import { tellReleased } from './outcomes.ts';
import {
  followOutcome,
  onApprovalDate,
  onApprovalFact,
  withApproval,
  type ApprovalEffect,
} from './approval-effect.ts';
import { recipient, stepReference } from './plan-effect.ts';

type ApprovalActivity = (move: Move) => Promise<ProcessView>;

/** What follows when a decision passes from person to person: each an effect of a fact or of a date, all as local activities. */
export interface HandOverActivities {
  followHandOver: ApprovalActivity;
  followTakeBack: ApprovalActivity;
  followRecall: ApprovalActivity;
  followAbsence: ApprovalActivity;
  handOverAbsent: ApprovalActivity;
}

interface Passed {
  readonly request: ApprovalRequest;
  readonly from: Seat;
  readonly to: Seat;
}

// The one who took the seat over may have lost it again before this effect: then nobody is asked or told.
async function followHandOver(
  effect: ApprovalEffect,
  { fact, links }: { fact: Fact; links: LinkTokens },
): Promise<void> {
  const payload = fact.payload as { requestId: string; from: string; to: string; by: string | null };
  const request = await getRequest(effect.db, payload.requestId);
  const [from, to] = [await getSeat(effect.db, payload.from), await getSeat(effect.db, payload.to)];
  if (request.status !== 'open' || to.state !== 'waiting') return;
  const passed = { request, from, to };
  if (from.askedAt) await tellOneBefore(effect, passed);
  if (payload.by !== request.requestedBy) await tellManager(effect, passed);
  if (request.policy.order === 'sequence') return askNextInSequence(effect, { request, links });
  await ask(effect, { seatId: to.id, links });
}

async function tellOneBefore(effect: ApprovalEffect, { request, from, to }: Passed): Promise<void> {
  const { person } = effect.context;
  const names = { ...stepReference(effect, request.content), askedBy: person(request.requestedBy).name };
  const name = person(to.personId).name;
  const own = to.how === 'delegated' || to.how === 'suggested';
  const message: MailMessage = own
    ? { kind: 'hand-over-confirmation', data: { ...names, how: to.how, to: name } }
    : { kind: 'hand-over-gone', data: { ...names, change: 'reassigned', by: name } };
  await effect.mail({
    dedupeKey: `${message.kind}/${to.id}`,
    to: recipient(person(from.personId)),
    message,
    thread: threadOf(request),
    ...(own && { linkId: await linkOf(effect.db, from.id) }),
    managerId: request.requestedBy,
  });
}

async function tellManager(
  effect: ApprovalEffect,
  { request, from, to, takenBack = false }: Passed & { readonly takenBack?: boolean },
): Promise<void> {
  const { person } = effect.context;
  const change = takenBack ? 'takenBack' : (handOvers.find((how) => how === to.how) ?? 'reassigned');
  await effect.mail({
    dedupeKey: `hand-over-note/${to.id}/${change}/${from.id}`,
    to: recipient(person(request.requestedBy)),
    message: {
      kind: 'hand-over-note',
      data: {
        ...stepReference(effect, request.content),
        change,
        from: person(from.personId).name,
        to: person(to.personId).name,
        words: takenBack ? '' : (to.reason ?? ''),
      },
    },
    thread: threadOf(request),
  });
}

async function followTakeBack(effect: ApprovalEffect, fact: Fact): Promise<void> {
  const payload = fact.payload as { requestId: string; seatId: string; released: readonly string[] };
  const request = await getRequest(effect.db, payload.requestId);
  const own = await getSeat(effect.db, payload.seatId);
  const seats = await listSeats(effect.db, request.id);
  const released = seats.filter((one) => payload.released.includes(one.id) && one.state === 'released');
  const { person } = effect.context;
  for (const seat of released.filter(({ askedAt }) => askedAt))
    await effect.mail({
      dedupeKey: `approval-no-longer-needed/${seat.id}`,
      to: recipient(person(seat.personId)),
      message: {
        kind: 'hand-over-gone',
        data: {
          ...stepReference(effect, request.content),
          askedBy: person(request.requestedBy).name,
          change: 'takenBack',
          by: person(own.personId).name,
        },
      },
      thread: threadOf(request),
    });
  const [first] = released;
  if (first) await tellManager(effect, { request, from: first, to: own, takenBack: true });
}

async function followRecall(effect: ApprovalEffect, fact: Fact): Promise<void> {
  const { requestId } = fact.payload as { requestId: string };
  const request = await getRequest(effect.db, requestId);
  await tellReleased(effect, { request, seats: await listSeats(effect.db, requestId), reason: 'recalled' });
  await followOutcome(effect);
}

// The seats themselves are looked at when their date has come; here only an absence set by link is confirmed, so that nobody else sets it unseen.
async function followAbsence(effect: ApprovalEffect, fact: Fact): Promise<void> {
  const { absenceId, change, via } = fact.payload as { absenceId: string; change: string; via: string };
  const absence = await findAbsence(effect.db, absenceId);
  if (change !== 'set' || via !== 'link' || !absence) return;
  await effect.mail({
    dedupeKey: `absence-set/${absence.id}`,
    to: recipient(effect.context.person(absence.personId)),
    message: {
      kind: 'absence-set',
      data: {
        startsAt: absence.startsAt.toISOString(),
        endsAt: absence.endsAt.toISOString(),
        standIn: absence.standInName,
      },
    },
  });
}

async function handOverAbsent(
  effect: ApprovalEffect,
  { seatId, links }: { seatId: string; links: LinkTokens },
): Promise<void> {
  const seat = await getSeat(effect.db, seatId);
  const request = await getRequest(effect.db, seat.requestId);
  if (seat.state !== 'asked' || request.status !== 'open') return;
  const deputy = await deputise(effect, { request, seat });
  if (deputy.kind === 'nobody') return tellNobody(effect, { request, seat, deputy });
  if (deputy.kind === 'oneself') return;
  const now = await withApproval(effect);
  await tellManager(now, { request, from: seat, to: await getSeat(effect.db, deputy.seatId) });
  await ask(now, { seatId: deputy.seatId, links });
}

/** The activities of hand-overs and absences on this database with these link keys. */
export function createHandOverActivities({ db, links }: { db: Db; links: LinkTokens }): HandOverActivities {
  return {
    followHandOver: (move) =>
      onApprovalFact({ db, move }, (effect, fact) => followHandOver(effect, { fact, links })),
    followTakeBack: (move) => onApprovalFact({ db, move }, followTakeBack),
    followRecall: (move) => onApprovalFact({ db, move }, followRecall),
    followAbsence: (move) => onApprovalFact({ db, move }, followAbsence),
    handOverAbsent: (move) =>
      onApprovalDate({ db, move }, (effect) => handOverAbsent(effect, { seatId: move.subject, links })),
  };
}
