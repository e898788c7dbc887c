import { z } from 'zod';
import { criteriaSetSchema } from '../../domain/selection/criteria-set.ts';
import { instant, recordId } from '../fields.ts';
import { pageQuery } from '../paging.ts';

const key = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, 'must be lower-case letters, digits and dashes')
  .meta({ example: 'standard' });
const reason = z.string().trim().min(1).max(1000).meta({ description: 'Why, for who reads it later.' });

/** One version of a criteria set; it never changes. */
export const criteriaSet = z
  .object({
    id: recordId,
    key,
    version: z.int(),
    content: criteriaSetSchema,
    contentHash: z.string().meta({ description: 'SHA-256 of the RFC 8785 form of the content.' }),
    reason: z.string(),
    setAt: instant,
    used: z.boolean().meta({ description: 'Whether accounts were scored by it.' }),
  })
  .meta({ id: 'CriteriaSet' });

/** The next version of a set. */
export const newCriteriaSet = z
  .strictObject({ key, content: criteriaSetSchema, reason })
  .meta({ id: 'NewCriteriaSet' });

/** Which sets. */
export const criteriaSetQuery = z.strictObject({ ...pageQuery });

/** The path of a criteria set. */
export const criteriaSetParams = z.object({ criteriaSetId: recordId });

/** What criteria can be made of. */
export const metricList = z.object({
  items: z
    .array(
      z
        .object({ name: z.string(), title: z.string(), unit: z.string(), meaning: z.string() })
        .meta({ id: 'Metric' }),
    )
    .readonly(),
});

/** A rating of an account by a person. */
export const rating = z
  .object({
    id: recordId,
    accountId: recordId,
    name: z.string(),
    value: z.number(),
    reason: z.string(),
    ratedOn: z.string().meta({ format: 'date' }),
    ratedBy: z.object({ kind: z.string(), id: z.string() }),
    recordedAt: instant,
  })
  .meta({ id: 'Rating' });

/** A rating to add; it counts from its day until the next one of that name. */
export const newRating = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z][A-Za-z0-9]{0,59}$/, 'must be a name of letters and digits')
      .meta({
        description:
          'A criterion whose source is a rating, shareOfWallet (0 to 1) or relationshipStage (1 to 5).',
      }),
    value: z.number().min(-1e12).max(1e12),
    reason,
    ratedOn: z.iso.date().optional().meta({ description: 'Today unless given.' }),
  })
  .meta({ id: 'NewRating' });

/** The ratings of an account. */
export const ratingList = z.object({ items: z.array(rating).readonly() });

/** The path of an account's ratings. */
export const ratingParams = z.object({ accountId: recordId });
