import type { en } from './en.ts';

/** English texts of the approval mails where a manager is asked to sign off the pack of a quarterly review instead of a step. */
export const enSignOff = {
  'step.plan': 'Review',
  'question.plan': 'Review',
  'question.footer.manager': 'You get this mail because you asked for the sign-off of a review of {account}.',
  'question.footer.other':
    'You get this mail because {manager}, who asked for the sign-off of a review of {account}, cannot answer at the moment or has not done so.',
  'question.waits':
    'Until there is an answer, {by} need not decide and the time to decide stands still: the review waits for you.',
  'approval.why.named': 'You are asked because you manage this account.',
  'approval.why.programmeOwner': 'You are asked as the owner of the programme this account belongs to.',
  'approval.expiry.reject': 'If there is no answer by {at}, the pack counts as not signed off.',
  'approval.footer':
    'You get this mail because you manage {account}, whose review pack of {year} is to be signed off.',
  'approval-request.intro':
    '{askedBy} asks you to sign off the pack of the review {step} of {account}, before it goes to everybody invited.',
  'approval-request.again':
    'The review has changed since it was last sent out, so earlier answers no longer count and older links are closed.',
  'approval-handed-over.intro':
    '{askedBy} asks you to sign off the pack of the review {step} of {account}, before it goes to everybody invited.',
  'approval.footer.standIn':
    'You get this mail because the sign-off of a review of {account} in {year} was passed to you.',
  'decision-receipt.waiting': 'The sign-off now waits for {names}.',
  'decision-receipt.approved': 'With this the pack is signed off and goes out with the pre-read.',
  'decision-receipt.requestChanges':
    'The manager changes the agenda or the decisions wanted; the sign-off is then asked for again.',
  'decision-receipt.reject': 'The pack goes out as not signed off unless it is changed before.',
  'manager.action': 'Open the review',
  'manager.footer': 'You get this mail because you answer for the reviews of {account}.',
  'approval-expired.rejected': 'The pack now counts as not signed off.',
  'approval-expired.waiting': 'The question stays open. It may help to call.',
  'approval-expired.nobody':
    'There is nobody left to pass the question to: without an answer the pre-read goes out as not signed off.',
  'late-decision-note.next': 'The answer does not count any more.',
} as const satisfies Partial<Record<keyof typeof en, string>>;
