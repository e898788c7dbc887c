/** Everything a process can wait for somebody to do: a plan to be submitted, a decision, the answer to an approver's question, a step to be done,
 * the nominations of a selection to be submitted, a proposed exit to be settled, a date that a client proposes to be accepted or refused, an
 * untended plan to be revalidated, what blocks a step to be cleared, a review's agenda to be changed as was asked, its minutes to be written,
 * an escalation to be taken, and then to be carried on to its solution, and a task for one to be done. */
export const waits = [
  'submission',
  'decision',
  'answer',
  'step',
  'nomination',
  'exit',
  'proposal',
  'revalidation',
  'obstacle',
  'agenda',
  'minutes',
  'acknowledgement',
  'escalation',
  'escalationTask',
] as const;

/** See {@link waits}. */
export type WaitingFor = (typeof waits)[number];
