import { z } from 'zod';
import { themeOutcome, themeStates, themeText } from '../../domain/surveys/theme.ts';
import { instant, recordId } from '../fields.ts';
import { pageQuery } from '../paging.ts';

const state = z.enum(themeStates).meta({
  description: 'waived: nothing is done about it, for a reason that the client may read.',
});
const outcome = themeOutcome.meta({
  description: 'What was done, or why nothing is; the client reads it at the next review.',
});
const text = themeText.meta({ description: 'What was said, in a sentence that the client may read again.' });
const answerIds = z
  .array(recordId)
  .max(200)
  .meta({ description: 'The answers that it is about, by their numbers.' });

/** A theme of an account's feedback. */
export const feedbackTheme = z
  .object({
    id: recordId,
    accountId: recordId,
    accountName: z.string(),
    text: z.string(),
    state,
    outcome: z.string().nullable(),
    answers: z.int(),
    addedAt: instant,
    settledAt: instant.nullable(),
    toldReviewId: recordId
      .nullable()
      .meta({ description: 'The quarterly review in which the client was told.' }),
    toldAt: instant.nullable(),
  })
  .meta({ id: 'FeedbackTheme' });

/** A theme to be added. */
export const newFeedbackTheme = z
  .strictObject({ accountId: recordId, text, answerIds: answerIds.default([]) })
  .meta({ id: 'NewFeedbackTheme' });

/** What is to change in a theme. */
export const feedbackThemeChange = z
  .strictObject({
    text: text.optional(),
    state: state.optional(),
    outcome: outcome.optional(),
    answerIds: answerIds.optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'must change at least one field')
  .meta({ id: 'FeedbackThemeChange' });

/** Which themes. */
export const feedbackThemeQuery = z.strictObject({
  ...pageQuery,
  accountId: recordId.optional(),
  programmeId: recordId.optional(),
  state: state.optional(),
});

/** The same theme over the accounts of a programme. */
export const themeCountList = z
  .object({
    items: z
      .array(
        z.object({
          text: z.string(),
          accounts: z.int(),
          answers: z.int(),
          unsettled: z.int(),
          done: z.int(),
          waived: z.int(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'FeedbackThemeCounts' });

/** The path of one theme. */
export const feedbackThemeParams = z.object({ themeId: recordId });

/** The path of a programme whose themes are counted. */
export const themedProgrammeParams = z.object({ programmeId: recordId });
