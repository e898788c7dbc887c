/** Everything a process can wait for somebody to do: a plan to be submitted, a decision, the answer to an approver's question, a step to be done. */
export const waits = ['submission', 'decision', 'answer', 'step'] as const;

/** See {@link waits}. */
export type WaitingFor = (typeof waits)[number];
