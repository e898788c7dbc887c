import { z } from 'zod';
import { surveyDays } from '../../domain/surveys/dates.ts';
import { questionSetSchema } from '../../domain/surveys/question.ts';
import { instant, recordId } from '../fields.ts';
import { pageQuery } from '../paging.ts';

const measure = z.enum(['nps', 'csat', 'ces', 'advocacy']);
const outcome = z.enum(['asked', 'noAddress', 'optedOut', 'askedLately']).meta({
  description: 'askedLately: within the last 60 days, under this address, whatever the account.',
});

/** A survey of an account's contacts. */
export const survey = z
  .object({
    id: recordId,
    accountId: recordId,
    accountName: z.string(),
    reviewId: recordId.nullable().meta({ description: 'The quarterly review that it followed.' }),
    questionSet: z.int().meta({ description: 'The version of the questions that it asks.' }),
    openedAt: instant,
    remindAt: instant.nullable(),
    closesAt: instant.meta({ description: 'The last moment at which an answer counts.' }),
    closedAt: instant.nullable(),
  })
  .meta({ id: 'Survey' });

/** A survey with how it stands. */
export const surveyDetail = survey
  .extend({
    asked: z.int(),
    answered: z.int(),
    responseRate: z.number().nullable().meta({ description: 'Share of 1; null where nobody was asked.' }),
    notAsked: z.object({ noAddress: z.int(), optedOut: z.int(), askedLately: z.int() }),
    figures: z
      .array(
        z.object({
          question: z.string(),
          measure,
          value: z.number().nullable().meta({ description: 'As the KPI of that name counts it.' }),
          answers: z.int(),
        }),
      )
      .readonly(),
    contacts: z
      .array(
        z.object({
          contactId: recordId,
          contactKey: z.string(),
          contactName: z.string(),
          outcome,
          answered: z.boolean(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'SurveyDetail' });

/** The wish to ask an account's contacts. */
export const newSurvey = z
  .strictObject({
    days: z
      .int()
      .min(surveyDays.least)
      .max(surveyDays.most)
      .default(surveyDays.usual)
      .meta({ description: 'How long answers are taken.' }),
    contactKeys: z
      .array(z.string().min(1).max(200))
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'All contacts unless given.' }),
  })
  .meta({ id: 'NewSurvey' });

/** The answers to a survey as they count, by name. */
export const surveyAnswerList = z
  .object({
    items: z
      .array(
        z.object({
          id: recordId,
          contactId: recordId,
          contactName: z.string(),
          version: z.int().meta({ description: 'How often the contact has sent it in other words.' }),
          answeredAt: instant,
          comment: z.string(),
          scores: z
            .array(
              z.object({
                question: z.string(),
                measure,
                score: z.int(),
                low: z.int(),
                high: z.int(),
                direction: z.enum(['higher', 'lower']).meta({ description: 'Which end is the better one.' }),
              }),
            )
            .readonly(),
          words: z.array(z.object({ question: z.string(), word: z.string() })).readonly(),
          themes: z.array(z.object({ id: recordId, text: z.string() })).readonly(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'SurveyAnswers' });

/** The questions that surveys ask. */
export const surveyQuestions = z
  .object({
    version: z.int(),
    questions: questionSetSchema.readonly(),
    reason: z.string(),
    setAt: instant,
  })
  .meta({ id: 'SurveyQuestions' });

/** New questions, and why. */
export const newSurveyQuestions = z
  .strictObject({ questions: questionSetSchema, reason: z.string().trim().min(1).max(1000) })
  .meta({ id: 'NewSurveyQuestions' });

/** Which surveys. */
export const surveyQuery = z.strictObject({ ...pageQuery, accountId: recordId.optional() });

/** The path of one survey. */
export const surveyParams = z.object({ surveyId: recordId });

/** The path of an account whose contacts are asked. */
export const surveyedAccountParams = z.object({ accountId: recordId });
