/** What a question measures, and the scale on which the KPI of that name counts. */
export const surveyMeasures = {
  nps: { low: 0, high: 10 },
  csat: { low: 1, high: 5 },
  ces: { low: 1, high: 7 },
  advocacy: { low: 0, high: 1 },
} as const satisfies Readonly<Record<string, { readonly low: number; readonly high: number }>>;

/** What a question measures. */
export type SurveyMeasure = keyof typeof surveyMeasures;

/** The names of all measures. */
export const measureNames = Object.keys(surveyMeasures) as readonly SurveyMeasure[];

/** Equal answers, counted: whole numbers on the scale on which they were asked, with the direction of that scale: which end is the better one. */
export interface AnswerCount {
  readonly measure: SurveyMeasure;
  readonly score: number;
  readonly low: number;
  readonly high: number;
  readonly direction: 'higher' | 'lower';
  readonly count: number;
}

/** Answers on the scale of their KPI, higher being better, and how many are on another scale and cannot count. */
interface ComparableAnswers {
  readonly answers: readonly { readonly score: number; readonly count: number }[];
  readonly onOtherScales: number;
}

/** The answers of one measure that can be compared: those asked the other way round are mirrored, those on another scale are left out. */
export function comparableAnswers(all: readonly AnswerCount[], measure: SurveyMeasure): ComparableAnswers {
  const { low, high } = surveyMeasures[measure];
  const mine = all.filter((one) => one.measure === measure);
  const same = mine.filter((one) => one.low === low && one.high === high);
  return {
    answers: same.map(({ score, count, direction }) => ({
      score: direction === 'higher' ? score : low + high - score,
      count,
    })),
    onOtherScales: total(mine) - total(same),
  };
}

function total(answers: readonly { readonly count: number }[]): number {
  return answers.reduce((sum, { count }) => sum + count, 0);
}

/** A measure's KPI with what it was divided from; all null or 0 without answers. */
interface SurveyFigure {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly answers: number;
}

type Answers = ComparableAnswers['answers'];

function from(answers: Answers, least: number): number {
  return total(answers.filter(({ score }) => score >= least));
}

/** What each measure adds up before it divides by the number of answers. */
const numerators: Readonly<Record<SurveyMeasure, (answers: Answers) => number>> = {
  nps: (answers) => 100 * (from(answers, 9) - (total(answers) - from(answers, 7))),
  csat: (answers) => from(answers, 4),
  ces: (answers) => answers.reduce((sum, { score, count }) => sum + score * count, 0),
  advocacy: (answers) => from(answers, 1),
};

/** NPS in points from −100 to 100 (Reichheld 2003), CSAT as a share, CES as a mean (Dixon et al. 2010, 2013), advocacy as a share. */
export function surveyFigure(answers: Answers, measure: SurveyMeasure): SurveyFigure {
  const count = total(answers);
  if (count === 0) return { value: null, numerator: null, answers: 0 };
  const numerator = numerators[measure](answers);
  return { value: numerator / count, numerator, answers: count };
}
