import { programmeEn } from './en-programme.ts';
import { reviewsEn } from './en-reviews.ts';
import { accountEn } from './en-account.ts';
import { codeEn } from './en-code.ts';
import { commitmentEn } from './en-commitment.ts';
import { digestEn } from './en-digest.ts';
import { escalationEn } from './en-escalation.ts';
import { escalationWorkEn } from './en-escalation-work.ts';
import { escalationDetailEn } from './en-escalation-detail.ts';
import { escalationHistoryEn } from './en-escalation-history.ts';
import { escalationsEn } from './en-escalations.ts';
import { enHandOver } from './en-hand-over.ts';
import { homeEn } from './en-home.ts';
import { leaseEn } from './en-lease.ts';
import { undoEn } from './en-undo.ts';
import { inboxEn } from './en-inbox.ts';
import { planEn } from './en-plan.ts';
import { planEditEn } from './en-plan-edit.ts';
import { exportEn } from './en-export.ts';
import { planWorkEn } from './en-plan-work.ts';
import { questionEn } from './en-question.ts';
import { selectionEn } from './en-selection.ts';
import { surveyEn } from './en-survey.ts';

/** Every text of the pages in English; placeholders in braces are filled by name. */
export const en = {
  ...programmeEn,
  ...reviewsEn,
  ...accountEn,
  ...selectionEn,
  ...homeEn,
  ...escalationEn,
  ...escalationWorkEn,
  ...escalationDetailEn,
  ...escalationHistoryEn,
  ...escalationsEn,
  ...leaseEn,
  ...surveyEn,
  ...undoEn,
  ...enHandOver,
  ...questionEn,
  ...planEn,
  ...planEditEn,
  ...planWorkEn,
  ...exportEn,
  ...codeEn,
  ...inboxEn,
  ...commitmentEn,
  ...digestEn,
  'site.name': 'Key account plans',
  'site.private': 'This page is for {name} only. Whoever has its address can answer in their name.',

  'approval.title': 'Your decision: {step}',
  'approval.eyebrow': '{account}, plan {year}',
  'approval.asked': '{name} asks for your decision',
  'approval.askedInsteadOf':
    '{name} asked {insteadOf} first and got no answer in time, so the decision is now yours.',
  'approval.why.named': 'You are asked because the step names you as an approver.',
  'approval.why.superior': 'You are asked in the place of somebody who reports to you.',
  'approval.why.director': 'You are asked as the director of this account.',
  'approval.why.programmeOwner': 'You are asked as the owner of the programme this account belongs to.',
  'approval.step': 'What is planned',
  'approval.cost': 'Cost',
  'approval.benefit': 'Expected benefit per year',
  'approval.owner': 'Carried out by',
  'approval.dueOn': 'To be done by',
  'approval.noCost': 'None',
  'approval.noBenefit': 'None',
  'approval.changes': 'What changed since it was last asked',
  'approval.before': 'Before',
  'approval.after': 'Now',
  'approval.words.removed': 'taken out:',
  'approval.words.added': 'new:',
  'approval.field': 'Field',
  'approval.how': 'How it is decided',
  'approval.until': 'Please answer by {at}.',
  'approval.untilNoLimit': 'There is no time limit.',
  'approval.others': 'The others who are asked',
  'seat.waiting': 'not asked yet',
  'seat.asked': 'has not answered yet',
  'seat.approved': 'approved',
  'seat.changesRequested': 'asked for changes',
  'seat.rejected': 'rejected',
  'seat.expired': 'did not answer in time',
  'seat.released': 'no longer asked',
  'seat.handedOver': 'handed it over',
  'seat.at': '{what} on {at}',

  'form.title': 'Your decision',
  'form.approve': 'Approve',
  'form.approve.hint': 'The step may be carried out as described.',
  'form.requestChanges': 'Ask for changes',
  'form.requestChanges.hint': '{name} revises the step and asks again.',
  'form.reject': 'Reject',
  'form.reject.hint': 'The step is not to be carried out.',
  'form.comment': 'Comment',
  'form.comment.hint':
    'Needed when you ask for changes or reject. {name} and the other approvers can read it.',
  'form.submit': 'Send my decision',
  'form.error': 'Your decision has not been sent yet',
  'form.error.choice': 'Please choose one of the three answers.',
  'form.error.comment': 'Please say in a comment what should change, or why you reject.',
  'form.error.commentLong': 'Please shorten the comment to 4,000 characters.',

  'choice.approve': 'You approved',
  'choice.requestChanges': 'You asked for changes',
  'choice.reject': 'You rejected',

  'receipt.title': 'Your decision is recorded',
  'receipt.title.repeated': 'Your decision had been recorded before',
  'receipt.repeated': 'You sent the same decision again. Nothing has changed; this is its receipt.',
  'receipt.number': 'Receipt number',
  'receipt.decision': 'Decision',
  'receipt.step': 'Step',
  'receipt.account': 'Account and plan',
  'receipt.by': 'Decided by',
  'receipt.at': 'Recorded',
  'receipt.comment': 'Your comment',
  'receipt.content': 'Content decided on',
  'receipt.contentHint': 'the first digits of its SHA-256',
  'receipt.next': 'What happens next',
  'receipt.next.open': 'The step now waits for {names}.',
  'receipt.next.approved': 'The step has all the approvals it needs.',
  'receipt.next.changesRequested': '{name} revises the step. You will be asked again about the new version.',
  'receipt.next.rejected': 'The step is rejected, and {name} is told.',
  'receipt.next.expired':
    'Not enough of the others answered in time. {name} is told and decides how to go on.',
  'receipt.next.superseded':
    'The step has been edited since, so this decision no longer counts. You will be asked again if the new version needs you.',
  'receipt.next.recalled': '{name} has withdrawn the question since.',
  'receipt.next.waiting': 'The other answers are still to come.',
  'receipt.download': 'Download the signed receipt, which proves your decision to anybody',
  'receipt.mail': 'A receipt is on its way to you by mail. You can close this page.',

  'closed.title': 'This question is closed',
  'closed.title.alreadyDecided': 'You have decided already',
  'closed.alreadyDecided':
    'Your first decision stands; the second one was not recorded. If it was a mistake, please tell {name}.',
  'closed.approved': '“{step}” for {account} has been approved. There is nothing left for you to do.',
  'closed.rejected': '“{step}” for {account} has been rejected. There is nothing left for you to do.',
  'closed.changesRequested':
    'Changes were requested to “{step}” for {account}. A new mail will come if the new version needs your decision.',
  'closed.expired': 'The time to answer about “{step}” for {account} is over.',
  'closed.superseded':
    '“{step}” for {account} has been edited since you were asked. If the new version needs your decision, a mail with a new link has been or will be sent.',
  'closed.recalled': '{name} has withdrawn the question about “{step}” for {account}.',
  'closed.open': 'You are no longer asked about “{step}” for {account}; the decision is with somebody else.',
  'closed.decisions': 'Who decided',
  'closed.nobody': 'Nobody has decided.',

  'changed.title': 'The step was changed in the meantime',
  'changed.lead':
    'Your decision was not recorded, because “{step}” for {account} is no longer what this page showed you.',
  'changed.differences': 'What changed',
  'changed.notAsked': 'Your decision on the new version is not needed at the moment.',
  'changed.draft': '{name} is still working on the new version. A mail will come if it needs your decision.',
  'changed.link': 'A mail with a new link has been sent to you. You can decide there.',

  'expired.title': 'The time to answer is over',
  'expired.lead': 'The question about “{step}” for {account} could be answered until {at}.',
  'expired.recorded':
    'Your answer came after that and does not count. It has been passed on to {name} as a note.',
  'expired.next': 'If your answer is still important, please tell {name} directly.',

  'resend.title': 'Looking for the current link?',
  'resend.hint':
    'If you have an open question about this step, its link can be sent again to the address this one was sent to.',
  'resend.submit': 'Send me the current link',
  'resent.title': 'Look into your mailbox',
  'resent.lead':
    'If there is an open question for you, its link is on its way to the address where you got the first one. It can take a few minutes.',

  'unknown.title': 'There is nothing here',
  'unknown.lead':
    'This address is not complete, or it never existed. Please open the link from your mail again; some mail programs break long addresses into two lines.',
  'foreign.title': 'Please decide on the page itself',
  'foreign.lead':
    'This answer did not come from the page that your mail links to, so nothing was recorded. Please open the link from your mail and decide there.',
  'broken.title': 'That did not work',
  'broken.lead':
    'Something went wrong on our side. Please try again in a few minutes. If it happens again, quote the number below.',
  'broken.reference': 'Number',
  'tooMany.title': 'Please wait a minute',
  'tooMany.lead':
    'More was asked from your network than this page answers at once, so nothing was done. Please try again in a minute.',
  'refused.title': 'That cannot be accepted',
  'refused.lead':
    'What was sent is not what this page sends. Please open the link from your mail and decide there.',
} as const;
