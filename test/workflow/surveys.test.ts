import { expect, it, onTestFinished } from 'vitest';
import { requestAccountReview } from '../../db/stores/account-reviews.ts';
import { endReview } from '../../db/stores/closings.ts';
import { answerSurvey } from '../../db/stores/survey-answers.ts';
import { findSurveyLink } from '../../db/stores/survey-links.ts';
import { setSurveyPreference } from '../../db/stores/survey-preferences.ts';
import { getSurvey, type Survey } from '../../db/stores/survey-rows.ts';
import { conduct } from '../../rehearsal/conductor.ts';
import { virtualStage } from '../../rehearsal/virtual-stage.ts';
import { addContacts, answerFrom, openTestSurvey } from '../support/surveyed.ts';
import { openWorld, type World } from '../support/world.ts';

const run = 'surveys';
const opens = '2026-12-01T09:00:00.000Z';

interface Played {
  readonly world: World;
  readonly contacts: Readonly<Record<string, string>>;
  readonly survey: Survey;
  readonly playUntil: (until: string) => Promise<void>;
  readonly answer: (key: string, form: Record<string, string>) => Promise<void>;
  readonly linkOf: (key: string) => Promise<string>;
}

async function play(region = 'PT'): Promise<Played> {
  let at = opens;
  const world = await openWorld({ rehearsal: () => ({ run, at }) });
  onTestFinished(() => world.close());
  world.clock.set(at);
  await world.startWorker();
  const { app } = world.database;
  const { accountId } = world.firm;
  await app('account').where({ id: accountId }).update({ region });
  const contacts = await addContacts(app, { accountId, keys: ['rui', 'eva', 'ines', 'paul'] });
  const setClock = (to: string): void => {
    at = to;
    world.clock.set(to);
  };
  const stage = virtualStage({ client: world.client, db: app, run, setClock });
  const playUntil = async (until: string): Promise<void> => {
    await conduct(stage, { people: [], from: at, until });
    setClock(until);
  };
  const survey = await openTestSurvey(app, { accountId, at });
  await world.ring(`account-review/${accountId}`);
  await playUntil('2026-12-02T09:00:00.000Z');
  const linkOf = async (key: string): Promise<string> => {
    const where = { survey_id: survey.id, contact_id: contacts[key] ?? '' };
    return (await app('survey_link').where(where).first<{ id: string }>('id')).id;
  };
  const answer = async (key: string, form: Record<string, string>): Promise<void> => {
    const linkId = await linkOf(key);
    const given = await answerFrom(app, { survey, linkId, form });
    const { tell, workflowId } = await answerSurvey(app, { linkId, answer: given, at: new Date(at) });
    if (tell) await world.ring(workflowId);
  };
  return { world, contacts, survey, playUntil, answer, linkOf };
}

async function mailed({ database }: World): Promise<readonly string[]> {
  const rows = await database
    .app('notification')
    .where('kind', 'like', 'survey-%')
    .orderBy(['occurred_at', 'to_name'])
    .select<{ kind: string; to_name: string; occurred_at: Date; status: string }[]>('*');
  return rows.map(
    (row) => `${row.occurred_at.toISOString().slice(0, 16)} ${row.kind} ${row.to_name}: ${row.status}`,
  );
}

it('invites, reminds at half time whoever has not answered, and tells the manager how it ended', async () => {
  const { world, survey, playUntil, answer, linkOf } = await play();
  const { app } = world.database;
  await answer('rui', { recommend: '9', comment: 'Good people.' });
  await setSurveyPreference(app, {
    linkId: await linkOf('eva'),
    optedOut: true,
    at: new Date('2026-12-03T09:00:00Z'),
  });
  await playUntil('2026-12-16T09:00:00.000Z');
  await answer('ines', { recommend: '6', satisfaction: '4' });
  await playUntil('2027-01-04T09:00:00.000Z');
  expect(await mailed(world)).toEqual([
    '2026-12-01T09:00 survey-invitation Contact eva: sent',
    '2026-12-01T09:00 survey-invitation Contact ines: sent',
    '2026-12-01T09:00 survey-invitation Contact paul: sent',
    '2026-12-01T09:00 survey-invitation Contact rui: sent',
    '2026-12-14T09:00 survey-reminder Contact ines: sent',
    '2026-12-14T09:00 survey-reminder Contact paul: sent',
    '2026-12-16T09:00 survey-detractor Manager: sent',
    '2026-12-22T17:00 survey-closed Manager: sent',
  ]);
  expect(await getSurvey(app, survey.id)).toMatchObject({
    remindAt: null,
    closedAt: new Date('2026-12-22T17:00:00Z'),
  });
  const ended = world.inbox.mails.find(({ parsed }) => parsed.subject?.startsWith('Survey of'));
  expect(ended?.parsed.subject).toBe('Survey of Client One: 2 of 4 answered');
  expect(ended?.parsed.text).toMatch(/Net promoter score: +0 \(answers: 2\)/);
  const trail = await app('audit_event')
    .where('kind', 'like', 'survey.%')
    .orderBy('seq')
    .select('kind', 'data');
  expect(trail.map(({ kind }: { kind: string }) => kind)).toEqual([
    ...['survey.opened', 'survey.invited', 'survey.answered', 'survey.optedOut', 'survey.reminded'],
    ...['survey.answered', 'survey.detractorTold', 'survey.closed'],
  ]);
  expect(JSON.stringify(trail)).not.toContain('Good people');
});

