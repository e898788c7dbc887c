import { CancellationScope, isCancellation, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { ProcessActivities } from '../activities/processes.ts';
import type { ProcessClock } from './clock.ts';

const { stopProcess } = proxyLocalActivities<ProcessActivities>({
  startToCloseTimeout: '30 seconds',
  summary: 'Say in the records that ops ended this process',
});

/** Runs the process; when ops cancel it, its row says stopped before it ends, so that nothing resurrects it. */
export async function stopWhenCancelled(clock: ProcessClock, process: () => Promise<void>): Promise<void> {
  const { workflowId } = workflowInfo();
  try {
    await process();
  } catch (error) {
    if (isCancellation(error))
      await CancellationScope.nonCancellable(() => stopProcess({ workflowId, at: clock.now() }));
    throw error;
  }
}
