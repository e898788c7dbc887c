import { isGrpcServiceError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import type { Db } from '../../db/client.ts';

const notFound = 5;

/** A history as the server and the replayer know it. */
export type History = temporal.api.history.v1.IHistory;

/** The histories of all runs of a process, the latest first; none if it never ran. */
export async function historiesOf(client: Client, workflowId: string): Promise<readonly History[]> {
  const histories: History[] = [];
  let runId: string | undefined;
  do {
    const history = await historyOf(client, { workflowId, runId });
    if (!history) break;
    histories.push(history);
    const started = history.events?.[0]?.workflowExecutionStartedEventAttributes;
    runId = started?.continuedExecutionRunId ?? '';
  } while (runId !== '');
  return histories;
}

async function historyOf(
  client: Client,
  { workflowId, runId }: { workflowId: string; runId: string | undefined },
): Promise<History | undefined> {
  try {
    return await client.workflow.getHandle(workflowId, runId).fetchHistory();
  } catch (error) {
    if (neverRan(error)) return undefined;
    throw error;
  }
}

// Reading a history lets the server's own answer through.
function neverRan(error: unknown): boolean {
  return (
    error instanceof WorkflowNotFoundError || (isGrpcServiceError(error) && Number(error.code) === notFound)
  );
}

/** Replays every run of every process in the database; throws at the first history that the code does not fit, and ends what still runs. Returns the histories by process and run. */
export async function replayHistories(world: {
  readonly client: Client;
  readonly db: Db;
  readonly bundle: WorkflowBundleWithSourceMap;
}): Promise<ReadonlyMap<string, History>> {
  const replayed = new Map<string, History>();
  const rows = await world.db('process').select<{ workflow_id: string }[]>('workflow_id');
  for (const { workflow_id: workflowId } of rows) {
    for (const [run, history] of (await historiesOf(world.client, workflowId)).entries()) {
      await Worker.runReplayHistory({ workflowBundle: world.bundle }, history, workflowId);
      replayed.set(`${workflowId}, run ${run} from the last`, history);
    }
    await world.client.workflow
      .getHandle(workflowId)
      .terminate('the test is over')
      .catch((error: unknown) => {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      });
  }
  return replayed;
}

/** The history kept under these bytes. */
export function decodeHistory(bytes: Uint8Array): History {
  return temporal.api.history.v1.History.decode(bytes);
}
