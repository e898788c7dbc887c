import { system, type Actor } from '../../domain/actor.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import { markOpen, markStopped } from './processes.ts';

/** Marks an open process as stopped, with its audit event, inside the caller's transaction; `status` says how its workflow ended. */
export async function stopProcess(
  db: Db,
  stop: { readonly workflowId: string; readonly status: string; readonly at: Date },
): Promise<void> {
  if (!(await markStopped(db, stop.workflowId))) return;
  await appendAudit(db, {
    chain: stop.workflowId,
    at: stop.at,
    actor: system,
    kind: 'process.stopped',
    subject: stop.workflowId,
    data: { status: stop.status },
  });
}

/** Lets a process run again, with its audit event, inside the caller's transaction; `status` says how its workflow stood. */
export async function reopenProcess(
  db: Db,
  restart: {
    readonly workflowId: string;
    readonly by: Actor;
    readonly at: Date;
    readonly status: string;
  },
): Promise<void> {
  await markOpen(db, restart.workflowId);
  await appendAudit(db, {
    chain: restart.workflowId,
    at: restart.at,
    actor: restart.by,
    kind: 'process.restarted',
    subject: restart.workflowId,
    data: { status: restart.status },
  });
}

/** Which of these processes are open. */
export async function openProcessesAmong(db: Db, workflowIds: readonly string[]): Promise<readonly string[]> {
  const rows = await db('process')
    .where({ state: 'open' })
    .whereIn('workflow_id', workflowIds)
    .select<{ workflow_id: string }[]>('workflow_id');
  return rows.map((row) => row.workflow_id);
}

/** Whether the process's workflow was ever seen to run: its start was noted, or it has acted on a fact. */
export async function hasRun(db: Db, workflowId: string): Promise<boolean> {
  const acted = db('inbox_fact').where({ workflow_id: workflowId }).whereNotNull('consumed_at').select(1);
  const row = await db('process')
    .where({ workflow_id: workflowId })
    .where((ran) => void ran.whereNotNull('started_at').orWhereExists(acted))
    .first<{ workflow_id: string } | undefined>('workflow_id');
  return row !== undefined;
}
