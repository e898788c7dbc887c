import { z } from 'zod';
import { instant, recordId } from '../fields.ts';
import { pageQuery } from '../paging.ts';
import { planStatus } from '../plans/schemas.ts';
import { blocker } from '../approvals/schemas.ts';

const processState = z.enum(['open', 'closed', 'stopped']);

/** An account in review. */
export const accountReview = z
  .object({
    workflowId: z.string(),
    accountId: recordId,
    accountKey: z.string(),
    accountName: z.string(),
    managerId: recordId.nullable(),
    state: processState,
    openedAt: instant,
    plans: z
      .array(z.object({ id: recordId, workflowId: z.string(), year: z.int(), status: planStatus }))
      .readonly(),
  })
  .meta({ id: 'AccountReview' });

/** An account in review with those whom its plans wait for. */
export const accountReviewDetail = accountReview
  .extend({ blocking: z.array(blocker).readonly() })
  .meta({ id: 'AccountReviewDetail' });

/** The wish to plan a year of an account. */
export const newAccountReview = z
  .strictObject({
    accountId: recordId,
    year: z
      .int('must be a whole number, a year')
      .min(2000, 'must be the current fiscal year or a later one')
      .max(2100, 'must be 2100 or earlier')
      .meta({
        description:
          "The current fiscal year of the account's programme or a later one, by the calendar year in which it starts; at most 2100.",
      }),
  })
  .meta({ id: 'NewAccountReview' });

/** Why a review ends. */
export const reviewEnding = z
  .strictObject({
    reason: z.string().trim().min(1).max(1000),
    confirmOpenPlans: z.boolean().default(false).meta({
      description:
        'End it although plans are open: each goes on until its own close. Otherwise that is a 409 that lists them.',
    }),
  })
  .meta({ id: 'ReviewEnding' });

/** Which reviews. */
export const accountReviewQuery = z.strictObject({ ...pageQuery, state: processState.optional() });

/** The path of one review. */
export const accountReviewParams = z.object({ accountId: recordId });
