import type { Db } from '../client.ts';
import { latestAnswers, type SurveyAnswer } from '../stores/survey-answers.ts';
import type { ContactOutcome } from '../stores/survey-opening.ts';

/** A contact of a survey, and why they were asked or not. */
export interface SurveyedContact {
  readonly contactId: string;
  readonly contactKey: string;
  readonly contactName: string;
  readonly outcome: ContactOutcome;
  readonly answered: boolean;
}

/** A contact's answer as it counts, under their name, with the themes it was put into. */
export interface SurveyResponse extends Omit<SurveyAnswer, 'linkId'> {
  readonly contactId: string;
  readonly contactName: string;
  readonly themes: readonly { readonly id: string; readonly text: string }[];
}

/** Everybody whom a survey was about, by their names. */
export async function surveyedContacts(db: Db, surveyId: string): Promise<readonly SurveyedContact[]> {
  const answered = `exists (select from survey_link l join survey_answer n on n.link_id = l.id
    where l.survey_id = c.survey_id and l.contact_id = c.contact_id) as answered`;
  return db('survey_contact as c')
    .join('contact as k', 'k.id', 'c.contact_id')
    .where('c.survey_id', surveyId)
    .orderBy(['k.name', 'k.id'])
    .select<SurveyedContact[]>(
      { contactId: 'k.id', contactKey: 'k.key', contactName: 'k.name', outcome: 'c.outcome' },
      db.raw(answered),
    );
}

interface LinkRow {
  id: string;
  contact_id: string;
  name: string;
}

interface ThemeRow {
  id: string;
  text: string;
  link_id: string;
}

/** The answers to a survey as they count, by the contacts' names. */
export async function surveyResponses(db: Db, surveyId: string): Promise<readonly SurveyResponse[]> {
  const links = await db('survey_link as l')
    .join('contact as k', 'k.id', 'l.contact_id')
    .where('l.survey_id', surveyId)
    .orderBy(['k.name', 'k.id'])
    .select<LinkRow[]>('l.id', 'l.contact_id', 'k.name');
  const ids = links.map(({ id }) => id);
  const answers = await latestAnswers(db, ids);
  const themes = await db('feedback_theme_answer as f')
    .join('feedback_theme as t', 't.id', 'f.theme_id')
    .whereIn('f.link_id', ids)
    .orderBy('t.id')
    .select<ThemeRow[]>('t.id', 't.text', 'f.link_id');
  return links.flatMap((link) => {
    const answer = answers.get(link.id);
    if (!answer) return [];
    const { linkId, ...given } = answer;
    const own = themes.filter((theme) => theme.link_id === linkId);
    return {
      ...given,
      contactId: link.contact_id,
      contactName: link.name,
      themes: own.map(({ id, text }) => ({ id, text })),
    };
  });
}
