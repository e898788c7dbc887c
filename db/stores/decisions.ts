import {
  outcomeOf,
  undoDate,
  type Choice,
  type Outcome,
  type SeatState,
} from '../../domain/approvals/policy.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import {
  listDecisions,
  toDecision,
  type Decision,
  type DecisionRow,
  type Verified,
} from './decision-rows.ts';
import { keepLateAnswer } from './late-answers.ts';
import { reopenRequest } from './plan-requests.ts';
import { lockProcess, recordFact } from './processes.ts';
import { reopenSubject, settleSubject, subjectStands } from './request-subjects.ts';
import {
  effectiveSeats,
  endRequest,
  getRequest,
  getSeat,
  listSeats,
  silence,
  type ApprovalRequest,
  type Seat,
} from './requests.ts';
import { releaseStandIns } from './stand-ins.ts';

/** By what an approver is known: a link of the seat, or the seat itself with the person who signed in and must hold it. */
export type Presented =
  | { readonly linkId: string; readonly seatId?: never }
  | { readonly seatId: string; readonly personId: string; readonly linkId?: never };

/** What an approver answered on a link or in the inbox; `at` is process time, `verified` is 'link' unless said. */
export type DecisionInput = Presented & {
  readonly requestId: string;
  readonly contentHash: string;
  readonly choice: Choice;
  readonly comment: string;
  readonly at: Date;
  readonly verified?: Verified;
};

/** `repeated`: the same answer was there already. `outcome` is the request's after this decision. */
export interface DecideResult {
  readonly kind: 'recorded' | 'repeated';
  readonly decision: Decision;
  readonly workflowId: string;
  readonly outcome: Outcome | ApprovalRequest['status'];
}

const stateOf = { approve: 'approved', requestChanges: 'changesRequested', reject: 'rejected' } as const;

interface Answer {
  readonly request: ApprovalRequest;
  readonly seat: Seat;
  readonly input: DecisionInput;
}

interface Refusal {
  readonly refused: DomainError;
}

/**
 * Stores an answer with its outcome, audit event and fact in one transaction (design §2, rule 5). The same answer again gives the
 * stored one. Throws `notFound`, `contentChanged`, `expired`, `alreadyDecided`, `closed`, or `codeNeeded` where the link alone decides
 * nothing; a late answer is kept as a fact for the manager.
 */
export async function decide(db: Db, input: DecisionInput): Promise<DecideResult> {
  const result = await db.transaction(async (trx): Promise<DecideResult | Refusal> => {
    const presented = await seatOf(trx, input);
    const { requestId } = presented;
    if (requestId !== input.requestId)
      throw new DomainError('notFound', 'This link belongs to another request.');
    const { workflowId } = await getRequest(trx, requestId);
    await lockProcess(trx, workflowId);
    const request = await getRequest(trx, requestId);
    const seat = await getSeat(trx, presented.id);
    const earlier = (await listDecisions(trx, requestId)).find((one) => one.approverId === seat.id);
    if (earlier) return repeated({ request, seat, input }, earlier);
    const answer = { request, seat, input };
    const refused = refusal(answer) ?? (await listGone(trx, request));
    const late = refused?.code === 'expired' || request.status === 'recalled';
    if (late || !refused) mustBeProven(answer);
    if (late) await keepLateAnswer(trx, answer);
    return refused ? { refused } : record(trx, answer);
  });
  if ('refused' in result) throw result.refused;
  return result;
}

/** The seat that a link belongs to, or the named seat if that person holds it. Throws `notFound`. */
export async function seatOf(db: Db, presented: Presented): Promise<Seat> {
  if (presented.linkId === undefined) {
    const seat = await getSeat(db, presented.seatId);
    if (seat.personId === presented.personId) return seat;
    throw new DomainError('notFound', `There is no approver ${presented.seatId}.`);
  }
  const link = await db('approval_link')
    .where({ id: presented.linkId })
    .first<{ approver_id: string } | undefined>('approver_id');
  if (!link) throw new DomainError('notFound', 'There is no such link.');
  return getSeat(db, link.approver_id);
}

function repeated({ request, input }: Answer, earlier: Decision): DecideResult {
  if (earlier.choice !== input.choice || earlier.contentHash !== input.contentHash)
    throw new DomainError('alreadyDecided', 'You have decided this already; your first answer stands.');
  return { kind: 'repeated', decision: earlier, workflowId: request.workflowId, outcome: request.status };
}