it('tells the manager at once of a low score with the words, and nobody of one that was taken back', async () => {
  const { world, playUntil, answer } = await play('DE');
  await world.database.app('person').update({ language: 'de' });
  await answer('rui', { recommend: '2', comment: 'Angebote dauern zwei Wochen.' });
  await playUntil('2026-12-03T09:00:00.000Z');
  await world.stopWorker();
  await answer('eva', { recommend: '1' });
  await answer('eva', { recommend: '10' });
  await world.startWorker();
  await playUntil('2026-12-04T09:00:00.000Z');
  expect((await mailed(world)).filter((line) => line.includes('detractor'))).toEqual([
    '2026-12-02T09:00 survey-detractor Manager: sent',
  ]);
  const told = world.inbox.mails.find(({ parsed }) => parsed.subject?.startsWith('Bitte anrufen'));
  expect(told?.parsed.text).toContain('Angebote dauern zwei Wochen.');
  expect(told?.parsed.text).toContain('2 auf einer Skala von 0 bis 10');
  const invited = world.inbox.mails.find(({ parsed }) => parsed.to?.[0]?.address === 'rui@client.example');
  expect(invited?.parsed.subject).toBe('Wie zufrieden sind Sie mit uns? Eine Frage von Manager');
  expect(invited?.parsed.text?.replace(/\s+/g, ' ')).toContain('bis Dienstag, 22. Dezember 2026');
  expect(await world.database.app('signal').where({ kind: 'survey.detractor' })).toHaveLength(2);
});

it('writes to nobody who opted out or lost their address after the survey was opened', async () => {
  const { world, contacts, survey, playUntil } = await play();
  const { app } = world.database;
  const { accountId } = world.firm;
  const later = '2027-02-02T09:00:00.000Z';
  await playUntil(later);
  await world.stopWorker();
  const next = await openTestSurvey(app, { accountId, at: later });
  const { id } = await app('survey_link')
    .where({ survey_id: survey.id, contact_id: contacts['eva'] ?? '' })
    .first<{ id: string }>('id');
  expect(await findSurveyLink(app, { id })).toMatchObject({ language: 'en', contactId: contacts['eva'] });
  await setSurveyPreference(app, { linkId: id, optedOut: true, at: new Date(later) });
  await app('contact').where({ key: 'paul' }).update({ email: null });
  await world.startWorker();
  await world.ring(`account-review/${accountId}`);
  await playUntil('2027-02-03T09:00:00.000Z');
  const invited = (await mailed(world)).filter(
    (line) => line.startsWith('2027-02') && line.includes('invit'),
  );
  expect(invited).toEqual([
    '2027-02-02T09:00 survey-invitation Contact ines: sent',
    '2027-02-02T09:00 survey-invitation Contact rui: sent',
  ]);
  const outcomes = await app('survey_contact')
    .where({ survey_id: next.id })
    .orderBy('contact_id')
    .select<{ outcome: string }[]>('outcome');
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['asked', 'optedOut', 'asked', 'noAddress']);
});

it('ends with the account’s review, after which no answer counts', async () => {
  const { world, survey, playUntil, answer } = await play();
  const { app } = world.database;
  const { accountId, manager } = world.firm;
  const by = { kind: 'person', id: manager } as const;
  const at = new Date('2026-12-02T09:00:00Z');
  await requestAccountReview(app, { accountId, year: 2026, by, at });
  await endReview(app, { accountId, by, at, reason: 'they leave', confirmOpenPlans: true });
  await world.ring(`account-review/${accountId}`);
  await playUntil('2026-12-03T09:00:00.000Z');
  expect(await getSurvey(app, survey.id)).toMatchObject({ closesAt: at, closedAt: at });
  await expect(answer('rui', { recommend: '9' })).rejects.toMatchObject({ code: 'closed' });
  expect((await mailed(world)).at(-1)).toBe('2026-12-02T09:00 survey-closed Manager: sent');
});
