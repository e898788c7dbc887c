import type { ApprovalPolicy } from '../../domain/approvals/policy.ts';
import { mayNotDecide } from '../../domain/approvals/request-content.ts';
import { standIn, type StandIn } from '../../domain/approvals/stand-in.ts';
import type { Person } from '../../domain/person.ts';
import type { Db } from '../client.ts';
import { listSeats, type ApprovalRequest, type Seat } from '../stores/requests.ts';
import type { ApprovalContext } from './planning-context.ts';

/** What decides who is next after one approver; `mayNot` are those who may not decide (requester, owner of the step, those asked already). */
export interface Turn {
  readonly policy: ApprovalPolicy;
  readonly level: number;
  readonly personId: string;
  readonly directorId: string | null;
  readonly programmeOwnerId: string | null;
  readonly mayNot: readonly string[];
  readonly person: (id: string) => Person;
}

/** Who is asked next by the records given, by the rule of {@link nextInLine}. */
export function nextOf(turn: Turn): StandIn | undefined {
  if (turn.policy.onExpiry !== 'escalate' || turn.level > 0) return undefined;
  const find = (id: string | null): Person | undefined => (id === null ? undefined : turn.person(id));
  const candidates = {
    superior: find(turn.person(turn.personId).superiorId),
    director: find(turn.directorId),
    programmeOwner: find(turn.programmeOwnerId),
  };
  return standIn(candidates, new Set(turn.mayNot));
}

/**
 * Who is asked if this approver does not answer: superior, director, programme's owner (design §4), with everybody left out who may
 * not decide. `undefined` where the policy does not escalate, the seat is an escalation itself, or nobody is left: then it is the
 * manager's turn.
 */
export async function nextInLine(
  db: Db,
  { context, request, seat }: { context: ApprovalContext; request: ApprovalRequest; seat: Seat },
): Promise<StandIn | undefined> {
  const { directorId, programmeOwnerId, person } = context;
  const asked = (await listSeats(db, request.id)).map(({ personId }) => personId);
  return nextOf({
    policy: request.policy,
    level: seat.level,
    personId: seat.personId,
    directorId,
    programmeOwnerId,
    mayNot: [...mayNotDecide(request), ...asked],
    person,
  });
}
