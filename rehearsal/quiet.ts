import { setTimeout as delay } from 'node:timers/promises';
import type { Db } from '../db/client.ts';
import { openProcessIds, recordsInFlight } from '../db/read-models/in-flight.ts';
import { DomainError } from '../domain/errors.ts';
import { executionInFlight, type TemporalClient } from '../temporal/executions.ts';

const pollMs = 5;

/** The engine and the records of one world. */
export interface Scene {
  readonly client: TemporalClient;
  readonly db: Db;
}

async function inFlight({ client, db }: Scene): Promise<string | undefined> {
  for (const workflowId of await openProcessIds(db)) {
    const found = await executionInFlight(client, workflowId);
    if (found !== undefined) return `${workflowId}: ${found}`;
  }
  return recordsInFlight(db);
}

/** Waits until nothing is in flight: no workflow task, activity or unstarted child, no fact to consume, no mail to send. Throws when that takes longer than the patience, a minute by default. */
export async function untilQuiet(
  scene: Scene,
  { patienceMs }: { readonly patienceMs: number } = { patienceMs: 60_000 },
): Promise<void> {
  const patience = Date.now() + patienceMs;
  for (;;) {
    const found = await inFlight(scene);
    if (found === undefined) return;
    if (Date.now() > patience)
      throw new DomainError(
        'conflict',
        `The rehearsal does not come to rest: ${found} has been in flight for ${patienceMs / 1000} seconds.`,
      );
    await delay(pollMs);
  }
}
