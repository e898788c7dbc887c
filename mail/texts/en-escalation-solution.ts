/** The English texts of the mails about what approvers said of a solution for an escalation. */
export const enEscalationSolution = {
  'escalation-solution.approved.subject': 'Approved, it can be presented: {title} ({account})',
  'escalation-solution.approved.heading': 'The solution for {account} is approved',
  'escalation-solution.approved.intro':
    'Please present it to the client, who is then asked whether it is solved.',
  'escalation-solution.changesRequested.subject': '{by} wants the solution changed: {title} ({account})',
  'escalation-solution.changesRequested.heading': 'The solution for {account} is to be changed',
  'escalation-solution.changesRequested.intro': 'Please propose another one, which is then asked about anew.',
  'escalation-solution.rejected.subject': '{by} has rejected the solution: {title} ({account})',
  'escalation-solution.rejected.heading': 'The solution for {account} is rejected',
  'escalation-solution.rejected.intro': 'The client still waits. Please propose another one.',
  'escalation-solution.expired.subject': 'Nobody has decided on the solution: {title} ({account})',
  'escalation-solution.expired.heading': 'The solution for {account} was not approved in time',
  'escalation-solution.expired.intro':
    'The client still waits. Please call whoever was asked, and propose it again or propose another one.',
  'escalation-solution.comment': '{by}: {comment}',
  'escalation-solution.solution': 'Proposed solution',
  'escalation-solution.cost': 'Cost',
} as const;
