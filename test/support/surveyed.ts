import { newLink } from '../../activities/new-link.ts';
import type { Db } from '../../db/client.ts';
import type { LinkTokens } from '../../db/link-token.ts';
import { insertPlan } from '../../db/stores/plan-lifecycle.ts';
import { openProcess } from '../../db/stores/processes.ts';
import { insertReview } from '../../db/stores/review-opening.ts';
import { latestAnswers } from '../../db/stores/survey-answers.ts';
import { surveyLinkFor } from '../../db/stores/survey-links.ts';
import { openSurvey } from '../../db/stores/survey-opening.ts';
import type { Survey } from '../../db/stores/survey-rows.ts';
import { system } from '../../domain/actor.ts';
import { answerOf, type AnswerForm, type GivenAnswer } from '../../domain/surveys/answer.ts';
import type { Firm } from './people.ts';

/** When surveys of tests are opened: a Tuesday morning, so that they remind on Monday, 14 December and end on Tuesday, 22 December 2026. */
export const surveyOpens = '2026-12-01T09:00:00Z';

/** Adds contacts with these keys to an account, each with an address of that name, and returns their numbers by key. */
export async function addContacts(
  db: Db,
  { accountId, keys }: { readonly accountId: string; readonly keys: readonly string[] },
): Promise<Readonly<Record<string, string>>> {
  const rows = await db('contact')
    .insert(
      keys.map((key) => ({
        account_id: accountId,
        key,
        name: `Contact ${key}`,
        email: `${key}@client.example`,
      })),
    )
    .returning<{ id: string; key: string }[]>(['id', 'key']);
  return Object.fromEntries(rows.map(({ id, key }) => [key, id]));
}

/** Stores a quarterly review of an account, with a plan of its year where it has none, and returns its number. */
export async function addReview(
  db: Db,
  { firm, quarter }: { readonly firm: Firm; readonly quarter: 1 | 2 | 3 | 4 },
): Promise<string> {
  const { accountId, manager: managerId } = firm;
  const at = new Date(surveyOpens);
  const plan = await db('plan').where({ account_id: accountId }).first<{ id: string } | undefined>('id');
  const planId = plan?.id ?? (await addPlan(db, firm));
  const workflowId = `quarterly-review/${accountId}/2027-Q${quarter}`;
  await openProcess(db, { workflowId, kind: 'quarterlyReview', accountId, input: {}, at });
  const dates = { openAt: at, freezeAt: at, askAt: at, preReadAt: at, minutesAt: at };
  const { id } = await insertReview(db, {
    review: {
      ...{ workflowId, accountId, planId, managerId, year: 2027, quarter, kind: 'quarterly' },
      ...{ startsOn: '2027-01-01', endsOn: '2027-03-31', heldAt: at, openedAt: at },
      ...{ durationMinutes: 60, place: 'Lisbon', timeZone: 'Europe/Lisbon' },
    },
    dates,
    personIds: [managerId],
  });
  return id;
}

async function addPlan(db: Db, { accountId, manager: managerId }: Firm): Promise<string> {
  const openedAt = new Date(surveyOpens);
  const workflowId = `annual-plan/${accountId}/2027`;
  await openProcess(db, { workflowId, kind: 'annualPlanning', accountId, input: {}, at: openedAt });
  return insertPlan(db, {
    ...{ workflowId, accountId, managerId, year: 2027, currency: 'EUR', openedAt, template: 'standard' },
    ...{ startsOn: '2027-01-01', endsOn: '2027-12-31', situation: '', steps: [] },
    figures: {
      ...{ asOf: '2026-12-01', currency: 'EUR', orders: 0, revenue: '0', revenueBefore: null },
      ...{ cancellationRate: null, offeringsBought: [], offeringsOpen: [] },
    },
    closeAt: new Date('2028-01-31T00:00:00Z'),
  });
}

/** Opens a survey of the account's contacts, who must be there; at a moment, or when surveys of tests are opened. */
export async function openTestSurvey(
  db: Db,
  wish: { readonly accountId: string; readonly at?: string; readonly reviewId?: string },
): Promise<Survey> {
  const at = new Date(wish.at ?? surveyOpens);
  const { accountId, reviewId = null } = wish;
  const opened = await openSurvey(db, { accountId, reviewId, by: system, at });
  if (opened.kind === 'nobody') throw new Error('nobody was asked');
  return opened.survey;
}

/** The contact's link to a survey, made as its invitation makes it. */
export function linkOf(
  db: Db,
  { survey, contactId, links }: { survey: Survey; contactId: string; links: LinkTokens },
): Promise<string> {
  const of = { surveyId: survey.id, contactId, language: 'en', at: survey.openedAt } as const;
  return surveyLinkFor(db, { ...of, create: () => newLink(links) });
}

/** What a form on a link would have made of the answer that stands. Throws for a form with a fault. */
export async function answerFrom(
  db: Db,
  { survey, linkId, form }: { survey: Survey; linkId: string; form: AnswerForm },
): Promise<GivenAnswer> {
  const standing = (await latestAnswers(db, [linkId])).get(linkId);
  const { answer, faults } = answerOf(form, { questions: survey.questions, standing });
  if (faults.length > 0) throw new Error(`the form has faults: ${JSON.stringify(faults)}`);
  return answer;
}
