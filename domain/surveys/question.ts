import { z } from 'zod';
import { surveyMeasures } from '../kpis/survey-answer.ts';

const words = z.string().trim().min(1).max(300);
const bothLanguages = z.strictObject({ en: words, de: words });
const key = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'must be a name such as satisfaction');

const scored = z.strictObject({
  key,
  measure: z.enum(['nps', 'csat', 'ces', 'advocacy']),
  low: z.int(),
  high: z.int(),
  direction: z.enum(['higher', 'lower']),
  text: bothLanguages,
  ends: z.strictObject({ low: bothLanguages, high: bothLanguages }),
});
const open = z.strictObject({ key, measure: z.literal('text'), text: bothLanguages });

/** A question answered by a whole number from `low` to `high`, whose ends have words; `direction` says which end is the better one. */
export type ScoredQuestion = Readonly<z.output<typeof scored>>;

/** A question answered in words. */
type OpenQuestion = Readonly<z.output<typeof open>>;

/** A question of a survey. */
export type SurveyQuestion = ScoredQuestion | OpenQuestion;

// A form takes ten fields, and nobody answers more questions than these.
const mostQuestions = 7;
const reservedKeys = ['comment'];

/**
 * The questions of a survey in their order. The first one is scored and stands alone until it is answered; each measure is asked once, on
 * the scale of its KPI, because an answer on another scale could not be counted.
 */
export const questionSetSchema = z
  .array(z.discriminatedUnion('measure', [scored, open]))
  .min(1)
  .max(mostQuestions)
  .superRefine((questions, context) => {
    const fault = (path: (string | number)[], message: string): void =>
      context.addIssue({ code: 'custom', path, message });
    if (questions[0]?.measure === 'text') fault([0, 'measure'], 'must be a scored one in the first question');
    for (const [index, question] of questions.entries()) {
      const earlier = questions.slice(0, index);
      if (earlier.some((one) => one.key === question.key) || reservedKeys.includes(question.key))
        fault([index, 'key'], `"${question.key}" is taken`);
      if (question.measure === 'text') continue;
      const { low, high } = surveyMeasures[question.measure];
      if (earlier.some(({ measure }) => measure === question.measure))
        fault([index, 'measure'], `${question.measure} is asked already`);
      if (question.low !== low)
        fault([index, 'low'], `must be ${low}, as the KPI ${question.measure} counts`);
      if (question.high !== high)
        fault([index, 'high'], `must be ${high}, as the KPI ${question.measure} counts`);
    }
  });

/** See {@link questionSetSchema}. */
export type QuestionSet = readonly SurveyQuestion[];

/** Whether a question is answered by a score. */
export function isScored(question: SurveyQuestion): question is ScoredQuestion {
  return question.measure !== 'text';
}
