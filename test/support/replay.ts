import type { Client } from '@temporalio/client';
import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import type { Db } from '../../db/client.ts';

/** Replays every run of every process in the database; throws at the first history that the code no longer fits, and ends what still runs. */
export async function replayHistories(world: {
  readonly client: Client;
  readonly db: Db;
  readonly bundle: WorkflowBundleWithSourceMap;
}): Promise<number> {
  const rows = await world.db('process').select<{ workflow_id: string }[]>('workflow_id');
  let replayed = 0;
  for (const { workflow_id: workflowId } of rows) {
    let runId: string | undefined;
    do {
      const handle = world.client.workflow.getHandle(workflowId, runId);
      const history = await handle.fetchHistory().catch(() => undefined);
      if (!history) break;
      await Worker.runReplayHistory({ workflowBundle: world.bundle }, history, workflowId);
      replayed += 1;
      const started = history.events?.[0]?.workflowExecutionStartedEventAttributes;
      runId = started?.continuedExecutionRunId || undefined;
    } while (runId !== undefined);
    await world.client.workflow
      .getHandle(workflowId)
      .terminate('the test is over')
      .catch(() => undefined);
  }
  return replayed;
}
