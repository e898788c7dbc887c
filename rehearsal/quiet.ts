import { setTimeout as delay } from 'node:timers/promises';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { Db } from '../db/client.ts';
import { openProcessIds, recordsInFlight } from '../db/read-models/in-flight.ts';
import { DomainError } from '../domain/errors.ts';

const pollMs = 5;

async function executionInFlight(client: Client, workflowId: string): Promise<string | undefined> {
  try {
    const { raw } = await client.workflow.getHandle(workflowId).describe();
    if (raw.pendingWorkflowTask) return `${workflowId}: a workflow task`;
    if (raw.pendingActivities?.length) return `${workflowId}: an activity`;
    if (raw.pendingChildren?.some((child) => !child.runId)) return `${workflowId}: a child that is to start`;
    return undefined;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return `${workflowId}: not started yet`;
    throw error;
  }
}

async function inFlight(stage: { client: Client; db: Db }): Promise<string | undefined> {
  for (const workflowId of await openProcessIds(stage.db)) {
    const found = await executionInFlight(stage.client, workflowId);
    if (found !== undefined) return found;
  }
  return recordsInFlight(stage.db);
}

/** Waits until nothing is in flight: no workflow task, activity or unstarted child, no fact to consume, no mail to send. Throws when that takes longer than the patience, a minute by default. */
export async function untilQuiet(
  stage: { readonly client: Client; readonly db: Db },
  { patienceMs }: { readonly patienceMs: number } = { patienceMs: 60_000 },
): Promise<void> {
  const patience = Date.now() + patienceMs;
  for (;;) {
    const found = await inFlight(stage);
    if (found === undefined) return;
    if (Date.now() > patience)
      throw new DomainError(
        'conflict',
        `The rehearsal does not come to rest: ${found} has been in flight for ${patienceMs / 1000} seconds.`,
      );
    await delay(pollMs);
  }
}
