import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFeedbackThemeOperations } from '../../api/feedback-themes/routes.ts';
import { createSurveyOperations } from '../../api/surveys/routes.ts';
import { saidAndDone } from '../../db/read-models/feedback-themes.ts';
import { tellThemes } from '../../db/stores/feedback-themes.ts';
import { answerSurvey } from '../../db/stores/survey-answers.ts';
import { getSurvey } from '../../db/stores/survey-rows.ts';
import { system } from '../../domain/actor.ts';
import { kamOn, printedByKam } from '../support/kam-command.ts';
import { addContacts, addReview, answerFrom, linkOf } from '../support/surveyed.ts';
import { openDesk, type Desk } from '../web/desk.ts';
import { call, problemOf, startServer, tokenFor, type TestServer } from './server.ts';

const now = new Date('2026-12-01T10:00:00Z');
const rung: string[] = [];
let desk: Desk;
let server: TestServer;
let token: string;
let viewer: string;
let contacts: Readonly<Record<string, string>>;
let surveyId: string;

beforeAll(async () => {
  desk = await openDesk();
  const { app } = desk.database;
  const ring = (id: string): Promise<void> => Promise.resolve(void rung.push(id));
  const operations = [...createSurveyOperations({ ring }), ...createFeedbackThemeOperations()];
  server = await startServer({ db: app, operations, clock: { now: () => now } });
  token = await tokenFor(app, 'manager');
  viewer = await tokenFor(app, 'viewer');
  contacts = await addContacts(app, { accountId: '1', keys: ['rui', 'eva'] });
  await app('contact').insert({ account_id: '1', key: 'ana', name: 'Ana', email: null });
});
afterAll(async () => {
  await server.close();
  await desk.close();
});

const get = (path: string, by = token): Promise<Response> => call(server, { method: 'GET', path, token: by });
const send = (method: 'POST' | 'PATCH', path: string, json: unknown): Promise<Response> =>
  call(server, { method, path, token, json });
const read = async (path: string): Promise<Record<string, unknown>> =>
  (await (await get(path)).json()) as Record<string, unknown>;
const kam = (...words: string[]): Promise<string> => printedByKam(desk.database.appUrl, words);

async function answer(key: string, form: Record<string, string>): Promise<void> {
  const { db, links } = desk.mail;
  const survey = await getSurvey(db, surveyId);
  const linkId = await linkOf(db, { survey, contactId: contacts[key] ?? '', links });
  await answerSurvey(db, { linkId, answer: await answerFrom(db, { survey, linkId, form }), at: now });
}

describe('a survey', () => {
  it('is started, listed and shown with whom it asks, and refused where nobody can be asked', async () => {
    const started = await send('POST', '/v1/accounts/1/surveys', { days: 14 });
    expect(started.status).toBe(201);
    const survey = (await started.json()) as { id: string };
    surveyId = survey.id;
    expect(survey).toMatchObject({
      ...{ accountName: 'Client One', asked: 2, answered: 0, responseRate: 0, questionSet: 1 },
      ...{ notAsked: { noAddress: 1, optedOut: 0, askedLately: 0 }, closesAt: '2026-12-15T17:00:00.000Z' },
    });
    expect(started.headers.get('location')).toBe(`/v1/surveys/${surveyId}`);
    expect(rung).toEqual(['account-review/1']);
    const again = await problemOf(await send('POST', '/v1/accounts/1/surveys', {}));
    expect(again).toMatchObject({ status: 409 });
    expect(again.faults).toContainEqual({ path: '/contacts/rui', message: 'askedLately' });
    expect((await send('POST', '/v1/accounts/1/surveys', { days: 5 })).status).toBe(400);
    expect((await send('POST', '/v1/accounts/99/surveys', {})).status).toBe(404);
    expect(await read('/v1/surveys?accountId=1')).toMatchObject({ items: [{ id: surveyId }], next: null });
    expect(await read('/v1/surveys?accountId=2')).toMatchObject({ items: [] });
  });

  it('shows its response rate and figures, and the answers only to who manages', async () => {
    await answer('rui', { recommend: '9', satisfaction: '4' });
    await answer('eva', { recommend: '2', comment: 'Too slow.', better: 'Speed.' });
    await answer('rui', { recommend: '10' });
    expect(await read(`/v1/surveys/${surveyId}`)).toMatchObject({
      ...{ asked: 2, answered: 2, responseRate: 1 },
      figures: [
        { question: 'recommend', measure: 'nps', value: 0, answers: 2 },
        { measure: 'csat', value: 1, answers: 1 },
        { measure: 'ces', value: null, answers: 0 },
        { measure: 'advocacy', value: null },
      ],
      contacts: [{ contactKey: 'ana', outcome: 'noAddress' }, { answered: true }, { answered: true }],
    });
    expect((await get(`/v1/surveys/${surveyId}`, viewer)).status).toBe(200);
    expect((await get(`/v1/surveys/${surveyId}/answers`, viewer)).status).toBe(403);
    expect((await get('/v1/surveys/999/answers')).status).toBe(404);
    expect(await read(`/v1/surveys/${surveyId}/answers`)).toMatchObject({
      items: [
        {
          contactName: 'Contact eva',
          version: 1,
          comment: 'Too slow.',
          words: [{ word: 'Speed.' }],
          themes: [],
        },
        {
          ...{ contactName: 'Contact rui', version: 2 },
          scores: [{ measure: 'nps', score: 10, low: 0, high: 10, direction: 'higher' }, { score: 4 }],
        },
      ],
    });
    expect(await kam('surveys', 'show', surveyId)).toContain(
      '2 of 2 answered (100%)\n    nps: 0 (answers: 2)',
    );
    expect(await kam('surveys', 'list')).toContain('takes answers until 2026-12-15T17:00:00.000Z');
    expect(await kam('surveys', 'answers', surveyId)).toContain('nps 2\n    Too slow.\n    Speed.');
  });

  it('asks new questions once they are set, on the scales of their KPIs alone', async () => {
    const { questions } = (await read('/v1/survey-questions')) as { questions: object[] };
    const [first, second] = questions;
    const given = { reason: 'shorter', questions: [first] };
    expect((await send('POST', '/v1/survey-questions', given)).status).toBe(201);
    expect(await read('/v1/survey-questions')).toMatchObject({ version: 2, questions: [first] });
    const odd = { ...given, questions: [{ ...second, high: 7 }] };
    const problem = await problemOf(await send('POST', '/v1/survey-questions', odd));
    expect(problem.status).toBe(400);
    expect(JSON.stringify(problem.faults)).toContain('must be 5, as the KPI csat counts');
  });
});

