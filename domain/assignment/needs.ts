import { z } from 'zod';
import { languageCode, perRoleGroup, regionCode } from './profile.ts';

const strength = z.enum(['must', 'should']);

/**
 * What an account needs of its manager: how much each role group weighs (0 to 10), the language and the region, each a must or a should,
 * and the percent of a manager's time. Without a region the account's own counts, as a should; without a language any will do.
 */
export const accountNeedsSchema = z.strictObject({
  weights: perRoleGroup(z.int().min(0).max(10)).refine(
    (weights) => Object.values(weights).some((weight) => weight > 0),
    'must give at least one role group a weight above 0',
  ),
  language: z.strictObject({ code: languageCode, strength }).nullable().default(null),
  region: z.strictObject({ code: regionCode, strength }).nullable().default(null),
  timePercent: z.int().min(1).max(100),
});

/** See {@link accountNeedsSchema}. */
export type AccountNeeds = z.output<typeof accountNeedsSchema>;

/** What an account needs as long as nobody has said otherwise: every role group alike, and a tenth of a manager's time. */
export const standardNeeds: AccountNeeds = {
  weights: { goals: 1, customer: 1, internal: 1, planning: 1, spanning: 1 },
  language: null,
  region: null,
  timePercent: 10,
};
