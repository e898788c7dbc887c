import { z } from 'zod';
import { improvementWish } from '../../domain/improvement.ts';
import { day, instant, recordId } from '../fields.ts';
import { pageQuery } from '../paging.ts';

const state = z.enum(['open', 'done', 'dropped']);

/** A process improvement. */
export const improvement = z
  .object({
    id: recordId,
    accountId: recordId,
    accountName: z.string(),
    planId: recordId.nullable(),
    title: z.string(),
    learned: z.string(),
    ownerId: recordId,
    ownerName: z.string(),
    dueOn: day,
    state,
    outcome: z.string().nullable().meta({ description: 'What came of it, or why it was dropped.' }),
    addedAt: instant,
    settledAt: instant.nullable(),
  })
  .meta({ id: 'Improvement' });

/** An improvement to be kept, and the plan it follows from where there is one. */
export const newImprovement = improvementWish
  .extend({ accountId: recordId, planId: recordId.nullable().default(null) })
  .meta({ id: 'NewImprovement' });

/** How an improvement ends. */
export const improvementEnd = z
  .strictObject({ state: state.exclude(['open']), outcome: z.string().trim().min(1).max(4000) })
  .meta({ id: 'ImprovementEnd' });

/** Which improvements. */
export const improvementQuery = z.strictObject({
  ...pageQuery,
  accountId: recordId.optional(),
  ownerId: recordId.optional(),
  state: state.optional(),
});

/** The path of one improvement. */
export const improvementParams = z.object({ improvementId: recordId });
