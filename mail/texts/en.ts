import { enAlarm } from './en-alarm.ts';
import { enChat } from './en-chat.ts';
import { enCommitment } from './en-commitment.ts';
import { enDigest } from './en-digest.ts';
import { enDirect } from './en-direct.ts';
import { enEscalation } from './en-escalation.ts';
import { enEscalationSolution } from './en-escalation-solution.ts';
import { enEscalationWork } from './en-escalation-work.ts';
import { enHandOver } from './en-hand-over.ts';
import { enImprovement } from './en-improvement.ts';
import { enLease } from './en-lease.ts';
import { enReview } from './en-review.ts';
import { enPlan } from './en-plan.ts';
import { enStepTrouble } from './en-step-trouble.ts';
import { enQuestion } from './en-question.ts';
import { enSelection } from './en-selection.ts';
import { enSurvey } from './en-survey.ts';

const enApproval = {
  'approval.action': 'Read and decide',
  'approval.cost': 'Cost',
  'approval.benefit': 'Expected benefit',
  'approval.owner': 'Carried out by',
  'approval.stepDue': 'To be done by',
  'approval.answerBy': 'Please answer by',
  'approval.noCost': 'None',
  'approval.words.replaced': '“{before}” has become “{after}”',
  'approval.words.removed': 'Taken out: “{before}”',
  'approval.words.added': 'New: “{after}”',
  'approval.changesTitle': 'What changed since you were last asked',
  'approval.before': 'before',
  'approval.after': 'now',
  'approval.why.named': 'You are asked because the step names you as an approver.',
  'approval.why.superior': 'You are asked in the place of somebody who reports to you.',
  'approval.why.director': 'You are asked as the director of this account.',
  'approval.why.programmeOwner': 'You are asked as the owner of the programme this account belongs to.',
  'approval.onlyYou': 'Your answer alone decides.',
  'approval.any': 'One answer out of {of} people asked is enough.',
  'approval.all': 'All {of} people asked have to approve.',
  'approval.quorum': '{needed} of the {of} people asked have to approve.',
  'approval.expiry.reject': 'If there is no answer by {at}, the step counts as rejected.',
  'approval.expiry.escalate': 'If there is no answer by {at}, {name} will be asked instead.',
  'approval.expiry.escalateUp': 'If there is no answer by {at}, the question goes back to {askedBy}.',
  'approval.expiry.wait': 'The question stays open until it is answered.',
  'approval.waited': 'Working hours waited so far: {hours}.',
  'approval.linkNote':
    'Opening the link decides nothing; you choose on the page. Please do not forward this mail: whoever has the link can answer in your name.',
  'approval.footer':
    'You get this mail because a step of the {year} plan for {account} names you as an approver.',
  'approval.inbox': 'Everything that waits for you: {url}',

  'approval-request.subject': 'Your decision, please: {step} ({account}, {year})',
  'approval-request.heading': '{askedBy} asks for your decision',
  'approval-request.intro':
    '{askedBy} has planned “{step}” for {account} and asks you to approve it, to ask for changes, or to reject it.',
  'approval-request.again':
    'The step was edited after it had been sent out, so earlier answers no longer count and older links are closed.',
  'approval-reminder.subject': 'Reminder: your decision on {step} ({account}, {year})',
  'approval-reminder.heading': 'Your answer is still missing',
  'approval-reminder.intro':
    '{askedBy} asked you about “{step}” for {account} and is waiting for your answer.',
  'approval-escalated.subject': 'Passed to you: {step} ({account}, {year})',
  'approval-escalated.heading': 'A decision has been passed to you',
  'approval-escalated.intro':
    '{askedBy} asked {insteadOf} about “{step}” for {account} on {since} and got no answer in time. The decision is now with you.',

  'approval-no-longer-needed.subject': 'No longer needed: your decision on {step} ({account}, {year})',
  'approval-no-longer-needed.heading': 'Your decision is no longer needed',
  'approval-no-longer-needed.decided':
    '“{step}” for {account} has been decided by others. There is nothing left for you to do.',
  'approval-no-longer-needed.edited':
    '{askedBy} is editing “{step}” for {account}. If it needs your decision again, a new mail with a new link will come.',
  'approval-no-longer-needed.recalled': '{askedBy} has withdrawn the question about “{step}” for {account}.',
  'approval-no-longer-needed.expired':
    'The time to answer about “{step}” for {account} is over. The link in the earlier mail is closed.',
  'approval-no-longer-needed.escalated':
    'The time to answer about “{step}” for {account} is over, and {name} has been asked instead. The link in the earlier mail is closed.',

  'decision-receipt.subject.approve': 'Receipt {number}: you approved {step} ({account}, {year})',
  'decision-receipt.subject.requestChanges':
    'Receipt {number}: you asked for changes to {step} ({account}, {year})',
  'decision-receipt.subject.reject': 'Receipt {number}: you rejected {step} ({account}, {year})',
  'decision-receipt.heading': 'Your decision is recorded',
  'decision-receipt.intro.approve': 'You approved “{step}” for {account}. Thank you.',
  'decision-receipt.intro.requestChanges': 'You asked for changes to “{step}” for {account}. Thank you.',
  'decision-receipt.intro.reject': 'You rejected “{step}” for {account}. Thank you.',
  'decision-receipt.number': 'Receipt number',
  'decision-receipt.comment': 'Your comment',
  'decision-receipt.at': 'Recorded',
  'decision-receipt.content': 'Content decided on',
  'decision-receipt.contentHash': 'SHA-256 {hash}…',
  'decision-receipt.attached':
    'The attached file receipt-{number}.json is the signed receipt: whoever has it can check that this decision was made.',
  'decision-receipt.waiting': 'The step now waits for {names}.',
  'decision-receipt.approved': 'With this the step is approved and can begin.',
  'decision-receipt.requestChanges':
    '{askedBy} is told and will revise the step; you will be asked again about the new version.',
  'decision-receipt.reject': '{askedBy} is told. The step will not be carried out.',
  'decision-receipt.footer':
    'Keep this mail as your record. If you did not make this decision, please tell {askedBy} at once.',

  'decision-receipt.undo': 'Take the decision back',
  'decision-receipt.undoUntil':
    'You can take this decision back until {at}; nothing follows from it before. The link in this mail leads there.',
  'decision-taken-back.subject': 'Taken back: your decision on {step} ({account}, {year})',
  'decision-taken-back.heading': 'Your decision is taken back',
  'decision-taken-back.intro':
    'You took your decision about “{step}” for {account} back. Nothing has followed from it, and {askedBy} is waiting for your answer again.',

  'manager.footer': 'You get this mail because you manage {account}.',
  'manager.action': 'Open the plan',
  'step-approved.subject': 'Approved: {step} ({account}, {year})',
  'step-approved.heading': '“{step}” is approved',
  'step-approved.intro': 'Everyone needed has approved “{step}” for {account}.',
  'step-approved.remaining.one': 'One more step of the plan is still waiting for a decision.',
  'step-approved.remaining.more': '{count} more steps of the plan are still waiting for a decision.',
  'step-approved.remaining.none': 'No other step of the plan is waiting for a decision.',
  'step-rejected.subject': 'Rejected: {step} ({account}, {year})',
  'step-rejected.heading': '“{step}” is rejected',
  'step-rejected.intro':
    '{by} rejected “{step}” for {account} on {at}. The step will not be carried out as it stands.',
  'step-rejected.next': 'The other steps of the plan are not affected.',
  'changes-requested.subject': 'Changes requested: {step} ({account}, {year})',
  'changes-requested.heading': '{by} asks for changes',
  'changes-requested.intro': '{by} asked for changes to “{step}” for {account} on {at}.',
  'changes-requested.next':
    'The step is a draft again. Edit it and submit the plan; only this step will be sent out anew.',
  'approval-expired.subject': 'No answer: {step} ({account}, {year})',
  'approval-expired.heading': 'No answer came in time',
  'approval-expired.intro':
    'The time to answer about “{step}” for {account} ended on {at} without an answer from {names}.',
  'approval-expired.rejected': 'By the rule of this step it now counts as rejected.',
  'approval-expired.escalated': '{name} has been asked instead.',
  'approval-expired.waiting': 'By the rule of this step the question stays open. It may help to call.',
  'approval-expired.nobody':
    'There is nobody left to pass the decision to, so it is up to you: recall the question, or submit the step with another approver.',
  'question-open-again.subject': 'Open again: {step} ({account}, {year})',
  'question-open-again.heading': 'A question is open again',
  'question-open-again.intro':
    '{by} took a decision about “{step}” for {account} back on {at}, so the question that had ended without enough answers is open again.',
  'question-open-again.next': 'There is nothing for you to do: whoever has not answered is asked again.',
  'late-decision-note.subject': 'Too late to count: {by} on {step} ({account}, {year})',
  'late-decision-note.heading': 'An answer came too late',
  'late-decision-note.intro.approve':
    '{by} approved “{step}” for {account} on {at}, after the question had closed on {closedAt}.',
  'late-decision-note.intro.requestChanges':
    '{by} asked for changes to “{step}” for {account} on {at}, after the question had closed on {closedAt}.',
  'late-decision-note.intro.reject':
    '{by} rejected “{step}” for {account} on {at}, after the question had closed on {closedAt}.',
  'late-decision-note.next':
    'The answer does not count. If it should change something, edit the step and submit the plan again.',
} as const;

/** Every text of the mails in English; placeholders in braces are filled by name. */
export const en = {
  ...enApproval,
  ...enAlarm,
  ...enEscalation,
  ...enEscalationSolution,
  ...enEscalationWork,
  ...enChat,
  ...enLease,
  ...enReview,
  ...enSurvey,
  ...enPlan,
  ...enImprovement,
  ...enStepTrouble,
  ...enQuestion,
  ...enSelection,
  ...enHandOver,
  ...enCommitment,
  ...enDigest,
  ...enDirect,
} as const;
