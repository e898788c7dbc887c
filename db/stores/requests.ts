import {
  approvalPolicySchema,
  type ApprovalPolicy,
  type SeatOrigin,
  type SeatState,
} from '../../domain/approvals/policy.ts';
import type { RequestContent } from '../../domain/approvals/request-content.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';

/** How an approval request stands; `superseded`: its content was edited or its step cancelled. */
export type RequestStatus =
  'open' | 'approved' | 'changesRequested' | 'rejected' | 'expired' | 'superseded' | 'recalled';

/** What a request asks about: a step of a plan, the list of a cycle of selection, the pack of a quarterly review, or a solution proposed for an escalation. */
export type RequestSubject =
  | { readonly kind: 'step'; readonly planId: string; readonly stepId: string }
  | { readonly kind: 'list'; readonly cycleId: string }
  | { readonly kind: 'review'; readonly reviewId: string }
  | { readonly kind: 'proposal'; readonly proposalId: string };

/**
 * An approval request: `content` is what was asked about its subject, bound by `contentHash`. `rule` is the firm's rule that chose the policy, as
 * `<version>/<name>`, or null for a policy of the step's own; `verify` is what a decision needs.
 */
export interface ApprovalRequest {
  readonly id: string;
  readonly workflowId: string;
  readonly subject: RequestSubject;
  readonly revision: number;
  readonly content: RequestContent;
  readonly contentHash: string;
  readonly policy: ApprovalPolicy;
  readonly rule: { readonly version: number; readonly name: string } | null;
  readonly verify: ApprovalPolicy['verify'];
  readonly status: RequestStatus;
  readonly reason: string | null;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly decidedAt: Date | null;
}

/**
 * One person asked in a request; `level` counts escalations, `standsFor` is the seat that did not answer or was handed over, `how` says
 * which. `round` counts on when a decision is taken back.
 */
export interface Seat {
  readonly id: string;
  readonly requestId: string;
  readonly personId: string;
  readonly position: number;
  readonly level: number;
  readonly standsFor: string | null;
  readonly how: SeatOrigin;
  readonly round: number;
  readonly reason: string | null;
  readonly state: SeatState;
  readonly askedAt: Date | null;
  readonly remindAt: Date | null;
  readonly reminders: number;
  readonly expiresAt: Date | null;
}

interface RequestRow {
  id: string;
  workflow_id: string;
  plan_id: string | null;
  step_id: string | null;
  cycle_id: string | null;
  review_id: string | null;
  proposal_id: string | null;
  revision: number;
  content: RequestContent;
  content_hash: string;
  policy: ApprovalPolicy;
  rules_version: number | null;
  rule: string | null;
  verify: ApprovalPolicy['verify'];
  status: RequestStatus;
  reason: string | null;
  requested_by: string;
  requested_at: Date;
  decided_at: Date | null;
}

interface SeatRow {
  id: string;
  request_id: string;
  person_id: string;
  position: number;
  level: number;
  stands_for: string | null;
  how: SeatOrigin;
  round: number;
  reason: string | null;
  state: SeatState;
  asked_at: Date | null;
  remind_at: Date | null;
  reminders: number;
  expires_at: Date | null;
}

function toRequest(row: RequestRow): ApprovalRequest {
  return {
    id: row.id,
    workflowId: row.workflow_id,
    subject: toSubject(row),
    revision: row.revision,
    content: row.content,
    contentHash: row.content_hash,
    policy: approvalPolicySchema.parse(row.policy),
    rule: row.rules_version === null ? null : { version: row.rules_version, name: row.rule ?? '' },
    verify: row.verify,
    status: row.status,
    reason: row.reason,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    decidedAt: row.decided_at,
  };
}

function toSubject(row: RequestRow): RequestSubject {
  const { plan_id: planId, step_id: stepId, cycle_id: cycleId, review_id: reviewId } = row;
  const { proposal_id: proposalId } = row;
  if (planId !== null && stepId !== null) return { kind: 'step', planId, stepId };
  if (cycleId !== null) return { kind: 'list', cycleId };
  if (reviewId !== null) return { kind: 'review', reviewId };
  if (proposalId !== null) return { kind: 'proposal', proposalId };
  throw new DomainError('conflict', 'An approval request asks about nothing.');
}

/** The rows of `approval_request` that ask about the same. */
export function askingAbout(
  subject: RequestSubject,
): { step_id: string } | { cycle_id: string } | { review_id: string } | { proposal_id: string } {
  if (subject.kind === 'step') return { step_id: subject.stepId };
  if (subject.kind === 'list') return { cycle_id: subject.cycleId };
  return subject.kind === 'review' ? { review_id: subject.reviewId } : { proposal_id: subject.proposalId };
}

function toSeat(row: SeatRow): Seat {
  return {
    id: row.id,
    requestId: row.request_id,
    personId: row.person_id,
    position: row.position,
    level: row.level,
    standsFor: row.stands_for,
    how: row.how,
    round: row.round,
    reason: row.reason,
    state: row.state,
    askedAt: row.asked_at,
    remindAt: row.remind_at,
    reminders: row.reminders,
    expiresAt: row.expires_at,
  };
}

