import type { Db } from '../client.ts';
import { settlePlan } from './plans.ts';
import type { ApprovalRequest } from './requests.ts';

type Outcome = Exclude<ApprovalRequest['status'], 'open' | 'superseded' | 'recalled'>;

/** Whether what a request asks about still stands as it did when the request got its present status. */
export async function subjectStands(db: Db, request: ApprovalRequest): Promise<boolean> {
  const { subject } = request;
  if (subject.kind === 'list') {
    const { cycleId: id } = subject;
    const asked = { id, status: 'approving', revision: request.revision };
    return (await db('selection_cycle').where(asked).first<{ id: string } | undefined>('id')) !== undefined;
  }
  if (subject.kind === 'review') {
    const { reviewId: id } = subject;
    const asked = { id, revision: request.revision, closed_at: null };
    const row = await db('quarterly_review').where(asked).first<{ status: string } | undefined>('status');
    return row !== undefined && row.status !== 'held';
  }
  if (subject.kind === 'proposal') {
    const asked = { id: subject.proposalId, status: 'asked' };
    return (
      (await db('escalation_proposal').where(asked).first<{ id: string } | undefined>('id')) !== undefined
    );
  }
  const status = request.status === 'open' ? 'pending' : request.status;
  const row = await db('plan_step as s')
    .join('plan as p', 'p.id', 's.plan_id')
    .where({ 's.id': subject.stepId, 's.status': status })
    .whereNot('p.status', 'closed')
    .first<{ id: string } | undefined>('s.id');
  return row !== undefined;
}

/** Gives a step the outcome of its request, and its plan the stage. A cycle's list, a review's pack and a proposed solution wait for their process: nothing follows while the outcome can be undone. */
export async function settleSubject(
  db: Db,
  { request, outcome }: { readonly request: ApprovalRequest; readonly outcome: Outcome },
): Promise<void> {
  const { subject } = request;
  if (subject.kind !== 'step') return;
  await db('plan_step')
    .where({ id: subject.stepId })
    .whereIn('status', ['pending', 'expired', 'rejected'])
    .update({ status: outcome });
  await settlePlan(db, subject.planId);
}

/** Sets a step whose request has opened again to waiting. */
export async function reopenSubject(db: Db, { subject, status }: ApprovalRequest): Promise<void> {
  if (subject.kind !== 'step') return;
  const before = status === 'open' ? ['expired', 'rejected'] : [status];
  await db('plan_step').where({ id: subject.stepId }).whereIn('status', before).update({ status: 'pending' });
  await settlePlan(db, subject.planId);
}

/** Sets a step whose request was recalled back to draft, and its plan with it. */
export async function withdrawSubject(db: Db, { subject }: ApprovalRequest): Promise<void> {
  if (subject.kind !== 'step') return;
  await db('plan_step').where({ id: subject.stepId, status: 'pending' }).update({ status: 'draft' });
  await settlePlan(db, subject.planId);
}
