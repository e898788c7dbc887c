import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  continueAsNew,
  ParentClosePolicy,
  proxyLocalActivities,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import type { ProcessActivities } from '../../activities/processes.ts';
import type { ReviewActivities } from '../../activities/reviews.ts';
import { annualPlanningId, annualPlanningName } from '../annual-planning/messages.ts';
import { stopWhenCancelled } from '../cancellation.ts';
import { processClock, type ProcessClock } from '../clock.ts';
import { openDoorbell } from '../doorbell.ts';
import { actOnRecords, inRecords } from '../moves.ts';
import { openOpsView } from '../ops-view.ts';
import { openOutbox } from '../outbox.ts';
import type { AccountReviewInput } from './messages.ts';

const records = proxyLocalActivities<ReviewActivities & ProcessActivities>({
  ...inRecords,
  summary: 'Look at the records',
});

const onFact = {
  yearRequested: records.openRequestedYear,
  planClosed: records.followClosedPlan,
  answerAfterClose: records.tellAnswerAfterClose,
  reviewEnded: records.endReview,
};

const onDate = {
  planNextYear: records.openNextYear,
};

// A year whose plan runs already is adopted: account and year name one plan in the records and one workflow here.
async function startPlan(
  year: number,
  { accountId, clock }: { accountId: string; clock: ProcessClock },
): Promise<void> {
  try {
    await startChild(annualPlanningName, {
      workflowId: annualPlanningId({ accountId, year }),
      args: [{ accountId, year, ...clock.carry() }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      staticSummary: `Annual plan ${year} of account ${accountId}`,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/** An account's life in the programme: starts each year's plan when asked or when its time has come, until the review ends. */
export async function accountReview(input: AccountReviewInput): Promise<void> {
  const { workflowId } = workflowInfo();
  const { accountId } = input;
  const clock = processClock(input.rehearsal);
  const doorbell = openDoorbell();
  const opsView = openOpsView();
  const outbox = openOutbox();

  await stopWhenCancelled(async () => {
    for (;;) {
      doorbell.answer();
      const review = await actOnRecords(await records.viewReview({ workflowId }), {
        onFact,
        onDate,
        clock,
        outbox,
      });
      for (const year of review.yearsToStart) {
        await startPlan(year, { accountId, clock });
        await records.noteStarted({ accountId, year, at: clock.now() });
      }
      opsView.show(review);
      if (review.stage === 'ended' && (await records.closeProcess({ workflowId, at: clock.now() }))) break;
      if (workflowInfo().continueAsNewSuggested) {
        await outbox.idle();
        await continueAsNew<typeof accountReview>({ ...input, ...clock.carry() });
      }
      const due = review.next && {
        at: review.next.at,
        summary: `${review.next.effect} ${review.next.subject}`,
      };
      await clock.until(due ?? undefined, doorbell.rung);
    }
  });
  await outbox.idle();
}