describe('a theme of feedback', () => {
  it('takes answers, says what was done, and is told to the client once', async () => {
    const db = desk.database.app;
    const { items } = (await read(`/v1/surveys/${surveyId}/answers`)) as { items: { id: string }[] };
    const [slow] = items;
    const wish = { accountId: '1', text: 'Offers take too long', answerIds: [slow?.id] };
    const added = await send('POST', '/v1/feedback-themes', wish);
    expect(added.status).toBe(201);
    const theme = (await added.json()) as { id: string };
    expect(theme).toMatchObject({ state: 'open', outcome: null, answers: 1, toldAt: null });
    expect(
      (await send('POST', '/v1/feedback-themes', { ...wish, text: ' offers take TOO long' })).status,
    ).toBe(409);
    const path = `/v1/feedback-themes/${theme.id}`;
    const unknown = await problemOf(await send('PATCH', path, { answerIds: ['999'] }));
    expect(unknown).toMatchObject({ status: 422, faults: [{ path: '/answerIds/0' }] });
    expect((await send('PATCH', path, { state: 'done' })).status).toBe(422);
    expect((await send('PATCH', path, { outcome: 'x' })).status).toBe(422);
    expect((await send('PATCH', path, { state: 'doing' })).status).toBe(200);
    const open = { accountId: '1', since: null };
    expect(await saidAndDone(db, open)).toEqual([
      { themeId: theme.id, said: 'Offers take too long', state: 'doing', done: null },
    ]);
    const reviewId = await addReview(db, { firm: desk.firm, quarter: 1 });
    const told = { accountId: '1', reviewId, settledBy: now, by: system, at: now };
    expect(await tellThemes(db, told)).toEqual([]);
    expect((await send('PATCH', path, { state: 'done', outcome: 'Two days since May.' })).status).toBe(200);
    expect(await tellThemes(db, { ...told, settledBy: new Date(now.getTime() - 1) })).toEqual([]);
    expect(await saidAndDone(db, open)).toMatchObject([{ done: 'Two days since May.' }]);
    expect(await tellThemes(db, told)).toEqual([theme.id]);
    expect(await tellThemes(db, told)).toEqual([]);
    expect(await saidAndDone(db, open)).toEqual([]);
    expect(await saidAndDone(db, { ...open, since: now })).toHaveLength(1);
    expect(await read(path)).toMatchObject({
      state: 'done',
      toldReviewId: reviewId,
      toldAt: now.toISOString(),
    });
    expect((await send('PATCH', path, { state: 'open' })).status).toBe(200);
    expect(await read(path)).toMatchObject({ outcome: null, settledAt: null, toldReviewId: null });
    const kinds = await db('audit_event').where('kind', 'like', 'theme.%').orderBy('seq').select('kind');
    expect(kinds.map(({ kind }: { kind: string }) => kind.slice(6))).toEqual([
      ...['added', 'changed', 'changed', 'told', 'changed'],
    ]);
  });

  it('is counted over the programme, and kept from the command line', async () => {
    const { app, owner, appUrl } = desk.database;
    await owner.raw(`insert into account (id, key, name, programme_id, region, time_zone, currency, manager_id)
      overriding system value select 2, 'client-2', 'Client Two', programme_id, region, time_zone, currency, manager_id
      from account where id = 1`);
    const added = await kam(
      'surveys',
      'theme',
      'add',
      'client-2',
      '--text',
      'offers take too long',
      '--json',
    );
    const { id } = JSON.parse(added) as { id: string };
    expect(await kam('surveys', 'theme', 'waive', id, '--outcome', 'They are custom made.')).toContain(
      'waived  offers take too long: Client Two, answers: 0 (They are custom made.)',
    );
    const { id: programmeId } = await app('programme').first<{ id: string }>('id');
    expect(await read(`/v1/programmes/${programmeId}/feedback-themes`)).toEqual({
      items: [
        { text: 'offers take too long', accounts: 2, answers: 1, unsettled: 1, done: 0, waived: 1 },
      ].map((count) => ({ ...count, text: expect.stringMatching(/^offers take too long$/i) as string })),
    });
    expect(await read('/v1/feedback-themes?state=waived')).toMatchObject({ items: [{ id }], next: null });
    expect(await kam('surveys', 'themes', '--account', 'client-1')).toContain('open  Offers take too long');
    const refused = await kamOn(appUrl, ['surveys', 'theme', 'done', id, '--outcome', ' ']);
    expect(refused.code).toBe(1);
    const other = await kamOn(appUrl, ['surveys', 'theme', 'tag', id, '--answers', '1']);
    expect(other.stderr).toContain('This account has no answer 1.');
    const help = await kam('surveys', 'theme', '--help');
    for (const name of ['add', 'tag', 'doing', 'done', 'waive', 'reopen']) expect(help).toContain(`${name} `);
  });
});
