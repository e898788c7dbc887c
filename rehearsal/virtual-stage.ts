import { openProcessIds } from '../db/read-models/in-flight.ts';
import { advanceClock, nextDueOf } from '../temporal/executions.ts';
import type { Stage } from './conductor.ts';
import { untilQuiet, type Scene } from './quiet.ts';

/** A rehearsal's world, in which nobody else works: `setClock` sets the clock of API, activities and ringer. */
export interface VirtualWorld extends Scene {
  readonly run: string;
  readonly setClock: (at: string) => void;
}

/** The stage on which every open process of the database runs under the process clock of one rehearsal. */
export function virtualStage(world: VirtualWorld): Stage {
  return {
    quiet: () => untilQuiet(world),
    async dueDates() {
      const dues = new Map<string, string>();
      for (const workflowId of await openProcessIds(world.db)) {
        const { due } = await nextDueOf(world.client, workflowId);
        if (due !== null) dues.set(workflowId, due);
      }
      return dues;
    },
    setTime: (at) => Promise.resolve(world.setClock(at)),
    async move(workflowIds, at) {
      for (const workflowId of workflowIds)
        await advanceClock(world.client, { workflowId, to: { run: world.run, at } });
    },
  };
}
