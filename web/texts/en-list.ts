import type { en } from './en.ts';

/** English texts of the decision pages where a panel is asked about a list of key accounts instead of a step. */
export const enList = {
  'approval.eyebrow': '{account}, selection {year}',
  'approval.why.named': 'You are asked because you are on the panel of this selection.',
  'approval.why.programmeOwner': 'You are asked as the owner of this programme.',
  'approval.step': 'Who is proposed',
  'approval.field': 'Account',
  'form.approve.hint': 'The list stands: these accounts are designated.',
  'form.requestChanges.hint': '{name} revises the list and asks again.',
  'form.reject.hint': 'Nobody is designated by this list.',
  'receipt.step': 'List',
  'receipt.account': 'Programme and year',
  'receipt.next.open': 'The list now waits for {names}.',
  'receipt.next.approved': 'The list has all the approvals it needs.',
  'receipt.next.changesRequested': '{name} revises the list. You will be asked again about the new one.',
  'receipt.next.rejected': 'The list is rejected, and {name} is told.',
  'receipt.next.superseded':
    'The list has been revised since, so this decision no longer counts. You will be asked again if the new version needs you.',
  'changed.title': 'The list was changed in the meantime',
  'resend.hint':
    'If you have an open question about this list, its link can be sent again to the address this one was sent to.',
  'inbox.outcome.approved': 'The list is approved.',
  'inbox.outcome.changesRequested': 'The list is being revised.',
  'inbox.outcome.rejected': 'The list is rejected.',
  'inbox.outcome.superseded': 'The list was revised since.',
  'bulkResult.contentChanged': 'Not recorded: the list was revised after you saw it.',
  'handOver.error.asked': 'This person is or was asked about this list already. Please name somebody else.',
  'answer.step': 'List',
} as const satisfies Partial<Record<keyof typeof en, string>>;
