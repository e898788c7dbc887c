import type { Db } from '../client.ts';
import { latestAnswers, type SurveyAnswer } from '../stores/survey-answers.ts';
import { findSurveyLink } from '../stores/survey-links.ts';
import { hasOptedOut } from '../stores/survey-preferences.ts';
import { getSurvey, type Survey } from '../stores/survey-rows.ts';
import { surveyHost } from './account-planner.ts';
import { clientOf, type Client } from './commitment-people.ts';

/** Everything the page behind a contact's link shows, and nothing of the account's plan: `open` while an answer counts. */
export interface SurveyView {
  readonly linkId: string;
  /** The contact, in the language in which they were asked. */
  readonly client: Client;
  /** In whose name they are asked; null where nobody of ours is active any more. */
  readonly host: { readonly name: string; readonly email: string } | null;
  readonly survey: Survey;
  readonly answer: SurveyAnswer | undefined;
  readonly optedOut: boolean;
  readonly open: boolean;
}

/** The view of a contact's link by the SHA-256 of its token, as of `now`; `undefined` for an unknown one. Reads only. */
export async function findSurveyView(
  db: Db,
  { tokenSha256, now }: { readonly tokenSha256: string; readonly now: Date },
): Promise<SurveyView | undefined> {
  const link = await findSurveyLink(db, { tokenSha256 });
  const client = link && (await clientOf(db, { contactId: link.contactId }));
  if (!link || !client) return undefined;
  const survey = await getSurvey(db, link.surveyId);
  const host = await surveyHost(db, survey.accountId);
  return {
    linkId: link.id,
    client: { ...client, language: link.language },
    host: host ? { name: host.name, email: host.email } : null,
    survey,
    answer: (await latestAnswers(db, [link.id])).get(link.id),
    optedOut: await hasOptedOut(db, link.contactId),
    open: now <= survey.closesAt,
  };
}
