import { isCancellation, TemporalFailure } from '@temporalio/workflow';
import type { ProcessView } from './process/messages.ts';

type Look<View extends ProcessView> = (of: { workflowId: string; at: string }) => Promise<View>;

/**
 * Reads the records, as of the process's present, by a local activity; when they cannot be read, by an ordinary one, whose retries the
 * server keeps: they add nothing to the history, and ops sees a pending activity with its last failure.
 */
export function lookAtRecords<View extends ProcessView>(ways: {
  readonly quickly: Look<View>;
  readonly patiently: Look<View>;
}): Look<View> {
  return async (of) => {
    try {
      return await ways.quickly(of);
    } catch (error) {
      if (isCancellation(error) || !(error instanceof TemporalFailure)) throw error;
      return ways.patiently(of);
    }
  };
}
