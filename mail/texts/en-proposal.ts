import type { en } from './en.ts';

/** English texts of the approval mails where people are asked about a solution for an escalation instead of a step. */
export const enProposal = {
  'step.plan': 'Escalation',
  'question.plan': 'Escalation',
  'question.footer.manager':
    'You get this mail because you proposed a solution for an escalation of {account}.',
  'question.footer.other':
    'You get this mail because {manager}, who proposed a solution for an escalation of {account}, cannot answer at the moment or has not done so.',
  'question.waits':
    'Until there is an answer, {by} need not decide and the time to decide stands still: the client waits too.',
  'approval.why.named': 'You are asked because the cost is above what its proposer may decide alone.',
  'approval.why.programmeOwner': 'You are asked as the owner of the programme this account belongs to.',
  'approval.expiry.reject':
    'If there is no answer by {at}, the solution counts as rejected and the client waits on.',
  'approval.footer':
    'You get this mail because a solution for an escalation of {account} needs your approval.',
  'approval-request.intro':
    '{askedBy} asks you to approve a solution for {account}, where something has gone wrong, before it is presented to the client.',
  'approval-request.again':
    'Another solution was proposed since, so earlier answers no longer count and older links are closed.',
  'approval-handed-over.intro':
    '{askedBy} asks you to approve a solution for {account}, where something has gone wrong, before it is presented to the client.',
  'approval.footer.standIn':
    'You get this mail because the approval of a solution for an escalation of {account} was passed to you.',
  'decision-receipt.waiting': 'The approval now waits for {names}.',
  'decision-receipt.approved': 'With this the solution is approved and can be presented to the client.',
  'decision-receipt.requestChanges': 'Another solution is proposed, which is then asked about anew.',
  'decision-receipt.reject': 'It is not presented to the client; another solution is to be proposed.',
  'manager.action': 'Open the escalation',
  'manager.footer': 'You get this mail because you proposed a solution for an escalation of {account}.',
  'approval-expired.rejected': 'The solution now counts as rejected.',
  'approval-expired.waiting': 'The question stays open, and the client waits. It may help to call.',
  'approval-expired.nobody':
    'There is nobody left to pass the question to: propose the solution again, naming who is to be asked.',
  'late-decision-note.next': 'The answer does not count any more.',
} as const satisfies Partial<Record<keyof typeof en, string>>;
