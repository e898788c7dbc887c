import {
  comparableAnswers,
  surveyFigure,
  type AnswerCount,
  type SurveyMeasure,
} from '../../domain/kpis/survey-answer.ts';
import { isScored } from '../../domain/surveys/question.ts';
import type { Db } from '../client.ts';
import type { ContactOutcome } from '../stores/survey-opening.ts';
import type { Survey } from '../stores/survey-rows.ts';

/** A measure of one survey: its KPI's value, null without answers, and how many scores it rests on. */
interface SurveyFigures {
  readonly question: string;
  readonly measure: SurveyMeasure;
  readonly value: number | null;
  readonly answers: number;
}

/** How a survey stands: how many contacts were asked and have answered, their share of 1, who was not asked and why, and its figures. */
export interface SurveyStanding {
  readonly asked: number;
  readonly answered: number;
  /** Null where nobody was asked in the end. */
  readonly responseRate: number | null;
  readonly notAsked: Readonly<Record<Exclude<ContactOutcome, 'asked'>, number>>;
  readonly figures: readonly SurveyFigures[];
}

interface CountRow {
  outcome: ContactOutcome;
  contacts: number;
  answered: number;
}

const contacts = `
  select c.outcome, count(*)::int as contacts,
    count(*) filter (where exists (select from survey_link l join survey_answer n on n.link_id = l.id
      where l.survey_id = c.survey_id and l.contact_id = c.contact_id))::int as answered
  from survey_contact c where c.survey_id = :surveyId group by 1`;

const scores = `
  with latest as (
    select distinct on (n.link_id) n.id from survey_answer n join survey_link l on l.id = n.link_id
    where l.survey_id = :surveyId order by n.link_id, n.version desc
  )
  select i.measure, i.score, i.low, i.high, i.direction, count(*)::int as count
  from latest n join survey_answer_item i on i.answer_id = n.id
  where i.measure <> 'text' group by 1, 2, 3, 4, 5`;

/** How a survey stands now, by the version of each answer that counts. */
export async function surveyStanding(db: Db, survey: Survey): Promise<SurveyStanding> {
  const of = { surveyId: survey.id };
  const { rows: counts } = await db.raw<{ rows: CountRow[] }>(contacts, of);
  const { rows: given } = await db.raw<{ rows: AnswerCount[] }>(scores, of);
  const count = (outcome: ContactOutcome): number =>
    counts.find((row) => row.outcome === outcome)?.contacts ?? 0;
  const answered = counts.reduce((sum, row) => sum + row.answered, 0);
  const asked = count('asked');
  return {
    asked,
    answered,
    responseRate: asked === 0 ? null : answered / asked,
    notAsked: {
      noAddress: count('noAddress'),
      optedOut: count('optedOut'),
      askedLately: count('askedLately'),
    },
    figures: survey.questions.filter(isScored).map(({ key, measure }) => {
      const { value, answers } = surveyFigure(comparableAnswers(given, measure).answers, measure);
      return { question: key, measure, value, answers };
    }),
  };
}