function refusal({ request, seat, input }: Answer): DomainError | undefined {
  if (request.contentHash !== input.contentHash || request.status === 'superseded')
    return new DomainError('contentChanged', 'The content has changed since you were asked.');
  if (seat.expiresAt && input.at > seat.expiresAt && ['asked', 'expired'].includes(seat.state))
    return new DomainError('expired', 'The time to answer has passed.');
  const onTime = seat.state === 'asked' || seat.state === 'expired';
  if (!onTime || !(request.status === 'open' || endedBySilence(request)))
    return new DomainError('closed', 'This request is closed.');
  return undefined;
}

// A list that nobody approved in time is not asked about again: its cycle has ended or goes on with another.
async function listGone(db: Db, request: ApprovalRequest): Promise<DomainError | undefined> {
  if (request.subject.kind === 'step' || (await subjectStands(db, request))) return undefined;
  return new DomainError('closed', 'This has gone on without this answer.');
}

function mustBeProven({ request, input }: Answer): void {
  if (request.verify === 'code' && input.verified !== 'code')
    throw new DomainError(
      'codeNeeded',
      'This decision needs a code that is sent to the approver: ask for it and enter it.',
    );
}

function endedBySilence({ reason }: ApprovalRequest): boolean {
  return reason === silence;
}

async function insertDecision(db: Db, { request, seat, input }: Answer): Promise<Decision> {
  const [row] = await db('decision')
    .insert({
      request_id: request.id,
      approver_id: seat.id,
      link_id: input.linkId ?? null,
      round: seat.round,
      choice: input.choice,
      comment: input.comment,
      content_hash: input.contentHash,
      decided_at: input.at,
      via: input.linkId === undefined ? 'inbox' : 'link',
      verified: input.verified ?? 'link',
      undo_until: undoDate(request.policy, input.at),
    })
    .returning<Omit<DecisionRow, 'person_id'>[]>('*');
  if (!row) throw new DomainError('conflict', 'The decision was not stored.');
  return toDecision({ ...row, person_id: seat.personId });
}

async function record(db: Db, answer: Answer): Promise<DecideResult> {
  const { request, seat, input } = answer;
  const decision = await insertDecision(db, answer);
  const revived = endedBySilence(request);
  if (revived) await reopenRequest(db, request.id);
  await takeSeat(db, { seat, state: stateOf[input.choice] });
  const outcome = await settleRequest(db, { request, at: input.at });
  const { choice, contentHash, via, verified } = decision;
  await appendAudit(db, {
    chain: request.workflowId,
    at: input.at,
    actor: { kind: 'person', id: seat.personId },
    kind: 'decision.recorded',
    subject: request.id,
    data: { decisionId: decision.id, choice, contentHash, outcome, via, verified },
  });
  if (revived && outcome === 'open') await reopenSubject(db, { ...request, status: 'open' });
  const payload = { requestId: request.id, decisionId: decision.id, revived };
  await recordFact(db, { workflowId: request.workflowId, kind: 'approvalDecided', payload, at: input.at });
  return { kind: 'recorded', decision, workflowId: request.workflowId, outcome };
}

// An answer given in time counts even if its seat was escalated a moment before: who stands in is released.
async function takeSeat(db: Db, { seat, state }: { seat: Seat; state: SeatState }): Promise<void> {
  await db('approver').where({ id: seat.id }).update({ state, remind_at: null });
  await releaseStandIns(db, { seats: await listSeats(db, seat.requestId), seatId: seat.id });
}

/** Computes the outcome from the seats and stores it: on the request and on what it asks about. Call under the process's lock. */
export async function settleRequest(
  db: Db,
  settle: { request: ApprovalRequest; at: Date },
): Promise<Outcome> {
  const { request, at } = settle;
  const seats = effectiveSeats(await listSeats(db, request.id));
  const outcome = outcomeOf(
    request.policy,
    seats.map((seat) => seat.state),
  );
  if (outcome === 'open') return outcome;
  const refusedBySomebody = seats.some((seat) => seat.state === 'rejected');
  const bySilence = outcome === 'expired' || (outcome === 'rejected' && !refusedBySomebody);
  await endRequest(db, { requestId: request.id, status: outcome, at, reason: bySilence ? silence : null });
  await settleSubject(db, { request, outcome });
  return outcome;
}
