import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import { lockProcess, recordFact } from './processes.ts';
import { endRequest } from './requests.ts';
import { endCycle, getCycle, type SelectionCycle } from './selection-cycles.ts';

/** A change to a cycle: the version it was read in, who changes it and when (process time). */
export interface CycleEdit {
  readonly cycleId: string;
  readonly version: number;
  readonly by: Actor;
  readonly at: Date;
}

async function lockCycle(trx: Db, edit: CycleEdit): Promise<SelectionCycle> {
  const { workflowId } = await getCycle(trx, { id: edit.cycleId });
  await lockProcess(trx, workflowId);
  const cycle = await getCycle(trx, { id: edit.cycleId });
  if (cycle.version !== edit.version)
    throw new DomainError('stale', 'This cycle has changed since you read it. Read it again.');
  if (cycle.status === 'closed')
    throw new DomainError('closed', `Selection cycle ${cycle.id} has ended (${cycle.outcome ?? ''}).`);
  if (edit.by.kind === 'person' && edit.by.id !== cycle.leadId)
    throw new DomainError('forbidden', 'Only the lead of the selection can do this.');
  return cycle;
}

async function refusePending(trx: Db, { workflowId }: SelectionCycle): Promise<void> {
  const pending = await trx('inbox_fact')
    .where({ workflow_id: workflowId, kind: 'listSubmitted' })
    .whereNull('consumed_at')
    .first<{ seq: number } | undefined>('seq');
  if (pending) throw new DomainError('conflict', 'The list is being submitted already.');
}

/**
 * Asks the cycle's process to close the window early and to ask the panel. Throws `stale`, `closed`, `forbidden` for anybody but the lead,
 * and `conflict` while there is no window. Returns the cycle, whose list is made a moment later.
 */
export function submitCycle(db: Db, edit: CycleEdit): Promise<SelectionCycle> {
  return db.transaction(async (trx) => {
    const cycle = await lockCycle(trx, edit);
    if (cycle.status !== 'nominating')
      throw new DomainError('conflict', `Nothing can be submitted: the cycle is at "${cycle.status}".`);
    await refusePending(trx, cycle);
    const { workflowId: chain } = cycle;
    const event = { chain, at: edit.at, actor: edit.by, kind: 'list.submitted', subject: cycle.id };
    await appendAudit(trx, event);
    await recordFact(trx, { workflowId: chain, kind: 'listSubmitted', at: edit.at });
    return cycle;
  });
}

/**
 * Ends a cycle that has not designated yet, for a reason; its panel's question is withdrawn. Throws `stale`, `closed`, `forbidden` for anybody
 * but the lead, and `conflict` once key accounts are designated. Returns the cycle as it is then.
 */
export async function cancelCycle(
  db: Db,
  edit: CycleEdit & { readonly reason: string },
): Promise<SelectionCycle> {
  const { at, by } = edit;
  const reason = edit.reason.trim();
  if (reason === '') throw new DomainError('invalid', 'Say why.', [{ path: '/reason', message: 'say why' }]);
  return db.transaction(async (trx) => {
    const cycle = await lockCycle(trx, edit);
    if (cycle.status === 'exits')
      throw new DomainError(
        'conflict',
        'Its key accounts are designated: it ends when every proposed exit is settled.',
      );
    const open = await trx('approval_request')
      .where({ cycle_id: cycle.id, status: 'open' })
      .select<{ id: string }[]>('id');
    for (const { id: requestId } of open)
      await endRequest(trx, { requestId, status: 'recalled', at, reason });
    await endCycle(trx, { cycleId: cycle.id, outcome: 'cancelled', reason, at });
    const { workflowId: chain } = cycle;
    await appendAudit(trx, {
      chain,
      at,
      actor: by,
      kind: 'selection.cancelled',
      subject: cycle.id,
      data: { reason, stage: cycle.status },
    });
    for (const { id: requestId } of open)
      await recordFact(trx, { workflowId: chain, kind: 'approvalRecalled', payload: { requestId }, at });
    await recordFact(trx, { workflowId: chain, kind: 'cycleCancelled', at });
    return getCycle(trx, { id: cycle.id });
  });
}