/** One request; throws `notFound`. */
export async function getRequest(db: Db, id: string): Promise<ApprovalRequest> {
  const row = await db<RequestRow>('approval_request').where({ id }).first();
  if (!row) throw new DomainError('notFound', `There is no approval request ${id}.`);
  return toRequest(row);
}

/** Everybody asked in a request, in their order, those who stand in last. */
export async function listSeats(db: Db, requestId: string): Promise<readonly Seat[]> {
  const rows = await db<SeatRow>('approver')
    .where({ request_id: requestId })
    .orderBy(['level', 'position', 'id']);
  return rows.map(toSeat);
}

/** One seat; throws `notFound`. */
export async function getSeat(db: Db, id: string): Promise<Seat> {
  const row = await db<SeatRow>('approver').where({ id }).first();
  if (!row) throw new DomainError('notFound', `There is no approver ${id}.`);
  return toSeat(row);
}

/** Seats that count for the outcome: released ones, and those for whom somebody else stands in, are left out. */
export function effectiveSeats(seats: readonly Seat[]): readonly Seat[] {
  const live = seats.filter((seat) => seat.state !== 'released');
  const replaced = new Set(live.map((seat) => seat.standsFor));
  return live.filter((seat) => !replaced.has(seat.id));
}

/** Opens a request about a subject unless one with the same content is open or approved; returns its id, or `undefined`. */
export async function openRequest(
  db: Db,
  request: Omit<ApprovalRequest, 'id' | 'status' | 'reason' | 'decidedAt'>,
): Promise<string | undefined> {
  await db('approval_request')
    .where({ ...askingAbout(request.subject), status: 'expired' })
    .update({ status: 'superseded', reason: 'asked again' });
  const valid = await db('approval_request')
    .where({ ...askingAbout(request.subject), content_hash: request.contentHash })
    .whereIn('status', ['open', 'approved'])
    .first<{ id: string } | undefined>('id');
  if (valid) return undefined;
  const [row] = await db('approval_request')
    .insert({
      workflow_id: request.workflowId,
      ...(request.subject.kind === 'step' && { plan_id: request.subject.planId }),
      ...askingAbout(request.subject),
      revision: request.revision,
      content: JSON.stringify(request.content),
      content_hash: request.contentHash,
      policy: JSON.stringify(request.policy),
      rules_version: request.rule?.version ?? null,
      rule: request.rule?.name ?? null,
      verify: request.verify,
      requested_by: request.requestedBy,
      requested_at: request.requestedAt,
    })
    .returning<{ id: string }[]>('id');
  return row?.id;
}

/** Somebody's place in a request that another takes: whose, how, and for what reason in words. */
export interface SeatTaken {
  readonly seat: Seat;
  readonly how: Exclude<SeatOrigin, 'named'>;
  readonly reason: string;
}

/** Names a person in a request, not yet asked; `standsFor` for somebody who takes another's place. Returns the seat's id. */
export async function addSeat(
  db: Db,
  seat: Pick<Seat, 'requestId' | 'personId' | 'position'> & { readonly standsFor?: SeatTaken },
): Promise<string> {
  const request = () => db('approval_request').where({ id: seat.requestId });
  const taken = seat.standsFor;
  const [row] = await db('approver')
    .insert({
      request_id: seat.requestId,
      requested_by: request().select('requested_by'),
      step_owner_id: request().select('owner_id'),
      person_id: seat.personId,
      position: seat.position,
      level: taken ? taken.seat.level + (taken.how === 'escalated' ? 1 : 0) : 0,
      stands_for: taken?.seat.id ?? null,
      how: taken?.how ?? 'named',
      reason: taken?.reason ?? null,
      state: 'waiting',
    })
    .returning<{ id: string }[]>('id');
  if (!row) throw new DomainError('conflict', 'The approver was not stored.');
  return row.id;
}

/** Asks a waiting seat: from here on its reminders and its expiry run. Stores the link that its mail will carry. */
export async function askSeat(
  db: Db,
  ask: {
    readonly seatId: string;
    readonly at: Date;
    readonly remindAt: Date | null;
    readonly expiresAt: Date | null;
    readonly link: { readonly id: string; readonly keyId: string; readonly tokenSha256: string };
  },
): Promise<void> {
  await db('approver')
    .where({ id: ask.seatId, state: 'waiting' })
    .update({ state: 'asked', asked_at: ask.at, remind_at: ask.remindAt, expires_at: ask.expiresAt });
  await db('approval_link').insert({
    id: ask.link.id,
    approver_id: ask.seatId,
    key_id: ask.link.keyId,
    token_sha256: ask.link.tokenSha256,
    created_at: ask.at,
  });
}

/** Ends a request and releases everybody who was still to answer. */
export async function endRequest(
  db: Db,
  end: { requestId: string; status: Exclude<RequestStatus, 'open'>; at: Date; reason: string | null },
): Promise<void> {
  await db('approval_request')
    .where({ id: end.requestId })
    .update({ status: end.status, decided_at: end.at, reason: end.reason });
  await db('approver')
    .where({ request_id: end.requestId })
    .whereIn('state', ['asked', 'waiting'])
    .update({ state: 'released', remind_at: null, released_by_end: true });
}

/** The reason of a request that ended because nobody answered in time. */
export const silence = 'nobody answered in time';
