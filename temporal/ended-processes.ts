import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Db } from '../db/client.ts';
import { hasRun, openProcessesAmong, stopProcess } from '../db/stores/process-restarts.ts';
import { lockProcess } from '../db/stores/processes.ts';
import type { Clock } from '../domain/clock.ts';
import { briefly, executionStatus } from './executions.ts';
import { repeat } from './repeat.ts';

const endedByOpsOrFault: readonly string[] = ['TERMINATED', 'FAILED', 'TIMED_OUT', 'CANCELLED'];
const pageSize = 200;
const overlapMs = 15 * 60_000;

interface Records {
  readonly client: Client;
  readonly db: Db;
  readonly log: Logger;
}

/** What watching for ended workflows needs; `clock` tells the machine's time. */
export interface EndedWatchDeps extends Records {
  readonly taskQueue: string;
  readonly clock: Clock;
}

/**
 * Marks an open process as stopped, with its audit event, if its workflow is over without the process being so: its latest run was
 * terminated, cancelled, timed out or failed; or Temporal knows no run although one was seen, because ops deleted it, retention
 * did, or Temporal's data were lost. These three look alike, so ops decide, by a restart. Not over are a run that goes on, one
 * that never began, and a completed one: a process closes its row before its run completes, so that its records are
 * older than the run (restored, or reopened), and starting from them is right. Held under the row's lock, so that no restart comes between.
 */
export async function stopIfEnded(
  { client, db, log }: Records,
  { workflowId, at }: { readonly workflowId: string; readonly at: Date },
): Promise<boolean> {
  return db.transaction(async (trx) => {
    if ((await lockProcess(trx, workflowId)).state !== 'open') return false;
    const status = await briefly(client, () => executionStatus(client, workflowId));
    const gone = status === 'NOT_FOUND' && (await hasRun(trx, workflowId));
    if (!gone && !endedByOpsOrFault.includes(status)) return false;
    await stopProcess(trx, { workflowId, status, at });
    log.warn({ workflowId, status }, 'its workflow ended in Temporal: stopped until it is started again');
    return true;
  });
}

async function stopAmong(deps: EndedWatchDeps, workflowIds: readonly string[]): Promise<readonly string[]> {
  const stopped: string[] = [];
  for (const workflowId of await openProcessesAmong(deps.db, workflowIds))
    if (await stopIfEnded(deps, { workflowId, at: deps.clock.now() })) stopped.push(workflowId);
  return stopped;
}

/**
 * Stops the open processes whose workflows were ended since a date, or ever; returns their ids. It asks Temporal only for what
 * was ended, page by page, so that its cost does not grow with the number of open processes.
 */
export async function stopEndedProcesses(
  deps: EndedWatchDeps,
  { since }: { readonly since: Date | undefined },
): Promise<readonly string[]> {
  const conditions = [
    `ExecutionStatus IN ('Terminated', 'Failed', 'TimedOut', 'Canceled')`,
    `TaskQueue = '${deps.taskQueue.replaceAll("'", "\\'")}'`,
    ...(since ? [`CloseTime > '${since.toISOString()}'`] : []),
  ];
  const stopped: string[] = [];
  let page: string[] = [];
  for await (const { workflowId } of deps.client.workflow.list({
    query: conditions.join(' AND '),
    pageSize,
  })) {
    page.push(workflowId);
    if (page.length < pageSize) continue;
    stopped.push(...(await stopAmong(deps, page)));
    page = [];
  }
  stopped.push(...(await stopAmong(deps, page)));
  return stopped;
}

/** Goes on until the signal is aborted. The first round looks at all that Temporal still knows, later ones at what ended since shortly before the last. */
export async function watchEndedWorkflows(
  deps: EndedWatchDeps,
  until: { signal: AbortSignal; pauseMs: number },
): Promise<void> {
  let since: Date | undefined;
  const look = async (): Promise<void> => {
    const begun = deps.clock.now().getTime();
    await stopEndedProcesses(deps, { since });
    since = new Date(begun - overlapMs);
  };
  await repeat(look, { ...until, name: 'the look for ended workflows', log: deps.log });
}
