import { z } from 'zod';
import { approvalPolicySchema, choices } from '../approvals/policy.ts';

const named = z.looseObject({ id: z.string(), name: z.string() });

/**
 * What a receipt of a decision says: who decided what, on which content (`contentHash`, the SHA-256 of its RFC 8785 form), when
 * (ISO, UTC) and under which policy (`needed` of `of` approvers). `auditEvent` is its place in the audit trail, whose hash vouches
 * for all events before it. Later releases may say more.
 */
export const receiptSchema = z.looseObject({
  issuer: z.url(),
  number: z.string(),
  decidedBy: named,
  choice: z.enum(choices),
  comment: z.string(),
  decidedAt: z.iso.datetime(),
  account: named,
  planYear: z.int(),
  step: z.looseObject({ id: z.string(), title: z.string() }),
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  policy: z.looseObject({ kind: approvalPolicySchema.shape.kind, needed: z.int(), of: z.int() }),
  auditEvent: z.looseObject({ chain: z.string(), seq: z.int(), hash: z.string() }),
});

/** See {@link receiptSchema}. */
export type Receipt = z.infer<typeof receiptSchema>;
