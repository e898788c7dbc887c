import { z } from 'zod';
import { proposalStatuses, proposalWish } from '../../domain/escalations/proposal.ts';
import { amount, currency, instant, recordId } from '../fields.ts';
import { clockedEscalation } from './schemas.ts';

const { text, cost } = proposalWish.shape;

/** A solution as it is proposed. */
export const newProposal = z
  .strictObject({
    text: text.meta({ description: 'What is to be done about the root cause.' }),
    cost: cost.meta({ description: "In the account's currency.", example: '4500.00' }),
    proposerId: recordId.optional().meta({
      description:
        'Whoever has the escalation, who proposes where this is left out, or the manager of the account.',
    }),
    approverIds: z.array(recordId).min(1).max(20).optional().meta({
      description:
        "Who is asked where the cost is above the proposer's limit; the account's director and sponsor where it is left out, the programme's owner where there is neither.",
    }),
  })
  .meta({ id: 'NewSolutionProposal' });

/** A proposed solution. */
export const proposal = z
  .object({
    id: recordId,
    run: z.int(),
    number: z.int(),
    text: z.string(),
    cost: amount,
    currency,
    status: z.enum(proposalStatuses).meta({
      description: "Only one that is approved or within its proposer's limit can be presented.",
    }),
    proposerId: recordId,
    proposerName: z.string(),
    proposedAt: instant,
    decidedAt: instant.nullable(),
    approvalId: recordId.nullable().meta({ description: 'The approval request about it.' }),
  })
  .meta({ id: 'SolutionProposal' });

/** The escalation after something was proposed, and all of its proposals. */
export const proposed = z
  .object({ escalation: clockedEscalation, proposals: z.array(proposal).readonly() })
  .meta({ id: 'ProposedSolution' });
