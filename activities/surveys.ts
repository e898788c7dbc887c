import type { Db } from '../db/client.ts';
import type { LinkTokens } from '../db/link-token.ts';
import { clientOf, type Client } from '../db/read-models/commitment-people.ts';
import { surveyHost } from '../db/read-models/account-planner.ts';
import { getAnswer, latestAnswers } from '../db/stores/survey-answers.ts';
import { findSurveyLink, waitingLinks } from '../db/stores/survey-links.ts';
import { askedContacts, noteOutcome } from '../db/stores/survey-opening.ts';
import { hasOptedOut } from '../db/stores/survey-preferences.ts';
import { getSurvey, setSurvey } from '../db/stores/survey-rows.ts';
import { lowScores } from '../domain/surveys/detractor.ts';
import type { ReviewView } from '../workflows/account-review/messages.ts';
import type { Move } from '../workflows/process/messages.ts';
import { onDate, onFact, type Effect } from './effect.ts';
import { recipient } from './plan-effect.ts';
import { viewReview } from './reviews.ts';
import { endSurvey } from './survey-ends.ts';
import { askContact } from './survey-mail.ts';

/** How surveys go on, as local activities of the account's review. */
export interface SurveyActivities {
  inviteToSurvey(move: Move): Promise<ReviewView>;
  tellDetractor(move: Move): Promise<ReviewView>;
  remindSurvey(move: Move): Promise<ReviewView>;
  closeSurvey(move: Move): Promise<ReviewView>;
}

// Between the opening and the mail somebody may have opted out, or lost their address.
async function invite(effect: Effect, of: { surveyId: string; links: LinkTokens }): Promise<void> {
  const survey = await getSurvey(effect.db, of.surveyId);
  const host = await surveyHost(effect.db, survey.accountId);
  if (survey.closedAt !== null || survey.closesAt <= effect.at || !host) return;
  for (const contactId of await askedContacts(effect.db, survey.id)) {
    const client = await clientOf(effect.db, { contactId });
    const optedOut = await hasOptedOut(effect.db, contactId);
    if (!optedOut && client && isReachable(client))
      await askContact(effect, { kind: 'survey-invitation', survey, client, host, links: of.links });
    else
      await noteOutcome(effect.db, {
        surveyId: survey.id,
        contactId,
        outcome: optedOut ? 'optedOut' : 'noAddress',
      });
  }
  await effect.audit({ kind: 'survey.invited', subject: survey.id });
}

async function remind(effect: Effect, of: { surveyId: string; links: LinkTokens }): Promise<void> {
  const { db, at } = effect;
  const survey = await getSurvey(db, of.surveyId);
  if (survey.closedAt !== null || survey.remindAt === null || survey.remindAt > at) return;
  await setSurvey(db, { id: survey.id, set: { remind_at: null } });
  const host = await surveyHost(db, survey.accountId);
  if (!host || survey.closesAt <= at) return;
  let reminded = 0;
  for (const { contactId, language } of await waitingLinks(db, survey.id)) {
    const found = await clientOf(db, { contactId });
    if (!found || !isReachable(found)) continue;
    const client = { ...found, language };
    await askContact(effect, { kind: 'survey-reminder', survey, client, host, links: of.links });
    reminded += 1;
  }
  await effect.audit({ kind: 'survey.reminded', subject: survey.id, data: { reminded } });
}

function isReachable(client: Client): client is Client & { readonly email: string } {
  return client.email !== null;
}

async function close(effect: Effect, surveyId: string): Promise<void> {
  const survey = await getSurvey(effect.db, surveyId);
  if (survey.closedAt === null && survey.closesAt <= effect.at) await endSurvey(effect, survey);
}

// Who has thought better of it by now needs nobody to hurry; the signal stays.
async function tellDetractor(effect: Effect, answerId: string): Promise<void> {
  const { db } = effect;
  const { linkId } = await getAnswer(db, answerId);
  const link = await findSurveyLink(db, { id: linkId });
  const answer = (await latestAnswers(db, [linkId])).get(linkId);
  if (!link || !answer || lowScores(answer.scores).length === 0) return;
  const survey = await getSurvey(db, link.surveyId);
  const client = await clientOf(db, { contactId: link.contactId });
  const host = await surveyHost(db, survey.accountId);
  if (!client || !host) return;
  const textOf = (key: string) =>
    survey.questions.find((one) => one.key === key)?.text ?? { en: key, de: key };
  await effect.mail({
    dedupeKey: `survey-detractor/${answerId}`,
    to: recipient(host),
    message: {
      kind: 'survey-detractor',
      data: {
        surveyId: survey.id,
        accountName: survey.accountName,
        contactName: client.name,
        contactEmail: client.email,
        scores: answer.scores.map(({ question, score, low, high }) => ({
          question: textOf(question),
          ...{ score, low, high },
        })),
        words: answer.words.map(({ question, word }) => ({ question: textOf(question), word })),
        comment: answer.comment,
      },
    },
    thread: `survey/${survey.id}`,
  });
  await effect.audit({ kind: 'survey.detractorTold', subject: survey.id, data: { answerId, toId: host.id } });
}

/** The surveys' activities on this database with these link keys. */
export function createSurveyActivities({ db, links }: { db: Db; links: LinkTokens }): SurveyActivities {
  const then = (effect: Effect): Promise<ReviewView> => viewReview(effect.db, effect);
  return {
    inviteToSurvey: (move) =>
      onFact(
        { db, move },
        {
          act: (effect, fact) => invite(effect, { surveyId: String(fact.payload['surveyId']), links }),
          then,
        },
      ),
    tellDetractor: (move) =>
      onFact(
        { db, move },
        { act: (effect, fact) => tellDetractor(effect, String(fact.payload['answerId'])), then },
      ),
    remindSurvey: (move) =>
      onDate({ db, move }, { act: (effect) => remind(effect, { surveyId: move.subject, links }), then }),
    closeSurvey: (move) => onDate({ db, move }, { act: (effect) => close(effect, move.subject), then }),
  };
}
