import { defineSearchAttributeKey } from '@temporalio/common';
import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { SelectionOpeningActivities } from '../../activities/selection-opening.ts';
import type { RingActivities } from '../../activities/processes.ts';
import type { SelectionOpeningInput } from './messages.ts';

const { openScheduledCycle, ring } = proxyActivities<SelectionOpeningActivities & RingActivities>({
  startToCloseTimeout: '5 minutes',
  retry: { maximumInterval: '10 minutes' },
  summary: 'Open the cycle of this year',
});

const scheduledStart = defineSearchAttributeKey('TemporalScheduledStartTime', 'DATETIME');

/** What a programme's yearly schedule starts: opens the cycle of the date it was scheduled for, also when it runs later. */
export async function selectionOpening(input: SelectionOpeningInput): Promise<void> {
  const { typedSearchAttributes, startTime } = workflowInfo();
  const scheduledAt = typedSearchAttributes.get(scheduledStart) ?? startTime;
  const workflowId = await openScheduledCycle({ ...input, scheduledAt: scheduledAt.toISOString() });
  if (workflowId !== null) await ring({ workflowId });
}
