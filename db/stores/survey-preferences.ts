import type { Db } from '../client.ts';
import { accountReviewId } from './account-reviews.ts';
import { appendAudit } from './audit.ts';
import { lockProcess } from './processes.ts';
import { findSurveyLink } from './survey-links.ts';
import { getSurvey } from './survey-rows.ts';
import { DomainError } from '../../domain/errors.ts';

/** Whether this contact, under whatever account their address stands, has said that they want no surveys. */
export async function hasOptedOut(db: Db, contactId: string): Promise<boolean> {
  const row = await db('survey_opt_out').where({ contact_id: contactId }).first<object | undefined>();
  return row !== undefined;
}

const store = `
  insert into survey_preference (contact_id, opted_out, changed_at)
  select o.id, :optedOut, :at from contact k join contact o on o.id = k.id or o.email = k.email
  where k.id = :contactId
  on conflict (contact_id) do update set opted_out = excluded.opted_out, changed_at = excluded.changed_at
    where survey_preference.opted_out <> excluded.opted_out`;

/**
 * Stores whether the contact behind a link wants to be asked again, for every contact with their address, with an audit event unless it
 * stands so already. Throws `notFound`. `at` is process time.
 */
export async function setSurveyPreference(
  db: Db,
  wish: { readonly linkId: string; readonly optedOut: boolean; readonly at: Date },
): Promise<void> {
  const { linkId, optedOut, at } = wish;
  await db.transaction(async (trx) => {
    const link = await findSurveyLink(trx, { id: linkId });
    if (!link) throw new DomainError('notFound', 'There is no such link.');
    const { surveyId, contactId } = link;
    const chain = accountReviewId((await getSurvey(trx, surveyId)).accountId);
    await lockProcess(trx, chain);
    if ((await hasOptedOut(trx, contactId)) === optedOut) return;
    await trx.raw(store, { contactId, optedOut, at });
    const kind = optedOut ? 'survey.optedOut' : 'survey.optedIn';
    const actor = { kind: 'contact', id: contactId } as const;
    await appendAudit(trx, { chain, at, actor, kind, subject: contactId });
  });
}
