import type { SeatOrigin, SeatState } from '../../domain/approvals/policy.ts';
import { ownerOf } from '../../domain/approvals/request-content.ts';
import type { Person } from '../../domain/person.ts';
import type { PolicySource } from '../../domain/wording/rule-wording.ts';
import type { Db } from '../client.ts';
import { policySource } from '../stores/approval-rules.ts';
import { listAbsences, type Absence } from '../stores/absences.ts';
import { awaitsUndo, listDecisions, type Decision } from '../stores/decision-rows.ts';
import { canTakeBack } from '../stores/hand-overs.ts';
import { previousRequest } from '../stores/request-history.ts';
import {
  askingAbout,
  getRequest,
  getSeat,
  listSeats,
  type ApprovalRequest,
  type Seat,
} from '../stores/requests.ts';
import { standInsOf } from '../stores/stand-ins.ts';
import { approvalContext } from './approval-context.ts';
import { threadOfRequest, type ThreadEntry } from './thread.ts';

/** Another person asked in the same request, and the answer if there is one. */
interface OtherApprover {
  readonly name: string;
  readonly state: SeatState;
  readonly how: SeatOrigin;
  /** The name of the one whose place they took. */
  readonly insteadOf: string | undefined;
  readonly decision: Decision | undefined;
}

/** Who has a decision that was handed over, and whether the one who did can take it back. */
interface Holder {
  readonly name: string;
  /** How it came to them; somewhere on the way somebody may have come to decide in their own right. */
  readonly how: SeatOrigin;
  readonly canTakeBack: boolean;
}

/** Everything the page behind a decision link shows. `state` is what this approver can do: only `open` takes an answer, and
 * `handedOver` can be taken back, as `holder` says. */
export interface LinkView {
  readonly linkId: string;
  readonly keyId: string;
  readonly state: 'open' | 'decided' | 'expired' | 'superseded' | 'closed' | 'handedOver';
  readonly request: ApprovalRequest;
  /** Which rule chose its policy. */
  readonly policySource: PolicySource;
  readonly seat: Seat;
  readonly person: Person;
  readonly askedBy: Person;
  /** Who carries the step out; nobody for a list. */
  readonly stepOwner: Person | undefined;
  readonly insteadOf: Person | undefined;
  readonly holder: Holder | undefined;
  /** This person's absences that are not over. */
  readonly absences: readonly Absence[];
  /** The account's name, or the programme's. */
  readonly accountName: string;
  readonly year: number;
  readonly currency: string;
  readonly decision: Decision | undefined;
  /** Until when that decision can still be taken back. */
  readonly undoUntil: Date | undefined;
  readonly others: readonly OtherApprover[];
  /** What was asked in this request and answered so far. */
  readonly thread: readonly ThreadEntry[];
  /** What was asked about the same before. */
  readonly before: ApprovalRequest | undefined;
  /** The newest request about the same where this one is superseded. */
  readonly newer: ApprovalRequest | undefined;
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
  if (seat.state === 'handedOver') return request.status === 'open' ? 'handedOver' : 'closed';
  if (!['open', 'expired'].includes(request.status) || seat.state === 'released') return 'closed';
  return seat.expiresAt && view.asOf > seat.expiresAt ? 'expired' : 'open';
}

async function newerThan(db: Db, request: ApprovalRequest): Promise<LinkView['newer']> {
  const row = await db('approval_request')
    .where(askingAbout(request.subject))
    .where('id', '>', request.id)
    .orderBy('id', 'desc')
    .first<{ id: string } | undefined>('id');
  if (!row) return undefined;
  return getRequest(db, row.id);
}

interface LinkRow {
  id: string;
  key_id: string;
  approver_id: string;
}

function undoUntil(of: {
  request: ApprovalRequest;
  decision: Decision | undefined;
  asOf: Date;
}): Date | undefined {
  const until = of.decision && awaitsUndo(of.decision) ? of.decision.undoUntil : null;
  const gone = of.request.status === 'superseded' || of.request.status === 'recalled';
  return until && until > of.asOf && !gone ? until : undefined;
}

/** By what the page of a seat is found: the SHA-256 of a link's token, or the seat with the person who signed in and must hold it. */
type SeatKey = { readonly tokenSha256: string } | { readonly seatId: string; readonly personId: string };

async function linkBy(db: Db, key: SeatKey): Promise<LinkRow | undefined> {
  const links = db('approval_link as l').join('approver as a', 'a.id', 'l.approver_id');
  const found =
    'tokenSha256' in key
      ? links.where({ 'l.token_sha256': key.tokenSha256 })
      : links.where({ 'a.id': key.seatId, 'a.person_id': key.personId }).orderBy('l.created_at', 'desc');
  return found.first<LinkRow | undefined>('l.id', 'l.key_id', 'l.approver_id');
}

/** The view of a seat that was asked, of its newest link where the seat itself is named; `undefined` for an unknown one. Reads only. `asOf` is process time. */
export async function findLink(
  db: Db,
  look: SeatKey & { readonly asOf: Date },
): Promise<LinkView | undefined> {
  const link = await linkBy(db, look);
  if (!link) return undefined;
  const seat = await getSeat(db, link.approver_id);
  const request = await getRequest(db, seat.requestId);
  const { subjectName, year, currency, closed, person } = await approvalContext(db, request);
  const ownerId = ownerOf(request.content);
  const { decision, ...answers } = await answersAround(db, { seat, person });
  return {
    linkId: link.id,
    keyId: link.key_id,
    state: stateOf({ request, seat, decided: decision !== undefined, asOf: look.asOf }),
    request,
    policySource: await policySource(db, request),
    seat,
    person: person(seat.personId),
    askedBy: person(request.requestedBy),
    stepOwner: ownerId === null ? undefined : person(ownerId),
    accountName: subjectName,
    year,
    currency,
    decision,
    undoUntil: closed ? undefined : undoUntil({ request, decision, asOf: look.asOf }),
    absences: await listAbsences(db, { personId: seat.personId, asOf: look.asOf }),
    ...answers,
    thread: await threadOfRequest(db, request.id),
    before: await previousRequest(db, request),
    newer: request.status === 'superseded' ? await newerThan(db, request) : undefined,
    personName: (id) => person(id).name,
  };
}

// This approver's own decision, whom they stand in for or who stands in for them, and everybody else with their answers.
async function answersAround(
  db: Db,
  { seat, person }: { seat: Seat; person: (id: string) => Person },
): Promise<Pick<LinkView, 'decision' | 'insteadOf' | 'holder' | 'others'>> {
  const seats = await listSeats(db, seat.requestId);
  const decisions = await listDecisions(db, seat.requestId);
  const decisionOf = (id: string): Decision | undefined => decisions.find((one) => one.approverId === id);
  const before = (one: Seat): Person | undefined => {
    const replaced = seats.find(({ id }) => id === one.standsFor);
    return replaced && person(replaced.personId);
  };
  const live = standInsOf(seats, seat.id).filter(({ state }) => state !== 'released');
  const [last] = live.slice(-1);
  const ownRight = live.find(({ how }) => how !== 'delegated' && how !== 'absent');
  return {
    decision: decisionOf(seat.id),
    insteadOf: before(seat),
    holder: last && {
      name: person(last.personId).name,
      how: (ownRight ?? last).how,
      canTakeBack: canTakeBack(seats, seat),
    },
    others: seats
      .filter((one) => one.id !== seat.id)
      .map((one) => ({
        name: person(one.personId).name,
        state: one.state,
        how: one.how,
        insteadOf: before(one)?.name,
        decision: decisionOf(one.id),
      })),
  };
}
