import { continueAsNew, proxyActivities, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { ApprovalActivities } from '../../activities/approvals.ts';
import type { EscalationActivities } from '../../activities/escalation.ts';
import type { HandOverActivities } from '../../activities/hand-overs.ts';
import type { ProcessActivities } from '../../activities/processes.ts';
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
import { escalationTitle, type EscalationInput } from './messages.ts';

const records = proxyLocalActivities<
  ApprovalActivities & EscalationActivities & HandOverActivities & ProcessActivities & QuestionActivities
>({
  ...inRecords,
  summary: 'Look at the records',
});
const patiently = proxyActivities<EscalationActivities>({
  startToCloseTimeout: '30 seconds',
  summary: 'Look at the records until they can be read',
});

const look = lookAtRecords({ quickly: records.viewEscalation, patiently: patiently.viewEscalation });

const onFact = {
  escalationOpened: records.askFirst,
  escalationReopened: records.askFirst,
  signalAdded: records.followSignal,
  escalationAcknowledged: records.tellWhoHasIt,
  severityChanged: records.followSeverity,
  escalationPaused: records.followPause,
  escalationResumed: records.followPause,
  escalationUpdated: records.tellUpdate,
  clientConfirmed: records.followConfirmed,
  clocksChanged: records.redateClocks,
  escalationHandedOver: records.tellHandedOver,
  holderGone: records.askToTakeOver,
  escalationClosed: records.tellClosed,
  taskGiven: records.followTask,
  taskChanged: records.followTask,
  taskEnded: records.followTask,
  solutionProposed: records.askProposal,
  solutionPresented: records.askClient,
  clientRefused: records.tellRefused,
  presentationWithdrawn: records.followPause,
  approvalDecided: records.followDecision,
  decisionTakenBack: records.followUndo,
  seatHandedOver: records.followHandOver,
  seatTakenBack: records.followTakeBack,
  approvalRecalled: records.followRecall,
  absenceChanged: records.followAbsence,
  decisionLate: records.tellLateAnswer,
  questionAsked: records.followQuestion,
  questionAnswered: records.followAnswer,
};

const onDate = {
  climbLadder: records.climbLadder,
  warnOfResponse: records.warnOfResponse,
  breachResponse: records.breachResponse,
  warnOfClock: records.warnOfClock,
  breachClock: records.breachClock,
  endPause: records.endPause,
  checkFollowUp: records.checkFollowUp,
  askLessons: records.askLessons,
  remindTask: records.remindTask,
  noteOverdueTask: records.noteOverdueTask,
  remindClient: records.remindClient,
  countSilence: records.countSilence,
  remindApprover: records.remindApprover,
  expireApprover: records.expireApprover,
  carryOutDecision: records.carryOutDecision,
  handOverAbsent: records.handOverAbsent,
  remindAnswerer: records.remindAnswerer,
};

/** A cause at an account, until it is closed: somebody is asked to take it, higher and higher up the ladder while nobody does. */
export async function escalation(input: EscalationInput): Promise<void> {
  const { workflowId } = workflowInfo();
  const clock = processClock(input.rehearsal);
  const doorbell = openDoorbell();
  const opsView = openOpsView(escalationTitle(input));
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
        await continueAsNew<typeof escalation>({ ...input, ...clock.carry() });
      }
      await waitForNext(acted, { clock, woken: doorbell.rung });
    }
  });
  await outbox.settle();
}
