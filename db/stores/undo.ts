import { addBusinessHours } from '../../domain/calendar/business-time.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { peopleById } from '../read-models/planning-context.ts';
import { appendAudit } from './audit.ts';
import { seatOf, settleRequest, type Presented } from './decisions.ts';
import { reopenRequest } from './plan-requests.ts';
import { lockProcess, recordFact } from './processes.ts';
import { reopenSubject, subjectStands } from './request-subjects.ts';
import { getRequest, getSeat, type ApprovalRequest, type Seat } from './requests.ts';

/** An approver's wish to take a decision of theirs back; `at` is process time. */
export type UndoInput = Presented & { readonly decisionId: string; readonly at: Date };

/** `repeated`: it had been taken back before. */
export interface UndoResult {
  readonly kind: 'takenBack' | 'repeated';
  readonly workflowId: string;
  readonly requestId: string;
}

interface GivenRow {
  undo_until: Date | null;
  followed_at: Date | null;
  decided_at: Date;
  withdrawn_at: Date | null;
  effect_started_at: Date | null;
}

interface Undo {
  readonly request: ApprovalRequest;
  readonly seat: Seat;
  readonly given: GivenRow;
  readonly input: UndoInput;
}

/**
 * Takes a decision back while nothing has followed from it: the seat goes on to its next round and is asked again, and a request that
 * this decision had ended opens again. The clock of whoever is asked again stood still meanwhile. Throws `notFound`, `expired` when
 * the time for it is over, or `closed` when work has begun or the question is gone.
 */
export function undoDecision(db: Db, input: UndoInput): Promise<UndoResult> {
  return db.transaction(async (trx): Promise<UndoResult> => {
    const presented = await seatOf(trx, input);
    const { workflowId } = await getRequest(trx, presented.requestId);
    await lockProcess(trx, workflowId);
    const request = await getRequest(trx, presented.requestId);
    const seat = await getSeat(trx, presented.id);
    const given = await findGiven(trx, { decisionId: input.decisionId, seatId: seat.id });
    const requestId = request.id;
    if (given.withdrawn_at) return { kind: 'repeated', workflowId, requestId };
    refuseUnlessFresh({ request, seat, given, input });
    if (!(await subjectStands(trx, request)))
      throw new DomainError('closed', 'The question has changed since, so this decision counts no longer.');
    await takeBack(trx, { request, seat, given, input });
    return { kind: 'takenBack', workflowId, requestId };
  });
}

async function findGiven(db: Db, key: { decisionId: string; seatId: string }): Promise<GivenRow> {
  const row = await db('decision as d')
    .join('approval_request as r', 'r.id', 'd.request_id')
    .leftJoin('decision_withdrawal as w', 'w.decision_id', 'd.id')
    .where({ 'd.id': key.decisionId, 'd.approver_id': key.seatId })
    .first<GivenRow | undefined>(
      'd.undo_until',
      'd.followed_at',
      'd.decided_at',
      'w.withdrawn_at',
      'r.effect_started_at',
    );
  if (!row) throw new DomainError('notFound', `There is no decision ${key.decisionId} of this approver.`);
  return row;
}

function refuseUnlessFresh({ given, input }: Undo): void {
  if (given.followed_at ?? given.effect_started_at)
    throw new DomainError('closed', 'It can no longer be taken back, because work has begun.');
  if (!given.undo_until || input.at >= given.undo_until)
    throw new DomainError('expired', 'It can no longer be taken back: the time for it is over.');
}

async function takeBack(db: Db, undo: Undo): Promise<void> {
  const { request, seat, given, input } = undo;
  const { at, decisionId } = input;
  await db('decision_withdrawal').insert({ decision_id: decisionId, withdrawn_at: at });
  await db('approver')
    .where({ id: seat.id })
    .update({ state: 'asked', round: seat.round + 1 });
  await resume(db, { request, seats: [seat], pause: { from: given.decided_at, to: at } });
  if (request.status !== 'open') await reopen(db, undo);
  const { status: outcome } = await getRequest(db, request.id);
  await appendAudit(db, {
    chain: request.workflowId,
    at,
    actor: { kind: 'person', id: seat.personId },
    kind: 'decision.takenBack',
    subject: request.id,
    data: { decisionId, seatId: seat.id, outcome },
  });
  await recordFact(db, {
    workflowId: request.workflowId,
    kind: 'decisionTakenBack',
    payload: { requestId: request.id, decisionId, seatId: seat.id, hadEnded: request.status !== 'open' },
    at,
  });
}

// The others' answers may end the request even without this one.
async function reopen(db: Db, { request, input }: Undo): Promise<void> {
  const seats = await reopenRequest(db, request.id);
  await resume(db, { request, seats, pause: { from: request.decidedAt ?? input.at, to: input.at } });
  await reopenSubject(db, request);
  await settleRequest(db, { request, at: input.at });
}

// The dates of an approver who waits for an answer to a question stay empty.
async function resume(
  db: Db,
  resumed: {
    readonly request: ApprovalRequest;
    readonly seats: readonly Seat[];
    readonly pause: { readonly from: Date; readonly to: Date };
  },
): Promise<void> {
  const { seats, pause } = resumed;
  const { remindAfterHours, onExpiry } = resumed.request.policy;
  const people = await peopleById(
    db,
    seats.map(({ personId }) => personId),
  );
  const stopped = await db('approval_question as q')
    .join('approver as a', 'a.id', 'q.approver_id')
    .whereIn(
      'q.approver_id',
      seats.map(({ id }) => id),
    )
    .whereNull('q.answer')
    .whereRaw('q.seat_asked_at = a.asked_at')
    .pluck<string[]>('q.approver_id');
  const later = (date: Date): Date => new Date(date.getTime() + pause.to.getTime() - pause.from.getTime());
  for (const { id, personId, askedAt: from, reminders, expiresAt } of seats) {
    const person = people.get(personId);
    const hours = remindAfterHours[reminders];
    if (!from || !person || stopped.includes(id) || (!expiresAt && onExpiry !== 'keepWaiting')) continue;
    await db('approver')
      .where({ id })
      .update({
        remind_at: hours === undefined ? null : later(addBusinessHours(person, { from, hours })),
        expires_at: expiresAt && later(expiresAt),
      });
  }
}
