import { continueAsNew, proxyActivities, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { ApprovalActivities } from '../../activities/approvals.ts';
import type { PlanningActivities } from '../../activities/planning.ts';
import type { ProcessActivities, RingActivities } from '../../activities/processes.ts';
import { stopWhenCancelled } from '../cancellation.ts';
import { processClock } from '../clock.ts';
import { openDoorbell } from '../doorbell.ts';
import { actOnRecords, inRecords } from '../moves.ts';
import { openOpsView } from '../ops-view.ts';
import { openOutbox } from '../outbox.ts';
import type { AnnualPlanningInput } from './messages.ts';

const records = proxyLocalActivities<ApprovalActivities & PlanningActivities & ProcessActivities>({
  ...inRecords,
  summary: 'Look at the records',
});
const { ring } = proxyActivities<RingActivities>({
  startToCloseTimeout: '30 seconds',
  summary: "Ring the account's review",
});

const onFact = {
  planOpened: records.inviteManager,
  planSubmitted: records.askApprovers,
  approvalDecided: records.followDecision,
  stepEdited: records.followEdit,
  decisionLate: records.tellLateAnswer,
  stepDone: records.followDone,
  closeRequested: records.followCloseRequest,
};

const onDate = {
  remindManager: records.remindManager,
  remindApprover: records.remindApprover,
  expireApprover: records.expireApprover,
  remindOwner: records.remindOwner,
  markOverdue: records.markOverdue,
  closePlan: records.closePlan,
};

/** One year of an account: drafted, submitted, approved step by step, executed with reminders, closed with its outcomes. */
export async function annualPlanning(input: AnnualPlanningInput): Promise<void> {
  const { workflowId } = workflowInfo();
  const clock = processClock(input.rehearsal);
  const doorbell = openDoorbell();
  const opsView = openOpsView();
  const outbox = openOutbox();

  await stopWhenCancelled(async () => {
    for (;;) {
      doorbell.answer();
      const plan = await actOnRecords(await records.viewPlan({ workflowId }), {
        onFact,
        onDate,
        clock,
        outbox,
      });
      opsView.show(plan);
      if (plan.stage === 'closed' && (await records.closeProcess({ workflowId, at: clock.now() }))) break;
      if (workflowInfo().continueAsNewSuggested) {
        await outbox.idle();
        await continueAsNew<typeof annualPlanning>({ ...input, ...clock.carry() });
      }
      const due = plan.next && { at: plan.next.at, summary: `${plan.next.effect} ${plan.next.subject}` };
      await clock.until(due ?? undefined, doorbell.rung);
    }
  });
  await outbox.idle();
  await ring({ workflowId: `account-review/${input.accountId}` });
}
