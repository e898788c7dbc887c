import { continueAsNew, proxyActivities, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { ApprovalActivities } from '../../activities/approvals.ts';
import type { HandOverActivities } from '../../activities/hand-overs.ts';
import type { ProcessActivities, RingActivities } from '../../activities/processes.ts';
import type { QuarterlyReviewActivities } from '../../activities/quarterly-review.ts';
import type { QuestionActivities } from '../../activities/questions.ts';
import { stopWhenCancelled } from '../cancellation.ts';
import { processClock } from '../clock.ts';
import { openDoorbell } from '../doorbell.ts';
import { lookAtRecords } from '../look.ts';
import { actOnRecords, inRecords } from '../moves.ts';
import { openOpsView } from '../ops-view.ts';
import { openOutbox } from '../outbox.ts';
import { isDueToRollOver } from '../roll-over.ts';
import { waitForNext } from '../waiting.ts';
import { quarterlyReviewTitle, type QuarterlyReviewInput, type QuarterlyReviewView } from './messages.ts';

const records = proxyLocalActivities<
  ApprovalActivities & HandOverActivities & ProcessActivities & QuarterlyReviewActivities & QuestionActivities
>({
  ...inRecords,
  summary: 'Look at the records',
});
const { ring } = proxyActivities<RingActivities>({
  startToCloseTimeout: '30 seconds',
  summary: 'Ring the process to which the minutes gave something to do',
});
const patiently = proxyActivities<QuarterlyReviewActivities>({
  startToCloseTimeout: '30 seconds',
  summary: 'Look at the records until they can be read',
});

const look = lookAtRecords({
  quickly: records.viewQuarterlyReview,
  patiently: patiently.viewQuarterlyReview,
});

const onFact = {
  reviewPlanned: records.invite,
  reviewRescheduled: records.followRescheduling,
  reviewEdited: records.followReviewEdit,
  reviewCancelled: records.followCancelling,
  minutesRecorded: records.followMinutes,
  approvalDecided: records.followDecision,
  decisionTakenBack: records.followUndo,
  stepEdited: records.followEdit,
  seatHandedOver: records.followHandOver,
  seatTakenBack: records.followTakeBack,
  approvalRecalled: records.followRecall,
  absenceChanged: records.followAbsence,
  decisionLate: records.tellLateAnswer,
  questionAsked: records.followQuestion,
  questionAnswered: records.followAnswer,
};

const onDate = {
  leaveProgramme: records.leaveProgramme,
  freezeFigures: records.freezeFigures,
  askSignOff: records.askSignOff,
  sendPreRead: records.sendPreRead,
  holdReview: records.holdReview,
  askMinutes: records.askMinutes,
  remindMinutes: records.remindMinutes,
  tellMissed: records.tellMissed,
  closeMissed: records.closeMissed,
  remindApprover: records.remindApprover,
  expireApprover: records.expireApprover,
  carryOutDecision: records.carryOutDecision,
  handOverAbsent: records.handOverAbsent,
  remindAnswerer: records.remindAnswerer,
};

const ended: readonly string[] = ['closed', 'cancelled'];

async function ringOthers({ toRing = [] }: QuarterlyReviewView): Promise<void> {
  for (const workflowId of toRing) await ring({ workflowId });
}

/** One quarter of an account: invited, figures frozen, signed off, read beforehand, held, and carried on by its minutes. */
export async function quarterlyReview(input: QuarterlyReviewInput): Promise<void> {
  const { workflowId } = workflowInfo();
  const clock = processClock(input.rehearsal);
  const doorbell = openDoorbell();
  const opsView = openOpsView(quarterlyReviewTitle(input));
  const outbox = openOutbox();
  const tools = { onFact, onDate, clock, outbox };

  await stopWhenCancelled(clock, async () => {
    for (;;) {
      doorbell.answer();
      const acted = await actOnRecords(await look({ workflowId, at: clock.now() }), tools);
      await ringOthers(acted.view);
      opsView.show(acted.view, acted.stuck);
      if (ended.includes(acted.view.stage) && (await records.closeProcess({ workflowId, at: clock.now() })))
        break;
      if (isDueToRollOver()) {
        await outbox.settle();
        await continueAsNew<typeof quarterlyReview>({ ...input, ...clock.carry() });
      }
      await waitForNext(acted, { clock, woken: doorbell.rung });
    }
  });
  await outbox.settle();
}
