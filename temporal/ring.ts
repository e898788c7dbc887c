import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Db } from '../db/client.ts';
import { findProcess, markStopped, type ProcessRecord } from '../db/stores/processes.ts';
import { factRecordedSignal, type Rehearsal } from '../workflows/process/messages.ts';
import { advanceClock } from './executions.ts';

/** Rings a process's doorbell; never throws, because the delivery loop rings again. */
export type Ring = (workflowId: string) => Promise<void>;

/** What ringing needs. `rehearsal` gives workflows that start here the virtual date of their world. */
export interface RingDeps {
  readonly client: Client;
  readonly db: Db;
  readonly taskQueue: string;
  readonly log: Logger;
  readonly rehearsal?: () => Rehearsal;
}

const atOnce = 16;

/** Starts the workflow of an open row from its records; an execution that runs already is left as it is. */
export async function startFromRecords(deps: RingDeps, process: ProcessRecord): Promise<void> {
  const rehearsal = deps.rehearsal?.();
  await deps.client.workflow.start(process.kind, {
    workflowId: process.workflowId,
    taskQueue: deps.taskQueue,
    args: [{ ...process.input, ...(rehearsal && { rehearsal }) }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    staticSummary: `${process.kind} ${process.workflowId}`,
  });
}

async function endedByOps(client: Client, workflowId: string): Promise<boolean> {
  try {
    const { status } = await client.workflow.getHandle(workflowId).describe();
    return ['TERMINATED', 'FAILED', 'TIMED_OUT', 'CANCELLED'].includes(status.name);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

async function deliver(deps: RingDeps, workflowId: string): Promise<void> {
  try {
    const handle = deps.client.workflow.getHandle(workflowId);
    if (deps.rehearsal) await advanceClock(deps.client, { workflowId, to: deps.rehearsal() });
    await handle.signal(factRecordedSignal);
    return;
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
  const process = await findProcess(deps.db, workflowId);
  if (process?.state !== 'open') return;
  if (await endedByOps(deps.client, workflowId)) {
    await markStopped(deps.db, workflowId);
    deps.log.warn(
      { workflowId },
      'the workflow was ended in Temporal; its row says stopped until it is started again',
    );
    return;
  }
  await startFromRecords(deps, process);
}

/**
 * Rings with a plain signal (design §2, rule 3): not found and the row open, it is started from records; ended by ops, the row says
 * stopped. At most 16 rings are under way at once; more are left to the delivery loop.
 */
export function createRinger(deps: RingDeps): Ring {
  let ringing = 0;
  return async (workflowId) => {
    if (ringing >= atOnce) return;
    ringing += 1;
    try {
      await deliver(deps, workflowId);
    } catch (error) {
      deps.log.warn({ workflowId, error: String(error) }, 'not rung; the delivery loop will ring again');
    } finally {
      ringing -= 1;
    }
  };
}
