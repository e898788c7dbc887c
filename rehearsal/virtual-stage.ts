import type { Client } from '@temporalio/client';
import type { Db } from '../db/client.ts';
import { openProcessIds } from '../db/read-models/in-flight.ts';
import { advanceClockSignal, nextDueQuery } from '../workflows/process/messages.ts';
import type { Stage } from './conductor.ts';
import { untilQuiet } from './quiet.ts';

/** A rehearsal's world, in which nobody else works: `setClock` sets the clock of API, activities and ringer. */
export interface VirtualWorld {
  readonly client: Client;
  readonly db: Db;
  readonly run: string;
  setClock(at: string): void;
}

/** The stage on which every open process of the database runs under the process clock of one rehearsal. */
export function virtualStage(world: VirtualWorld): Stage {
  const handleOf = (workflowId: string) => world.client.workflow.getHandle(workflowId);
  return {
    quiet: () => untilQuiet(world),
    async dueDates() {
      const dues = new Map<string, string>();
      for (const workflowId of await openProcessIds(world.db)) {
        const { due } = await handleOf(workflowId).query(nextDueQuery);
        if (due !== null) dues.set(workflowId, due);
      }
      return dues;
    },
    setTime: (at) => Promise.resolve(world.setClock(at)),
    async move(workflowIds, at) {
      for (const workflowId of workflowIds)
        await handleOf(workflowId).signal(advanceClockSignal, { run: world.run, at });
    },
  };
}
