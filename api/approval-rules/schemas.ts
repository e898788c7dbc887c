import { z } from 'zod';
import { ruleSetSchema } from '../../domain/approvals/rules.ts';
import { pageQuery } from '../paging.ts';

const ruleSet = ruleSetSchema.meta({
  id: 'ApprovalRuleSet',
  description:
    'Rules in the order in which they are tried; the last one has no condition. From codeFrom on (in the account’s currency) a decision needs a code.',
});

/** One version of the approval rules. */
export const rulesVersion = z
  .object({
    version: z.int(),
    rules: ruleSet,
    reason: z.string(),
    setBy: z.string().meta({ description: 'Who set it, such as apiKey:3.' }),
    setAt: z.iso.datetime(),
  })
  .meta({ id: 'ApprovalRules' });

/** New rules, with the reason for them. */
export const newRules = z
  .strictObject({ rules: ruleSet, reason: z.string().trim().min(1).max(1000) })
  .meta({ id: 'NewApprovalRules' });

/** The number of a version, in an address or a cursor. */
export const versionNumber = z.coerce.number().int().min(1).max(2_147_483_647);

/** The path of one version. */
export const rulesParams = z.object({ version: versionNumber });

/** Which versions. */
export const rulesQuery = z.strictObject({ ...pageQuery });
