import type { ProposalWish } from '../../domain/escalations/proposal.ts';
import { needsNobody } from '../../domain/escalations/proposal.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { peopleById, planningAccount, type PlanningAccount } from '../read-models/planning-context.ts';
import { limitInPlan, limitOf } from './autonomy.ts';
import type { EscalationChange } from './escalation-changes.ts';
import { withdrawAsked } from './escalation-proposal-ends.ts';
import {
  insertProposal,
  listProposals,
  spentWithinLimit,
  type EscalationProposal,
} from './escalation-proposal-rows.ts';
import type { Escalation } from './escalation-rows.ts';
import { lockOpenEscalation, stepEscalation } from './escalation-steps.ts';

/** An escalation and its proposal as both are after a change. */
export interface Proposed {
  readonly escalation: Escalation;
  readonly proposal: EscalationProposal;
}

function refuseOutOfTurn({ stage }: Escalation): void {
  if (stage === 'solution') return;
  const asked = stage === 'presented' || stage === 'confirmed';
  throw new DomainError(
    'conflict',
    asked
      ? 'The client was asked already whether it is solved.'
      : 'A solution is proposed once its root cause is known, and only then.',
  );
}

interface Proposing {
  readonly escalation: Escalation;
  readonly account: PlanningAccount;
  readonly wish: ProposalWish;
}

// A limit is its owner's own, so nobody else proposes under it.
async function proposerOf(db: Db, { escalation, account, wish }: Proposing): Promise<string> {
  const { holderId } = escalation;
  const proposerId = wish.proposerId ?? holderId;
  const may = proposerId !== null && [holderId, account.managerId].includes(proposerId);
  const person = may ? (await peopleById(db, [proposerId])).get(proposerId) : undefined;
  if (person?.active === true) return person.id;
  throw new DomainError(
    'invalid',
    'A solution is proposed by whoever has the escalation, or by the manager of the account.',
    [{ path: '/proposerId', message: 'must be one of the two, and active' }],
  );
}

/** Who is asked: those who were named, otherwise the account's director and sponsor, otherwise the programme's owner; never the proposer, and active people only. */
async function approversOf(
  db: Db,
  { account, wish, proposerId }: Proposing & { readonly proposerId: string },
): Promise<readonly string[]> {
  const { directorId, team, programmeOwnerId } = account;
  const named = wish.approverIds && [...new Set(wish.approverIds)];
  const usual = [directorId, team['sponsor'] ?? null];
  const known = [...(named ?? []), ...usual, programmeOwnerId].filter((id) => id !== null);
  const people = await peopleById(db, known);
  const may = (id: string | null): id is string =>
    id !== null && id !== proposerId && people.get(id)?.active === true;
  if (named !== undefined) {
    const faults = named.flatMap((id, index) =>
      may(id)
        ? []
        : [{ path: `/approverIds/${index}`, message: 'must be an active person other than the proposer' }],
    );
    if (faults.length === 0) return named;
    throw new DomainError('invalid', 'Not everybody named can approve this solution.', faults);
  }
  const found = [...new Set(usual.filter(may))];
  return found.length > 0 ? found : [programmeOwnerId].filter(may);
}

function refuseUnapproved(approverIds: readonly string[]): void {
  if (approverIds.length > 0) return;
  throw new DomainError(
    'conflict',
    'This cost has to be approved, and the account has neither a director nor a sponsor nor a programme with an owner who could: name who is to be asked.',
  );
}

interface Judged {
  readonly within: boolean;
  readonly profileVersion: number | null;
}

async function judge(
  db: Db,
  of: Proposing & { readonly proposerId: string; readonly at: Date },
): Promise<Judged> {
  const { escalation, account, wish, proposerId, at } = of;
  const { id: accountId, currency } = account;
  const own = await limitOf(db, proposerId);
  const limit = await limitInPlan(db, { limit: own, plan: { accountId, currency }, at });
  const spent = await spentWithinLimit(db, { escalationId: escalation.id, currency });
  const within = needsNobody({ cost: wish.cost, spent, limit });
  const limited = within && limit !== null && own !== null;
  return { within, profileVersion: limited ? own.profileVersion : null };
}

/**
 * Proposes a solution with its cost in the account's currency. Within the proposer's own autonomy limit, or at no cost, it can be presented at once; otherwise
 * approvers are asked, and a proposal that others are still asked about is withdrawn. Throws `conflict` where no solution is due or nobody could approve it,
 * `invalid` for a proposer or approver who may not be one.
 */
export async function proposeSolution(db: Db, change: EscalationChange & ProposalWish): Promise<Proposed> {
  return db.transaction(async (trx) => {
    const escalation = await lockOpenEscalation(trx, change.id);
    refuseOutOfTurn(escalation);
    const { by, at } = change;
    const account = await planningAccount(trx, escalation.accountId);
    const proposing = { escalation, account, wish: change };
    const proposerId = await proposerOf(trx, proposing);
    const approverIds = await approversOf(trx, { ...proposing, proposerId });
    const judged = await judge(trx, { ...proposing, proposerId, at });
    if (!judged.within) refuseUnapproved(approverIds);
    await withdrawAsked(trx, { escalation, because: 'replaced', by, at });
    const proposal = await store(trx, { ...proposing, ...judged, proposerId, at });
    const { id, number, cost, currency, status, text: reason } = proposal;
    const asked = judged.within ? {} : { approverIds };
    const data = { proposalId: id, number, proposerId, cost, currency, status, ...asked };
    const step = { kind: 'proposed', by, at, reason, data, fact: 'solutionProposed' } as const;
    return { proposal, escalation: await stepEscalation(trx, { escalation, step }) };
  });
}

async function store(
  db: Db,
  proposal: Proposing & Judged & { readonly proposerId: string; readonly at: Date },
): Promise<EscalationProposal> {
  const { escalation, account, wish, within, profileVersion, proposerId, at } = proposal;
  const { id, run } = escalation;
  const before = (await listProposals(db, id)).filter((one) => one.run === run);
  return insertProposal(db, {
    ...{ escalation_id: id, run, number: before.length + 1, text: wish.text, cost: wish.cost },
    ...{ currency: account.currency, proposer_id: proposerId, profile_version: profileVersion },
    ...{ status: within ? 'withinLimit' : 'asked', proposed_at: at, decided_at: within ? at : null },
  });
}
