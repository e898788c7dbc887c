import { peopleById } from '../db/read-models/planning-context.ts';
import { awaitsUndo, listDecisions } from '../db/stores/decision-rows.ts';
import { endProposal, findProposal, type EscalationProposal } from '../db/stores/escalation-proposal-rows.ts';
import { lastRequest } from '../db/stores/request-history.ts';
import type { Effect } from './effect.ts';
import { advanceEscalation, withEscalation, type EscalationEffect } from './escalation-effect.ts';
import { escalationReference } from './escalation-mail.ts';
import { recipient } from './plan-effect.ts';

const kinds = {
  approved: 'proposalApproved',
  changesRequested: 'proposalRefused',
  rejected: 'proposalRefused',
  expired: 'proposalExpired',
} as const;

interface Said {
  readonly outcome: keyof typeof kinds;
  readonly by: string | null;
  readonly comment: string;
}

/** What follows from what was said of the solution that is asked about, once it cannot be taken back any more: it can be presented, or another is to be proposed. Nothing while the question is open. */
export async function followProposal(approval: Effect): Promise<void> {
  const effect = await withEscalation(approval);
  const { db, at, escalation } = effect;
  const proposal = await findProposal(db, { asked: escalation.id });
  const request = proposal && (await lastRequest(db, { kind: 'proposal', proposalId: proposal.id }));
  if (!proposal || !request || request.status === 'open' || request.status === 'superseded') return;
  if (request.status === 'recalled') return withdraw(effect, { proposal, requestId: request.id });
  const decisions = await listDecisions(db, request.id);
  if (decisions.some(awaitsUndo)) return;
  const { status: outcome } = request;
  await endProposal(db, { id: proposal.id, status: outcome, at });
  const wanted = { approved: 'approve', changesRequested: 'requestChanges', rejected: 'reject', expired: '' };
  const last = decisions.findLast(({ choice }) => choice === wanted[outcome]);
  const said = { outcome, by: last?.personId ?? null, comment: last?.comment ?? '' };
  const data = { proposalId: proposal.id, number: proposal.number, requestId: request.id, by: said.by };
  const now = await advanceEscalation(effect, { kind: kinds[outcome], reason: said.comment, data });
  await tellOutcome(now, { proposal, said });
}

// Whoever recalls the question takes the proposal back.
async function withdraw(
  effect: EscalationEffect,
  of: { readonly proposal: EscalationProposal; readonly requestId: string },
): Promise<void> {
  const { id: proposalId, number } = of.proposal;
  await endProposal(effect.db, { id: proposalId, status: 'withdrawn', at: effect.at });
  const data = { proposalId, number, because: 'recalled', requestId: of.requestId };
  await advanceEscalation(effect, { kind: 'proposalWithdrawn', data });
}

// Whoever has the escalation and whoever proposed it, each once.
async function tellOutcome(
  effect: EscalationEffect,
  { proposal, said }: { readonly proposal: EscalationProposal; readonly said: Said },
): Promise<void> {
  const { db, escalation, account } = effect;
  const { id, text: solution, cost: amount, currency, proposerId } = proposal;
  const readers = [...new Set([escalation.holderId, proposerId])].filter((one) => one !== null);
  const people = await peopleById(db, said.by === null ? readers : [...readers, said.by]);
  for (const person of readers.flatMap((one) => people.get(one) ?? []).filter(({ active }) => active))
    await effect.mail({
      dedupeKey: `escalation-solution/${id}/${person.id}`,
      to: recipient(person),
      message: {
        kind: 'escalation-solution',
        data: {
          ...escalationReference(effect),
          ...{ outcome: said.outcome, comment: said.comment, solution, cost: { amount, currency } },
          by: people.get(said.by ?? '')?.name ?? '',
        },
      },
      thread: `escalation/${escalation.id}`,
      managerId: account.managerId,
    });
}
