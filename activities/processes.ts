import type { Db } from '../db/client.ts';
import { stopProcess } from '../db/stores/process-restarts.ts';
import { closeProcess } from '../db/stores/processes.ts';
import type { Ring } from '../temporal/ring.ts';

/** Small database work that every process shares; meant as local activities. */
export interface ProcessActivities {
  /** Closes the process's row unless facts wait for it; `false` means: read them first. */
  closeProcess(input: { workflowId: string; at: string }): Promise<boolean>;
  /** Marks the process as ended by ops. */
  stopProcess(input: { workflowId: string; at: string }): Promise<void>;
}

/** Rings another process after a fact was committed for it. */
export interface RingActivities {
  ring(input: { workflowId: string }): Promise<void>;
}

/** The activities that every process shares. */
export function createProcessActivities({
  db,
  ring,
}: {
  db: Db;
  ring: Ring;
}): ProcessActivities & RingActivities {
  return {
    closeProcess: ({ workflowId, at }) =>
      db.transaction((trx) => closeProcess(trx, { workflowId, at: new Date(at) })),
    stopProcess: ({ workflowId, at }) =>
      db.transaction((trx) => stopProcess(trx, { workflowId, status: 'CANCELLED', at: new Date(at) })),
    async ring({ workflowId }) {
      await ring(workflowId);
    },
  };
}
