import type { Client } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import type { Db } from '../../db/client.ts';
import type { Stage } from '../../rehearsal/conductor.ts';
import { untilQuiet } from '../../rehearsal/quiet.ts';
import { processStateQuery } from '../../workflows/process/messages.ts';

/** One live process on the server that skips time: its timers are real, and its virtual time belongs to the execution. */
export interface SkippingProcess {
  readonly client: Client;
  readonly db: Db;
  readonly workflowId: string;
  setClock(at: string): void;
}

const skipsPerMove = 1_000;

async function virtualNow({ client, workflowId }: SkippingProcess): Promise<number> {
  const { raw } = await client.workflow.getHandle(workflowId).describe();
  const time = raw.workflowExtendedInfo?.timeSkippingInfo?.currentTime;
  return time ? Number(time.seconds) * 1000 + (time.nanos ?? 0) / 1e6 : Date.now();
}

async function fastForward(process: SkippingProcess, at: string): Promise<void> {
  const { client, workflowId } = process;
  const ahead = Date.parse(at) - (await virtualNow(process));
  if (ahead <= 0) return;
  const { workflowService } = client;
  const target = { namespace: client.options.namespace, workflowExecution: { workflowId } };
  const duration = msToTs(Math.ceil(ahead));
  await workflowService.updateWorkflowExecutionOptions({
    ...target,
    workflowExecutionOptions: {
      timeSkippingConfig: {
        enabled: true,
        maxSessionSkipCount: skipsPerMove,
        fastForwardConfig: { id: at, duration },
      },
    },
    updateMask: { paths: ['time_skipping_config'] },
  });
  await workflowService.pollWorkflowExecutionTimeSkipping({ ...target, fastForwardId: at });
}

/** The stage on which one live process is fast-forwarded from date to date. */
export function skippingStage(process: SkippingProcess): Stage {
  const { client, workflowId } = process;
  return {
    quiet: () => untilQuiet(process),
    async dueDates() {
      const handle = client.workflow.getHandle(workflowId);
      if ((await handle.describe()).status.name !== 'RUNNING') return new Map();
      const { next } = await handle.query(processStateQuery);
      return new Map(next ? [[workflowId, next.at]] : []);
    },
    async setTime(at) {
      await fastForward(process, at);
      process.setClock(at);
    },
    move: () => Promise.resolve(),
  };
}
