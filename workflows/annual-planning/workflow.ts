import { continueAsNew, proxyActivities, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { ApprovalActivities } from '../../activities/approvals.ts';
import type { CommitmentReminderActivities } from '../../activities/commitment-reminders.ts';
import type { CommitmentActivities } from '../../activities/commitments.ts';
import type { HandOverActivities } from '../../activities/hand-overs.ts';
import type { LeaseActivities } from '../../activities/lease.ts';
import type { PlanningActivities } from '../../activities/planning.ts';
import type { QuestionActivities } from '../../activities/questions.ts';
import type { ProcessActivities, RingActivities } from '../../activities/processes.ts';
import { stopWhenCancelled } from '../cancellation.ts';
import { processClock } from '../clock.ts';
import { openDoorbell } from '../doorbell.ts';
import { lookAtRecords } from '../look.ts';
import { actOnRecords, inRecords } from '../moves.ts';
import { openOpsView } from '../ops-view.ts';
import { openOutbox } from '../outbox.ts';
import { isDueToRollOver } from '../roll-over.ts';
import { waitForNext } from '../waiting.ts';
import { annualPlanningTitle, type AnnualPlanningInput } from './messages.ts';

const records = proxyLocalActivities<
  ApprovalActivities &
    CommitmentActivities &
    CommitmentReminderActivities &
    HandOverActivities &
    LeaseActivities &
    PlanningActivities &
    ProcessActivities &
    QuestionActivities
>({
  ...inRecords,
  summary: 'Look at the records',
});
const { ring } = proxyActivities<RingActivities>({
  startToCloseTimeout: '30 seconds',
  summary: "Ring the account's review",
});
const patiently = proxyActivities<PlanningActivities>({
  startToCloseTimeout: '30 seconds',
  summary: 'Look at the records until they can be read',
});

const look = lookAtRecords({ quickly: records.viewPlan, patiently: patiently.viewPlan });

const onFact = {
  planOpened: records.inviteManager,
  planSubmitted: records.askApprovers,
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
  stepDone: records.followDone,
  stepReported: records.followReport,
  closeRequested: records.followCloseRequest,
  commitmentChanged: records.followCommitment,
  planRevalidated: records.followRevalidation,
};

const onDate = {
  remindManager: records.remindManager,
  remindApprover: records.remindApprover,
  expireApprover: records.expireApprover,
  carryOutDecision: records.carryOutDecision,
  handOverAbsent: records.handOverAbsent,
  remindAnswerer: records.remindAnswerer,
  remindOwner: records.remindOwner,
  markOverdue: records.markOverdue,
  closePlan: records.closePlan,
  askCommitment: records.askCommitment,
  remindCommitment: records.remindCommitment,
  noteSilence: records.noteSilence,
  missCommitment: records.missCommitment,
  remindOfDue: records.remindOfDue,
  chaseCommitment: records.chaseCommitment,
  remindSettlement: records.remindSettlement,
  tellUnsettled: records.tellUnsettled,
  askRevalidation: records.askRevalidation,
  tellUntended: records.tellUntended,
};

/** One year of an account: drafted, submitted, approved step by step, executed with reminders, closed with its outcomes. */
export async function annualPlanning(input: AnnualPlanningInput): Promise<void> {
  const { workflowId } = workflowInfo();
  const clock = processClock(input.rehearsal);
  const doorbell = openDoorbell();
  const opsView = openOpsView(annualPlanningTitle(input));
  const outbox = openOutbox();
  const tools = { onFact, onDate, clock, outbox };

  await stopWhenCancelled(clock, async () => {
    for (;;) {
      doorbell.answer();
      const acted = await actOnRecords(await look({ workflowId, at: clock.now() }), tools);
      opsView.show(acted.view, acted.stuck);
      if (acted.view.stage === 'closed' && (await records.closeProcess({ workflowId, at: clock.now() })))
        break;
      if (isDueToRollOver()) {
        await outbox.settle();
        await continueAsNew<typeof annualPlanning>({ ...input, ...clock.carry() });
      }
      await waitForNext(acted, { clock, woken: doorbell.rung });
    }
  });
  await ring({ workflowId: `account-review/${input.accountId}` });
  await outbox.settle();
}
