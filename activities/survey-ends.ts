import { surveyHost } from '../db/read-models/account-planner.ts';
import { surveyStanding } from '../db/read-models/survey-standing.ts';
import { openSurveys, setSurvey, type Survey } from '../db/stores/survey-rows.ts';
import type { Effect } from './effect.ts';
import { recipient } from './plan-effect.ts';

/** Ends the open surveys of an account whose review ends: nobody would act on what comes afterwards. */
export async function endOpenSurveys(effect: Effect, accountId: string): Promise<void> {
  for (const survey of await openSurveys(effect.db, accountId)) await endSurvey(effect, survey);
}

/** Ends a survey now, if its time has not come to an end before, and tells whoever asked how it went. */
export async function endSurvey(effect: Effect, survey: Survey): Promise<void> {
  const { db, at } = effect;
  const { id, accountName, accountId } = survey;
  const closesAt = survey.closesAt < at ? survey.closesAt : at;
  await setSurvey(db, { id, set: { closes_at: closesAt, closed_at: at, remind_at: null } });
  const { asked, answered, figures } = await surveyStanding(db, survey);
  await effect.audit({ kind: 'survey.closed', subject: id, data: { asked, answered } });
  const host = await surveyHost(db, accountId);
  if (!host) return;
  const data = { surveyId: id, accountName, asked, answered, figures: [...figures] };
  await effect.mail({
    dedupeKey: `survey-closed/${id}`,
    to: recipient(host),
    message: { kind: 'survey-closed', data },
    thread: `survey/${id}`,
  });
}
