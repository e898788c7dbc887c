import { defineSearchAttributeKey } from '@temporalio/common';
import { continueAsNew, proxyActivities, setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import type { EarlyWarningActivities } from '../../activities/early-warning.ts';
import { isDueToRollOver } from '../roll-over.ts';
import { earlyWarningTitle, type EarlyWarningInput } from './messages.ts';

const { openWarningSweep, sweepAccounts, recordSweptHealth } = proxyActivities<EarlyWarningActivities>({
  startToCloseTimeout: '5 minutes',
  retry: { maximumInterval: '5 minutes' },
  summary: 'Look at the next key accounts',
});

const scheduledStart = defineSearchAttributeKey('TemporalScheduledStartTime', 'DATETIME');

// The moment that the schedule meant, also where it runs later.
function scheduledAt(): string {
  const { typedSearchAttributes, startTime } = workflowInfo();
  return (typedSearchAttributes.get(scheduledStart) ?? startTime).toISOString();
}

/** A day's sweep over a programme's key accounts: raises, updates and clears their alarms batch by batch, then records their health. What is done is in the records, so that
 * any run goes on where the one before was stopped. */
export async function earlyWarning(input: EarlyWarningInput): Promise<void> {
  const { asOf, sweepId } = await openWarningSweep({ ...input, scheduledAt: scheduledAt() });
  const goOn = async (healthFrom?: string): Promise<never> =>
    continueAsNew<typeof earlyWarning>({ ...input, asOf, ...(healthFrom !== undefined && { healthFrom }) });
  if (sweepId === null) {
    setCurrentDetails(`**${earlyWarningTitle(input)}**\n\nA day after ${asOf} was swept already.`);
    return;
  }
  let looked = 0;
  for (let over = input.healthFrom !== undefined; !over;) {
    const batch = await sweepAccounts({ sweepId });
    looked += batch.accounts;
    over = batch.over;
    setCurrentDetails(`**${earlyWarningTitle(input)}**\n\nAs of ${asOf}: ${looked} accounts in this run.`);
    if (isDueToRollOver()) await goOn();
  }
  for (let from: string | null = input.healthFrom ?? '0'; from !== null;) {
    from = await recordSweptHealth({ sweepId, from });
    if (from !== null && isDueToRollOver()) await goOn(from);
  }
}
