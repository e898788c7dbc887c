import type { en } from './en.ts';

/** English texts of the decision pages where people are asked about a solution for an escalation instead of a step. */
export const enProposal = {
  'approval.eyebrow': '{account}, escalation in {year}',
  'approval.why.named': 'You are asked because the cost is above what its proposer may decide alone.',
  'approval.why.programmeOwner': 'You are asked as the owner of the programme this account belongs to.',
  'approval.step': 'What is proposed',
  'approval.field': 'Part',
  'form.approve.hint': 'It can then be presented to the client.',
  'form.requestChanges.hint': 'Another solution is to be proposed, which is then asked about anew.',
  'form.reject.hint': 'It is not presented to the client; another solution is to be proposed.',
  'receipt.step': 'Escalation',
  'receipt.account': 'Account and year',
  'receipt.next.open': 'The approval now waits for {names}.',
  'receipt.next.approved': 'The solution is approved and can be presented to the client.',
  'receipt.next.changesRequested': 'Another solution is to be proposed, which is then asked about anew.',
  'receipt.next.rejected': 'The solution is not presented to the client, and {name} is told.',
  'receipt.next.superseded': 'Another solution was proposed since, so this decision no longer counts.',
  'changed.title': 'Another solution was proposed in the meantime',
  'resend.hint':
    'If you have an open question about this solution, its link can be sent again to the address this one was sent to.',
  'inbox.outcome.approved': 'The solution is approved.',
  'inbox.outcome.changesRequested': 'Another solution is to be proposed.',
  'inbox.outcome.rejected': 'The solution is rejected.',
  'inbox.outcome.superseded': 'Another solution was proposed since.',
  'bulkResult.contentChanged': 'Not recorded: another solution was proposed after you saw it.',
  'handOver.error.asked':
    'This person is or was asked about this solution already. Please name somebody else.',
  'answer.step': 'Solution',
} as const satisfies Partial<Record<keyof typeof en, string>>;
