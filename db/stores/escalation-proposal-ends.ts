import type { Actor } from '../../domain/actor.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import { noteEscalation } from './escalation-events.ts';
import { endProposal, findProposal } from './escalation-proposal-rows.ts';
import type { Escalation } from './escalation-rows.ts';
import { recordFact } from './processes.ts';
import { endRequest } from './requests.ts';

/** Why a proposal is withdrawn: another takes its place, or the escalation is closed. */
type Because = 'replaced' | 'closing';

const reasons: Readonly<Record<Because, string>> = {
  replaced: 'another solution was proposed',
  closing: 'the escalation was closed',
};

interface Withdrawal {
  readonly escalation: Escalation;
  readonly because: Because;
  readonly by: Actor;
  readonly at: Date;
}

// An approval that could still be taken back counts for nothing either.
async function recallRequests(
  db: Db,
  { escalation, because, by, at, proposalId }: Withdrawal & { readonly proposalId: string },
): Promise<void> {
  const { workflowId } = escalation;
  const ids = await db('approval_request')
    .where({ proposal_id: proposalId })
    .whereIn('status', ['open', 'approved'])
    .orderBy('id')
    .pluck<string[]>('id');
  const reason = reasons[because];
  for (const requestId of ids) {
    await endRequest(db, { requestId, status: 'recalled', at, reason });
    await appendAudit(db, {
      ...{ chain: workflowId, at, actor: by, kind: 'approval.recalled', subject: requestId },
      data: { reason },
    });
    await recordFact(db, { workflowId, kind: 'approvalRecalled', payload: { requestId }, at });
  }
}

/** Withdraws the proposal of an escalation about which people are asked, and recalls the question, under the lock of the process; does nothing where there is none. */
export async function withdrawAsked(db: Db, withdrawal: Withdrawal): Promise<void> {
  const { escalation, because, by, at } = withdrawal;
  const { id, run, workflowId } = escalation;
  const asked = await findProposal(db, { asked: id });
  if (!asked) return;
  await endProposal(db, { id: asked.id, status: 'withdrawn', at });
  const data = { proposalId: asked.id, number: asked.number, because };
  const event = { run, kind: 'proposalWithdrawn', by, at, reason: '', data } as const;
  await noteEscalation(db, { escalationId: id, event });
  await appendAudit(db, {
    ...{ chain: workflowId, at, actor: by, kind: 'escalation.proposalWithdrawn', subject: id, data },
  });
  await recallRequests(db, { ...withdrawal, proposalId: asked.id });
}
