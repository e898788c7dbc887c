import { z } from 'zod';
import type { ApprovalPolicy } from '../approvals/policy.ts';
import { standardPolicy } from '../approvals/policy.ts';

/**
 * What a manager signs off before a review's pre-read goes out: the frozen figures, by their hash (SHA-256 of the RFC 8785 form), what is to
 * be decided, and the agenda. `approverIds` is the manager alone.
 */
export const signOffContentSchema = z.strictObject({
  kind: z.literal('review'),
  title: z.string().min(1),
  accountName: z.string(),
  year: z.int(),
  quarter: z.int(),
  asOf: z.iso.date(),
  packHash: z.string().regex(/^[0-9a-f]{64}$/),
  agenda: z.string(),
  decisionsWanted: z.array(z.strictObject({ title: z.string(), why: z.string() })),
  approverIds: z.array(z.string().regex(/^\d+$/)),
});

/** See {@link signOffContentSchema}. */
export type SignOffContent = z.infer<typeof signOffContentSchema>;

/** A manager is reminded after one of their working days and passed over after two, so that their superior has one before the pre-read goes out. */
export const signOffPolicy: ApprovalPolicy = {
  ...standardPolicy,
  remindAfterHours: [8],
  expireAfterHours: 16,
};

/** Who asks for the sign-off, and so cannot give it: the programme's owner, else the director; `undefined` where the manager is both or there is neither. */
export function signOffRequester(of: {
  readonly managerId: string;
  readonly programmeOwnerId: string | null;
  readonly directorId: string | null;
}): string | undefined {
  const ids = [of.programmeOwnerId, of.directorId].filter((id) => id !== null);
  return ids.find((id) => id !== of.managerId);
}
