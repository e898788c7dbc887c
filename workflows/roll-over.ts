import { workflowInfo } from '@temporalio/workflow';

// A run is still readable at this length, and far from where the server would end it; one task adds a few hundred events at most.
const readableEvents = 2_500;

/** Whether a run is to go on as a new one: when it has become long to read and to replay, or the server suggests it. */
export function isDueToRollOver(): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return continueAsNewSuggested || historyLength >= readableEvents;
}
