import type { Actor } from '../../domain/actor.ts';
import { DomainError, type Fault } from '../../domain/errors.ts';
import { askedTooLately, surveyDates, surveyDays } from '../../domain/surveys/dates.ts';
import type { Db } from '../client.ts';
import { accountReviewId } from './account-reviews.ts';
import { appendAudit } from './audit.ts';
import { placeOf } from './commitment-owners.ts';
import { lockProcess, openProcess, recordFact } from './processes.ts';
import { currentQuestions } from './survey-questions.ts';
import { getSurvey, surveyOfReview, type Survey } from './survey-rows.ts';

/** The wish to ask an account's contacts: all of them, or those named by key; `days` is how long answers are taken. `at` is process time. */
export interface SurveyWish {
  readonly accountId: string;
  /** The quarterly review that it follows; a review is followed by one survey. */
  readonly reviewId: string | null;
  readonly days?: number | undefined;
  readonly contactKeys?: readonly string[] | undefined;
  readonly by: Actor;
  readonly at: Date;
}

/** Why a contact is asked or not: nobody who has no address, wants no surveys, or was asked within the last 60 days. */
export type ContactOutcome = 'asked' | 'noAddress' | 'optedOut' | 'askedLately';

/** `nobody`: none of the contacts can be asked, so that nothing was opened; `repeated`: this review has its survey already. */
export type OpenedSurvey =
  | { readonly kind: 'opened' | 'repeated'; readonly survey: Survey; readonly workflowId: string }
  | { readonly kind: 'nobody'; readonly contacts: readonly Candidate[] };

/** A contact who could be asked, and why they are not. */
interface Candidate {
  readonly id: string;
  readonly key: string;
  readonly outcome: ContactOutcome;
}

// An address counts once, whatever accounts it stands in: what bothers people is the mail.
const candidates = `
  select k.id, k.key, case
    when k.email is null then 'noAddress'
    when exists (select from survey_opt_out o where o.contact_id = k.id) then 'optedOut'
    when exists (select from contact o join survey_contact c on c.contact_id = o.id and c.outcome = 'asked'
        join survey s on s.id = c.survey_id
      where o.email = k.email and s.opened_at > :since) then 'askedLately'
    else 'asked' end as outcome
  from contact k
  where k.account_id = :accountId and (cast(:keys as text[]) is null or k.key = any(cast(:keys as text[])))
  order by k.id`;

async function candidatesOf(db: Db, wish: SurveyWish): Promise<readonly Candidate[]> {
  const { accountId, contactKeys, at } = wish;
  const keys = contactKeys === undefined ? null : [...contactKeys];
  const { rows } = await db.raw<{ rows: Candidate[] }>(candidates, {
    accountId,
    keys,
    since: askedTooLately(at),
  });
  const unknown = (contactKeys ?? []).flatMap((key, index): Fault[] =>
    rows.some((row) => row.key === key)
      ? []
      : [{ path: `/contactKeys/${index}`, message: `This account has no contact "${key}".` }],
  );
  if (unknown.length > 0) throw new DomainError('invalid', 'Not every contact is known.', unknown);
  return rows;
}

/**
 * Opens a survey and says whom it asks, with audit event and fact in the caller's transaction; the account's process, opened where there is
 * none, writes to them once it is rung. Throws `notFound`, `invalid` for contacts or days that cannot be, `conflict` for an account that is
 * not active or has no manager, `closed` once the account's review has ended.
 */
