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
  .strictObject({ accountId: recordId, year: z.int().min(2000).max(2100) })
  .meta({ id: 'NewAccountReview' });

/** Which reviews. */
export const accountReviewQuery = z.strictObject({ ...pageQuery, state: processState.optional() });

/** The path of one review. */
export const accountReviewParams = z.object({ accountId: recordId });
