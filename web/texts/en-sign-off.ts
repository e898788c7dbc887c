import type { en } from './en.ts';

/** English texts of the decision pages where a manager is asked to sign off the pack of a quarterly review instead of a step. */
export const enSignOff = {
  'approval.eyebrow': '{account}, review in {year}',
  'approval.why.named': 'You are asked because you manage this account.',
  'approval.why.programmeOwner': 'You are asked as the owner of the programme this account belongs to.',
  'approval.step': 'What goes out',
  'approval.field': 'Part',
  'form.approve.hint': 'The pack goes to everybody invited. What you write goes with it to our own people.',
  'form.requestChanges.hint':
    'The agenda or the decisions wanted are to change first; the sign-off is asked for again after that.',
  'form.reject.hint': 'The pack goes out as not signed off unless it is changed before.',
  'receipt.step': 'Review',
  'receipt.account': 'Account and year',
  'receipt.next.open': 'The sign-off now waits for {names}.',
  'receipt.next.approved': 'The pack is signed off.',
  'receipt.next.changesRequested': 'The review is to be changed. The sign-off is asked for again after that.',
  'receipt.next.rejected': 'The pack is not signed off, and {name} is told.',
  'receipt.next.superseded':
    'The review has been changed since, so this decision no longer counts. The sign-off is asked for again.',
  'changed.title': 'The review was changed in the meantime',
  'resend.hint':
    'If you have an open question about this review, its link can be sent again to the address this one was sent to.',
  'inbox.outcome.approved': 'The pack is signed off.',
  'inbox.outcome.changesRequested': 'The review is being changed.',
  'inbox.outcome.rejected': 'The pack is not signed off.',
  'inbox.outcome.superseded': 'The review was changed since.',
  'bulkResult.contentChanged': 'Not recorded: the review was changed after you saw it.',
  'handOver.error.asked': 'This person is or was asked about this review already. Please name somebody else.',
  'answer.step': 'Review',
} as const satisfies Partial<Record<keyof typeof en, string>>;
