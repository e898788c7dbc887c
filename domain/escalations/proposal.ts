import { z } from 'zod';
import { amountSchema, hundredths } from '../planning/amount.ts';
import type { AutonomyLimit } from '../planning/autonomy.ts';
import { rootCauseCategories } from './work.ts';

const personId = z.string().regex(/^[1-9]\d{0,17}$/, "must be a person's number");

/**
 * A solution as it is proposed: `cost` is in the account's currency. `proposerId` is whoever has the escalation where it is left out, and `approverIds`
 * are asked where the cost is above the proposer's limit.
 */
export const proposalWish = z.strictObject({
  text: z.string().trim().min(1).max(8000),
  cost: amountSchema,
  proposerId: personId.optional(),
  approverIds: z.array(personId).min(1).max(20).optional(),
});

/** See {@link proposalWish}. */
export type ProposalWish = z.infer<typeof proposalWish>;

/** How a proposed solution stands; only one that is approved or within its proposer's limit is presented. */
export const proposalStatuses = [
  'asked',
  'approved',
  'withinLimit',
  'changesRequested',
  'rejected',
  'expired',
  'withdrawn',
] as const;

/** See {@link proposalStatuses}. */
export type ProposalStatus = (typeof proposalStatuses)[number];

/** What approvers of a solution approve: what is to be done about which root cause, and its cost in the account's currency. */
export const proposalContentSchema = z.strictObject({
  kind: z.literal('proposal'),
  title: z.string().min(1),
  accountName: z.string(),
  number: z.int().min(1),
  severity: z.int().min(1).max(4),
  rootCause: z.strictObject({ category: z.enum(rootCauseCategories), name: z.string(), text: z.string() }),
  solution: z.string().min(1),
  cost: z.string(),
  currency: z.string().length(3),
  approverIds: z.array(z.string().regex(/^\d+$/)),
});

/** See {@link proposalContentSchema}. */
export type ProposalContent = z.infer<typeof proposalContentSchema>;

/**
 * Whether nobody need be asked about a cost: none at all, or one that is within the proposer's limit alone, and within the limit of a plan together with `spent`, what
 * was proposed so and presented before. All amounts are in one currency, the limit being converted to it.
 */
export function needsNobody(proposal: {
  readonly cost: string;
  readonly spent: string;
  readonly limit: AutonomyLimit | null;
}): boolean {
  const { cost, spent, limit } = proposal;
  const amount = hundredths(cost);
  if (amount === 0) return true;
  if (limit === null) return false;
  return amount <= hundredths(limit.perStep) && hundredths(spent) + amount <= hundredths(limit.perPlan);
}
