import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  continueAsNew,
  ParentClosePolicy,
  proxyActivities,
  proxyLocalActivities,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import type { AlarmActivities } from '../../activities/alarms.ts';
import type { ImprovementActivities } from '../../activities/improvements.ts';
import type { ProcessActivities, RingActivities } from '../../activities/processes.ts';
import type { ReviewActivities } from '../../activities/reviews.ts';
import type { SurveyActivities } from '../../activities/surveys.ts';
import { annualPlanningId, annualPlanningName, annualPlanningTitle } from '../annual-planning/messages.ts';
import { stopWhenCancelled } from '../cancellation.ts';
import { processClock, type ProcessClock } from '../clock.ts';
import { openDoorbell } from '../doorbell.ts';
import { lookAtRecords } from '../look.ts';
import { actOnRecords, inRecords } from '../moves.ts';
import { openOpsView } from '../ops-view.ts';
import { openOutbox } from '../outbox.ts';
import {
  quarterlyReviewId,
  quarterlyReviewName,
  quarterlyReviewTitle,
  type ReviewedQuarter,
} from '../quarterly-review/messages.ts';
import { isDueToRollOver } from '../roll-over.ts';
import { waitForNext } from '../waiting.ts';
import { accountReviewTitle, type AccountReviewInput } from './messages.ts';

const records = proxyLocalActivities<
  ReviewActivities & AlarmActivities & ImprovementActivities & SurveyActivities & ProcessActivities
>({
  ...inRecords,
  summary: 'Look at the records',
});

const patiently = proxyActivities<ReviewActivities>({
  startToCloseTimeout: '30 seconds',
  summary: 'Look at the records until they can be read',
});

const { ring } = proxyActivities<RingActivities>({
  startToCloseTimeout: '30 seconds',
  summary: 'Ring a review that was cancelled',
});

const look = lookAtRecords({ quickly: records.viewReview, patiently: patiently.viewReview });

const onFact = {
  yearRequested: records.openRequestedYear,
  planClosed: records.followClosedPlan,
  answerAfterClose: records.tellAnswerAfterClose,
  reviewEnded: records.endReview,
  improvementsAdded: records.tellImprovers,
  reviewCadenceSet: records.followCadence,
  alarmRaised: records.noteAlarm,
  alarmCleared: records.noteAlarm,
  surveyOpened: records.inviteToSurvey,
  surveyDetractor: records.tellDetractor,
};

const onDate = {
  planNextYear: records.openNextYear,
  remindImprover: records.remindImprover,
  openQuarterlyReview: records.openQuarterlyReview,
  remindSurvey: records.remindSurvey,
  closeSurvey: records.closeSurvey,
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
      staticSummary: annualPlanningTitle({ accountId, year }),
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

async function startReview(quarter: ReviewedQuarter, clock: ProcessClock): Promise<void> {
  try {
    await startChild(quarterlyReviewName, {
      workflowId: quarterlyReviewId(quarter),
      args: [{ ...quarter, ...clock.carry() }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      staticSummary: quarterlyReviewTitle(quarter),
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/** An account's life in the programme: starts each year's plan when asked or when its time has come, and each quarter's review, until it ends. */
export async function accountReview(input: AccountReviewInput): Promise<void> {
  const { workflowId } = workflowInfo();
  const { accountId } = input;
  const clock = processClock(input.rehearsal);
  const doorbell = openDoorbell();
  const opsView = openOpsView(accountReviewTitle(input));
  const outbox = openOutbox();
  const tools = { onFact, onDate, clock, outbox };

  await stopWhenCancelled(clock, async () => {
    for (;;) {
      doorbell.answer();
      const acted = await actOnRecords(await look({ workflowId, at: clock.now() }), tools);
      for (const year of acted.view.yearsToStart) {
        await startPlan(year, { accountId, clock });
        await records.noteStarted({ accountId, year, at: clock.now() });
      }
      for (const { year, quarter } of acted.view.reviewsToStart ?? []) {
        const reviewed = { accountId, year, quarter };
        await startReview(reviewed, clock);
        await records.noteReviewStarted({ ...reviewed, at: clock.now() });
      }
      for (const review of acted.view.reviewsToRing ?? []) await ring({ workflowId: review });
      opsView.show(acted.view, acted.stuck);
      if (acted.view.stage === 'ended' && (await records.closeProcess({ workflowId, at: clock.now() })))
        break;
      if (isDueToRollOver()) {
        await outbox.settle();
        await continueAsNew<typeof accountReview>({ ...input, ...clock.carry() });
      }
      await waitForNext(acted, { clock, woken: doorbell.rung });
    }
  });
  await outbox.settle();
}
