import { standIn, type StandIn } from '../../domain/approvals/stand-in.ts';
import type { Person } from '../../domain/person.ts';
import type { Db } from '../client.ts';
import { listSeats, type ApprovalRequest, type Seat } from '../stores/requests.ts';
import type { PlanningContext } from './planning-context.ts';

/**
 * Who is asked if this approver does not answer: superior, director, programme's owner (design §4), with everybody left out who may
 * not decide (requester, owner of the step, those asked already). `undefined` where the policy does not escalate, the seat is an
 * escalation itself, or nobody is left: then it is the manager's turn.
 */
export async function nextInLine(
  db: Db,
  { context, request, seat }: { context: PlanningContext; request: ApprovalRequest; seat: Seat },
): Promise<StandIn | undefined> {
  if (request.policy.onExpiry !== 'escalate' || seat.level > 0) return undefined;
  const { account, person } = context;
  const find = (id: string | null): Person | undefined => (id === null ? undefined : person(id));
  const candidates = {
    superior: find(person(seat.personId).superiorId),
    director: find(account.directorId),
    programmeOwner: find(account.programmeOwnerId),
  };
  const asked = (await listSeats(db, request.id)).map(({ personId }) => personId);
  return standIn(candidates, new Set([request.requestedBy, request.content.ownerId, ...asked]));
}
