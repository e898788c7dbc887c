import { z } from 'zod';
import { escalationPolicySchema } from '../../domain/escalations/policy.ts';
import { instant } from '../fields.ts';
import { pageQuery } from '../paging.ts';

const policy = escalationPolicySchema.meta({
  id: 'EscalationPolicyContent',
  description:
    'Limits in minutes of the client’s working time, of which a day has 480, or of all time where hours is always; shares in percent of a limit.',
});

/** One version of the escalation policy. */
export const policyVersion = z
  .object({
    version: z.int(),
    policy,
    reason: z.string(),
    setBy: z.string().meta({ description: 'Who set it, such as apiKey:3.' }),
    setAt: instant,
  })
  .meta({ id: 'EscalationPolicy' });

/** Another policy, with the reason for it. */
export const newPolicy = z
  .strictObject({ policy, reason: z.string().trim().min(1, 'say why').max(1000) })
  .meta({ id: 'NewEscalationPolicy' });

/** The number of a version, in an address or a cursor. */
export const versionNumber = z.coerce.number().int().min(1).max(2_147_483_647);

/** The path of one version. */
export const policyParams = z.object({ version: versionNumber });

/** Which versions. */
export const policyQuery = z.strictObject({ ...pageQuery });
