import { continueAsNew, proxyActivities, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { ApprovalActivities } from '../../activities/approvals.ts';
import type { HandOverActivities } from '../../activities/hand-overs.ts';
import type { QuestionActivities } from '../../activities/questions.ts';
import type { ProcessActivities, RingActivities } from '../../activities/processes.ts';
import type { SelectionActivities } from '../../activities/selection.ts';
import { stopWhenCancelled } from '../cancellation.ts';
import { processClock } from '../clock.ts';
import { openDoorbell } from '../doorbell.ts';
import { lookAtRecords } from '../look.ts';
import { actOnRecords, inRecords } from '../moves.ts';
import { openOpsView } from '../ops-view.ts';
import { openOutbox } from '../outbox.ts';
import { isDueToRollOver } from '../roll-over.ts';
import { waitForNext } from '../waiting.ts';
import type { Move } from '../process/messages.ts';
import { candidateSelectionTitle, type CandidateSelectionInput, type SelectionView } from './messages.ts';
import { openScoring } from './scoring.ts';

// The effects on approvals view whatever process they belong to.
type OfSelection<Activities> = {
  readonly [Name in keyof Activities]: (move: Move) => Promise<SelectionView>;
};

const records = proxyLocalActivities<
  SelectionActivities &
    OfSelection<ApprovalActivities & HandOverActivities & QuestionActivities> &
    ProcessActivities
>({
  ...inRecords,
  summary: 'Look at the records',
});
const { ring } = proxyActivities<RingActivities>({
  startToCloseTimeout: '30 seconds',
  summary: "Ring an account's review",
});
const patiently = proxyActivities<SelectionActivities>({
  startToCloseTimeout: '30 seconds',
  summary: 'Look at the records until they can be read',
});

const look = lookAtRecords({ quickly: records.viewSelection, patiently: patiently.viewSelection });

const onFact = {
  cycleStarted: records.openScoring,
  scoringEnded: records.followScoring,
  nominationChanged: records.followNomination,
  listSubmitted: records.submitList,
  cycleCancelled: records.tellCancelled,
  exitSettled: records.followExit,
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
  endNominations: records.endNominations,
  checkManagers: records.checkManagers,
  remindExit: records.remindExit,
  passExitOn: records.passExitOn,
  remindApprover: records.remindApprover,
  expireApprover: records.expireApprover,
  carryOutDecision: records.carryOutDecision,
  handOverAbsent: records.handOverAbsent,
  remindAnswerer: records.remindAnswerer,
};

/** A programme's selection of a year: scored, nominated and vetoed, approved by a panel, designated, and every proposed exit settled. */
export async function candidateSelection(input: CandidateSelectionInput): Promise<void> {
  const { workflowId } = workflowInfo();
  const clock = processClock(input.rehearsal);
  const doorbell = openDoorbell();
  const opsView = openOpsView(candidateSelectionTitle(input));
  const outbox = openOutbox();
  const scoring = openScoring();
  const tools = { onFact, onDate, clock, outbox };

  await stopWhenCancelled(clock, async () => {
    for (;;) {
      doorbell.answer();
      scoring.answer();
      const acted = await actOnRecords(await look({ workflowId, at: clock.now() }), tools);
      if (acted.view.scoring) scoring.start({ workflowId, clock });
      for (const review of acted.view.reviewsToRing) await ring({ workflowId: review });
      opsView.show(acted.view, acted.stuck);
      if (acted.view.stage === 'closed' && (await records.closeProcess({ workflowId, at: clock.now() })))
        break;
      if (isDueToRollOver() && !scoring.underWay()) {
        await outbox.settle();
        await continueAsNew<typeof candidateSelection>({ ...input, ...clock.carry() });
      }
      await waitForNext(acted, { clock, woken: () => doorbell.rung() || scoring.ended() });
    }
  });
  await outbox.settle();
}
