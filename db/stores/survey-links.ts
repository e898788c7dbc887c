import type { Db } from '../client.ts';

/** A contact's link to a survey. */
export interface SurveyLink {
  readonly id: string;
  readonly surveyId: string;
  readonly contactId: string;
  readonly language: 'de' | 'en';
}

interface LinkRow {
  id: string;
  survey_id: string;
  contact_id: string;
  language: SurveyLink['language'];
}

function toLink(row: LinkRow): SurveyLink {
  return { id: row.id, surveyId: row.survey_id, contactId: row.contact_id, language: row.language };
}

/** The contact's link to a survey, made by `create` unless there is one: a mail sent again carries the same. */
export async function surveyLinkFor(
  db: Db,
  of: Omit<SurveyLink, 'id'> & {
    readonly at: Date;
    readonly create: () => { id: string; keyId: string; tokenSha256: string };
  },
): Promise<string> {
  const key = { survey_id: of.surveyId, contact_id: of.contactId };
  const found = await db('survey_link').where(key).first<{ id: string } | undefined>('id');
  if (found) return found.id;
  const { id, keyId, tokenSha256 } = of.create();
  const link = { id, language: of.language, key_id: keyId, token_sha256: tokenSha256, created_at: of.at };
  await db('survey_link').insert({ ...key, ...link });
  return id;
}

/** The link by its number or by the SHA-256 of its token; `undefined` for an unknown one. Reads only. */
export async function findSurveyLink(
  db: Db,
  key: { readonly id: string } | { readonly tokenSha256: string },
): Promise<SurveyLink | undefined> {
  const row = await db('survey_link')
    .where('id' in key ? { id: key.id } : { token_sha256: key.tokenSha256 })
    .first<LinkRow | undefined>();
  return row && toLink(row);
}

/** The links of a survey that still wait for their contacts: nobody answered on them, nobody opted out, and the survey has not ended. */
export async function waitingLinks(db: Db, surveyId: string): Promise<readonly SurveyLink[]> {
  const rows = await db<LinkRow>('waiting_survey_link').where({ survey_id: surveyId }).orderBy('contact_id');
  return rows.map(toLink);
}
