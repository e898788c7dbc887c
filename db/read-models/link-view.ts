import type { SeatState } from '../../domain/approvals/policy.ts';
import { changesBetween, type FieldChange } from '../../domain/planning/step.ts';
import type { Person } from '../../domain/person.ts';
import type { Db } from '../client.ts';
import { listDecisions, type Decision } from '../stores/decisions.ts';
import {
  getRequest,
  getSeat,
  listSeats,
  previousRequest,
  type ApprovalRequest,
  type Seat,
} from '../stores/requests.ts';
import { planningContext } from './planning-context.ts';

/** Another person asked in the same request, and the answer if there is one. */
interface OtherApprover {
  readonly name: string;
  readonly state: SeatState;
  readonly decision: Decision | undefined;
}

/** Everything the page behind a decision link shows. `state` is what this approver can do: only `open` takes an answer. */
export interface LinkView {
  readonly linkId: string;
  readonly keyId: string;
  readonly state: 'open' | 'decided' | 'expired' | 'superseded' | 'closed';
  readonly request: ApprovalRequest;
  readonly seat: Seat;
  readonly person: Person;
  readonly askedBy: Person;
  readonly stepOwner: Person;
  readonly insteadOf: Person | undefined;
  readonly accountName: string;
  readonly planId: string;
  readonly year: number;
  readonly currency: string;
  readonly decision: Decision | undefined;
  readonly others: readonly OtherApprover[];
  /** What changed since this step was asked before; empty the first time. */
  readonly changesSinceBefore: readonly FieldChange[];
  /** The step's newest request where this one is superseded, with what changed from here to there. */
  readonly newer: { readonly request: ApprovalRequest; readonly changes: readonly FieldChange[] } | undefined;
  /** People by id, to name approvers in differences. Throws `notFound`. */
  readonly personName: (id: string) => string;
}

function stateOf(view: {
  request: ApprovalRequest;
  seat: Seat;
  decided: boolean;
  asOf: Date;
}): LinkView['state'] {
  const { request, seat } = view;
  if (view.decided) return 'decided';
  if (request.status === 'superseded') return 'superseded';
  if (!['open', 'expired'].includes(request.status) || seat.state === 'released') return 'closed';
  return seat.expiresAt && view.asOf > seat.expiresAt ? 'expired' : 'open';
}

async function newerThan(db: Db, request: ApprovalRequest): Promise<LinkView['newer']> {
  const row = await db('approval_request')
    .where({ step_id: request.stepId })
    .where('id', '>', request.id)
    .orderBy('id', 'desc')
    .first<{ id: string } | undefined>('id');
  if (!row) return undefined;
  const newest = await getRequest(db, row.id);
  return { request: newest, changes: changesBetween(request.content, newest.content) };
}

interface LinkRow {
  id: string;
  key_id: string;
  approver_id: string;
}

/** The view of a link by the SHA-256 of its token; `undefined` for an unknown one. Reads only. `asOf` is process time. */
export async function findLink(
  db: Db,
  look: { readonly tokenSha256: string; readonly asOf: Date },
): Promise<LinkView | undefined> {
  const link = await db('approval_link')
    .where({ token_sha256: look.tokenSha256 })
    .first<LinkRow | undefined>('id', 'key_id', 'approver_id');
  if (!link) return undefined;
  const seat = await getSeat(db, link.approver_id);
  const request = await getRequest(db, seat.requestId);
  const before = await previousRequest(db, request);
  const { account, plan, person } = await planningContext(db, { id: request.planId });
  const { decision, ...answers } = await answersAround(db, { seat, person });
  return {
    linkId: link.id,
    keyId: link.key_id,
    state: stateOf({ request, seat, decided: decision !== undefined, asOf: look.asOf }),
    request,
    seat,
    person: person(seat.personId),
    askedBy: person(request.requestedBy),
    stepOwner: person(request.content.ownerId),
    accountName: account.name,
    planId: plan.id,
    year: plan.year,
    currency: plan.currency,
    decision,
    ...answers,
    changesSinceBefore: before ? changesBetween(before.content, request.content) : [],
    newer: request.status === 'superseded' ? await newerThan(db, request) : undefined,
    personName: (id) => person(id).name,
  };
}

// This approver's own decision, whom they stand in for, and everybody else with their answers.
async function answersAround(
  db: Db,
  { seat, person }: { seat: Seat; person: (id: string) => Person },
): Promise<Pick<LinkView, 'decision' | 'insteadOf' | 'others'>> {
  const seats = await listSeats(db, seat.requestId);
  const decisions = await listDecisions(db, seat.requestId);
  const decisionOf = (id: string): Decision | undefined => decisions.find((one) => one.approverId === id);
  const replaced = seats.find((one) => one.id === seat.standsFor);
  return {
    decision: decisionOf(seat.id),
    insteadOf: replaced && person(replaced.personId),
    others: seats
      .filter((one) => one.id !== seat.id)
      .map((one) => ({ name: person(one.personId).name, state: one.state, decision: decisionOf(one.id) })),
  };
}
