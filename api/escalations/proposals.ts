import { z } from 'zod';
import { withClocks } from '../../db/read-models/escalation-list.ts';
import { proposedSolutions } from '../../db/read-models/escalation-solution.ts';
import { proposeSolution } from '../../db/stores/escalation-proposals.ts';
import { getEscalation } from '../../db/stores/escalation-rows.ts';
import { operation, type Operation } from '../operation.ts';
import type { EscalationDeps } from './changes.ts';
import { newProposal, proposal, proposed } from './proposal-schemas.ts';
import { escalationParams } from './schemas.ts';

const of = {
  path: '/escalations/{escalationId}/proposals',
  tag: 'escalations',
  params: escalationParams,
} as const;

const listOperation = operation({
  ...of,
  id: 'listSolutionProposals',
  method: 'get',
  summary: 'List the solutions that were proposed, the first first',
  role: 'viewer',
  result: z.object({ items: z.array(proposal).readonly() }),
  handle: async ({ db, params: { escalationId: id } }) => {
    await getEscalation(db, { id });
    return { body: { items: await proposedSolutions(db, id) } };
  },
});

/** Solutions that are proposed for an escalation, each with its cost. */
export function createProposalOperations({ ring }: EscalationDeps): readonly Operation[] {
  return [
    listOperation,
    operation({
      ...of,
      id: 'proposeSolution',
      method: 'post',
      summary: 'Propose a solution with its cost',
      description:
        "Within its proposer's own limit it can be presented at once. Above it, approvers are mailed a link each, as for a step of a plan; a proposal that others are still asked about is withdrawn.",
      role: 'manager',
      body: newProposal,
      result: proposed,
      idempotent: true,
      handle: async ({ db, params: { escalationId: id }, body, caller, now: at }) => {
        const { escalation } = await proposeSolution(db, { id, ...body, by: caller.actor, at });
        return {
          body: {
            escalation: await withClocks(db, escalation),
            proposals: await proposedSolutions(db, id),
          },
          afterCommit: () => void ring(escalation.workflowId),
        };
      },
    }),
  ];
}
