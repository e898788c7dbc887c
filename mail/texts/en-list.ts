import type { en } from './en.ts';

/** English texts of the approval mails where a panel is asked about a list of key accounts instead of a step. */
export const enList = {
  'step.plan': 'Selection',
  'question.plan': 'Selection',
  'question.footer.manager': 'You get this mail because you lead the selection of {account}.',
  'question.footer.other':
    'You get this mail because {manager}, who leads the selection of {account}, cannot answer at the moment or has not done so.',
  'question.waits':
    'Until there is an answer, {by} need not decide and the time to decide stands still: the list waits for you.',
  'absence-nobody.mayNotDecide':
    'The stand-in asked for the decision or is asked already, and so cannot decide.',
  'approval.why.named': 'You are asked because you are on the panel of this selection.',
  'approval.why.programmeOwner': 'You are asked as the owner of this programme.',
  'approval.expiry.reject': 'If there is no answer by {at}, the list counts as rejected.',
  'approval.footer':
    'You get this mail because you are on the panel that selects the key accounts of {account} for {year}.',
  'approval-request.intro':
    '{askedBy} asks you to approve who is to be a key account of {account}, to ask for changes, or to reject the list.',
  'approval-request.again':
    'The list has changed since it was last sent out, so earlier answers no longer count and older links are closed.',
  'approval-handed-over.intro':
    '{askedBy} asks you to approve who is to be a key account of {account}, to ask for changes, or to reject the list.',
  'approval.footer.standIn':
    'You get this mail because a place on the panel that selects the key accounts of {account} for {year} was passed to you.',
  'decision-receipt.waiting': 'The list now waits for {names}.',
  'decision-receipt.approved': 'With this the list is approved, and the key accounts are designated.',
  'decision-receipt.requestChanges':
    '{askedBy} is told and will revise the list; you will be asked again about the new one.',
  'decision-receipt.reject': '{askedBy} is told. Nobody is designated by this list.',
  'manager.action': 'Open the selection',
  'manager.footer': 'You get this mail because you lead the selection of {account}.',
  'changes-requested.next':
    'Nominations and vetoes are open again. Change the list and submit it; the panel is asked anew.',
  'approval-expired.rejected': 'By the rule of this selection the list now counts as rejected.',
  'approval-expired.waiting': 'By the rule of this selection the question stays open. It may help to call.',
  'approval-expired.nobody':
    'There is nobody left to pass the decision to. If the panel cannot decide without it, the selection ends.',
  'late-decision-note.next':
    'The answer does not count. If it should change something, recall the question or start the selection again.',
} as const satisfies Partial<Record<keyof typeof en, string>>;
