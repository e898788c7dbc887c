import { z } from 'zod';
import { approvalPolicySchema, choices } from '../approvals/policy.ts';

const named = z.looseObject({ id: z.string(), name: z.string() });

/**
 * What a receipt of a decision says: who decided what (a step of an account's plan, a programme's selection of key accounts, the pack of an account's quarterly review, or a solution for an escalation of an account), on which content (`contentHash`, the SHA-256 of its RFC 8785 form), when
 * (ISO, UTC) and under which policy (`needed` of `of` approvers, chosen by the approval rule `rule` or the step's own). `insteadOf` is
 * whose place the decider took, `via` where they answered, `verified` how they were known. Until `undoUntil` the decision could be
 * taken back, which the receipt cannot show. Receipts of earlier releases say less. `auditEvent` is its place in the audit trail, whose hash vouches
 * for all events before it. Later releases may say more.
 */
export const receiptSchema = z.looseObject({
  issuer: z.url(),
  number: z.string(),
  decidedBy: named,
  choice: z.enum(choices),
  comment: z.string(),
  decidedAt: z.iso.datetime(),
  account: named.optional(),
  planYear: z.int().optional(),
  step: z.looseObject({ id: z.string(), title: z.string() }).optional(),
  selection: z
    .looseObject({ id: z.string(), title: z.string(), programme: z.string(), year: z.int() })
    .optional(),
  review: z.looseObject({ id: z.string(), title: z.string() }).optional(),
  solution: z.looseObject({ id: z.string(), title: z.string() }).optional(),
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  policy: z.looseObject({
    kind: approvalPolicySchema.shape.kind,
    needed: z.int(),
    of: z.int(),
    rule: z.looseObject({ version: z.int(), name: z.string() }).nullable().optional(),
  }),
  insteadOf: named.extend({ how: z.string() }).nullable().optional(),
  via: z.string().optional(),
  verified: z.string().optional(),
  undoUntil: z.iso.datetime().nullable().optional(),
  auditEvent: z.looseObject({ chain: z.string(), seq: z.int(), hash: z.string() }),
});

/** See {@link receiptSchema}. */
export type Receipt = z.infer<typeof receiptSchema>;