export async function openSurvey(db: Db, wish: SurveyWish): Promise<OpenedSurvey> {
  const { accountId, reviewId, by, at, days = surveyDays.usual } = wish;
  refuseDays(days);
  await refuseUnready(db, accountId);
  const workflowId = accountReviewId(accountId);
  const process = { workflowId, kind: 'accountReview', accountId, input: { accountId }, at };
  return db.transaction(async (trx) => {
    await openProcess(trx, process);
    if ((await lockProcess(trx, workflowId)).state === 'closed')
      throw new DomainError('closed', 'The review of this account has ended: nobody would act on answers.');
    const before = reviewId === null ? undefined : await surveyOfReview(trx, reviewId);
    if (before) return { kind: 'repeated', survey: before, workflowId };
    // Two accounts that share an address would not see that the other one is asking it at the same moment.
    await trx.raw(`select pg_advisory_xact_lock(hashtextextended('survey', 0))`);
    const contacts = await candidatesOf(trx, wish);
    const asked = contacts.filter(({ outcome }) => outcome === 'asked').length;
    if (asked === 0) return { kind: 'nobody', contacts };
    refuseMany(asked);
    const id = await insertSurvey(trx, { ...wish, days });
    await trx('survey_contact').insert(
      contacts.map((contact) => ({ survey_id: id, contact_id: contact.id, outcome: contact.outcome })),
    );
    await recordFact(trx, { workflowId, kind: 'surveyOpened', payload: { surveyId: id }, at });
    const event = { chain: workflowId, at, actor: by, kind: 'survey.opened', subject: id };
    await appendAudit(trx, { ...event, data: { reviewId, asked, notAsked: contacts.length - asked } });
    return { kind: 'opened', survey: await getSurvey(trx, id), workflowId };
  });
}

async function insertSurvey(db: Db, wish: SurveyWish & { readonly days: number }): Promise<string> {
  const { accountId, reviewId, by, at, days } = wish;
  const { remindAt, closesAt } = surveyDates(await placeOf(db, accountId), { openedAt: at, days });
  const { version } = await currentQuestions(db);
  const [row] = await db('survey')
    .insert({
      account_id: accountId,
      review_id: reviewId,
      question_set: version,
      opened_at: at,
      opened_by_kind: by.kind,
      opened_by_id: by.id,
      remind_at: remindAt,
      closes_at: closesAt,
    })
    .returning<{ id: string }[]>('id');
  if (row === undefined) throw new Error('the survey was not stored');
  return row.id;
}

// One effect writes to all of them at once.
const mostContacts = 200;

function refuseMany(asked: number): void {
  if (asked <= mostContacts) return;
  const message = `must name at most ${mostContacts} contacts; ${asked} would be asked`;
  throw new DomainError('invalid', 'A survey cannot ask that many.', [{ path: '/contactKeys', message }]);
}

function refuseDays(days: number): void {
  if (Number.isInteger(days) && days >= surveyDays.least && days <= surveyDays.most) return;
  const message = `must be a whole number from ${surveyDays.least} to ${surveyDays.most}`;
  throw new DomainError('invalid', 'A survey cannot be open that long.', [{ path: '/days', message }]);
}

async function refuseUnready(db: Db, accountId: string): Promise<void> {
  const account = await db('account')
    .where({ id: accountId })
    .first<{ key: string; active: boolean; manager_id: string | null } | undefined>();
  if (!account) throw new DomainError('notFound', `There is no account ${accountId}.`);
  if (!account.active) throw new DomainError('conflict', `Account ${account.key} is not active.`);
  if (account.manager_id === null)
    throw new DomainError(
      'conflict',
      `Account ${account.key} has no manager, to whom answers would go: assign one first.`,
    );
}

/** The contacts whom a survey asks, unless it was found out otherwise since it was opened. */
export async function askedContacts(db: Db, surveyId: string): Promise<readonly string[]> {
  const rows = await db('survey_contact')
    .where({ survey_id: surveyId, outcome: 'asked' })
    .orderBy('contact_id')
    .select<{ contact_id: string }[]>('contact_id');
  return rows.map((row) => row.contact_id);
}

/** Notes that a contact could not be asked after all. */
export async function noteOutcome(
  db: Db,
  noted: { readonly surveyId: string; readonly contactId: string; readonly outcome: ContactOutcome },
): Promise<void> {
  const { surveyId, contactId, outcome } = noted;
  await db('survey_contact').where({ survey_id: surveyId, contact_id: contactId }).update({ outcome });
}
