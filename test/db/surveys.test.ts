import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Db } from '../../db/client.ts';
import { createLinkTokens } from '../../db/link-token.ts';
import { surveyAnswers } from '../../db/read-models/survey-answers.ts';
import { answerSurvey, latestAnswers } from '../../db/stores/survey-answers.ts';
import { openSurvey } from '../../db/stores/survey-opening.ts';
import { setQuestions } from '../../db/stores/survey-questions.ts';
import { getSurvey, type Survey } from '../../db/stores/survey-rows.ts';
import { system } from '../../domain/actor.ts';
import { comparableAnswers, surveyFigure } from '../../domain/kpis/survey-answer.ts';
import { questionSetSchema } from '../../domain/surveys/question.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { seedFirm, type Firm } from '../support/people.ts';
import {
  addContacts,
  addReview,
  answerFrom,
  linkOf,
  openTestSurvey,
  surveyOpens,
} from '../support/surveyed.ts';

const links = createLinkTokens([{ id: 'test', key: new Uint8Array(32).fill(7) }]);
let database: TestDatabase;
let db: Db;
let firm: Firm;
let contacts: Readonly<Record<string, string>>;

beforeEach(async () => {
  database = await createTestDatabase();
  db = database.app;
  firm = await seedFirm(db, '1');
  contacts = await addContacts(db, { accountId: '1', keys: ['rui', 'eva'] });
});
afterEach(() => database.drop());

const later = (days: number, from = surveyOpens): Date =>
  new Date(new Date(from).getTime() + days * 24 * 60 * 60 * 1000);

async function give(
  survey: Survey,
  given: { readonly by: string; readonly form: Record<string, string>; readonly at: Date },
): Promise<Awaited<ReturnType<typeof answerSurvey>> & { linkId: string }> {
  const linkId = await linkOf(db, { survey, contactId: contacts[given.by] ?? '', links });
  const answer = await answerFrom(db, { survey, linkId, form: given.form });
  return { linkId, ...(await answerSurvey(db, { linkId, answer, at: given.at })) };
}

const signals = (): Promise<readonly { subject: string; evidence: Record<string, unknown> }[]> =>
  db('signal').where({ kind: 'survey.detractor' }).orderBy('id').select('subject', 'evidence');

const outcomes = async (surveyId: string): Promise<Record<string, string>> => {
  const rows = await db('survey_contact as c')
    .join('contact as k', 'k.id', 'c.contact_id')
    .where({ survey_id: surveyId })
    .select<{ key: string; outcome: string }[]>('k.key', 'c.outcome');
  return Object.fromEntries(rows.map(({ key, outcome }) => [key, outcome]));
};

it('asks with the questions that come with the product, which hold together, until a working day ends', async () => {
  const survey = await openTestSurvey(db, { accountId: '1' });
  expect(questionSetSchema.safeParse(survey.questions).error).toBeUndefined();
  expect(survey.questions.map(({ measure }) => measure)).toEqual(['nps', 'csat', 'ces', 'advocacy', 'text']);
  expect(survey).toMatchObject({ questionSet: 1, reviewId: null, closedAt: null, accountName: 'Client One' });
  expect(survey.remindAt).toEqual(new Date('2026-12-14T09:00:00Z'));
  expect(survey.closesAt).toEqual(new Date('2026-12-22T17:00:00Z'));
  expect(await db('inbox_fact').select('workflow_id', 'kind')).toEqual([
    { workflow_id: 'account-review/1', kind: 'surveyOpened' },
  ]);
});

it('asks nobody again within 60 days, nobody without an address, and a review’s contacts once', async () => {
  await db('contact').insert({ account_id: '1', key: 'ana', name: 'Ana', email: null });
  const [held, next] = [await addReview(db, { firm, quarter: 1 }), await addReview(db, { firm, quarter: 2 })];
  const first = await openTestSurvey(db, { accountId: '1', reviewId: held });
  expect(await outcomes(first.id)).toEqual({ rui: 'asked', eva: 'asked', ana: 'noAddress' });
  const again = { accountId: '1', by: system, at: later(1) };
  expect(await openSurvey(db, { ...again, reviewId: held })).toMatchObject({
    kind: 'repeated',
    survey: { id: first.id },
  });
  const lately = await openSurvey(db, { ...again, at: later(59), reviewId: next });
  expect(lately).toMatchObject({ kind: 'nobody' });
  expect(await db('survey')).toHaveLength(1);
  await addContacts(db, { accountId: '1', keys: ['new'] });
  const second = await openTestSurvey(db, { accountId: '1', at: later(59).toISOString() });
  expect(await outcomes(second.id)).toMatchObject({ rui: 'askedLately', eva: 'askedLately', new: 'asked' });
  const third = await openTestSurvey(db, { accountId: '1', at: later(60).toISOString() });
  expect(await outcomes(third.id)).toMatchObject({ rui: 'asked', eva: 'asked', new: 'askedLately' });
});

it('counts an address once, whatever accounts it stands in', async () => {
  await db.raw(`insert into account (id, key, name, programme_id, region, time_zone, currency, manager_id)
    overriding system value select 2, 'client-2', 'Client Two', programme_id, region, time_zone, currency, manager_id
    from account where id = 1`);
  await addContacts(db, { accountId: '2', keys: ['rui', 'ines'] });
  await openTestSurvey(db, { accountId: '1' });
  const other = await openTestSurvey(db, { accountId: '2', at: later(2).toISOString() });
  expect(await outcomes(other.id)).toEqual({ rui: 'askedLately', ines: 'asked' });
});

it('refuses contacts and days that cannot be, and an account that nobody manages', async () => {
  const wish = { accountId: '1', reviewId: null, by: system, at: new Date(surveyOpens) };
  await expect(openSurvey(db, { ...wish, contactKeys: ['rui', 'nobody'] })).rejects.toMatchObject({
    code: 'invalid',
    faults: [{ path: '/contactKeys/1' }],
  });
  await expect(openSurvey(db, { ...wish, days: 6 })).rejects.toMatchObject({ faults: [{ path: '/days' }] });
  await expect(openSurvey(db, { ...wish, accountId: '99' })).rejects.toMatchObject({ code: 'notFound' });
  await db('account').update({ manager_id: null });
  await expect(openSurvey(db, wish)).rejects.toMatchObject({ code: 'conflict' });
  expect(await db('survey')).toEqual([]);
});

it('lets the latest version count, whatever was sent in whatever order', async () => {
  const survey = await openTestSurvey(db, { accountId: '1' });
  const linkId = await linkOf(db, { survey, contactId: contacts['rui'] ?? '', links });
  const form = fc.record(
    {
      recommend: fc.integer({ min: 0, max: 10 }).map(String),
      satisfaction: fc.integer({ min: 1, max: 5 }).map(String),
      better: fc.constantFrom('', 'Faster offers.', 'Nothing.'),
      comment: fc.constantFrom('', 'Why not.'),
    },
    { requiredKeys: ['recommend'] },
  );
  const model: Record<string, string> = {};
  let minutes = 0;
  await fc.assert(
    fc.asyncProperty(form, async (sent) => {
      Object.assign(model, sent);
      minutes += 1;
      const answer = await answerFrom(db, { survey, linkId, form: sent });
      const at = new Date(new Date(surveyOpens).getTime() + minutes * 60_000);
      await answerSurvey(db, { linkId, answer, at });
      const standing = (await latestAnswers(db, [linkId])).get(linkId);
      const stands = {
        ...Object.fromEntries(standing?.scores.map(({ question, score }) => [question, String(score)]) ?? []),
        ...Object.fromEntries(standing?.words.map(({ question, word }) => [question, word]) ?? []),
        comment: standing?.comment,
      };
      expect(stands).toEqual({
        comment: '',
        ...Object.fromEntries(
          Object.entries(model).filter(([key, value]) => key === 'comment' || value !== ''),
        ),
      });
      const counted = await surveyAnswers(db, {
        accountIds: ['1'],
        from: survey.openedAt,
        before: later(21),
      });
      expect(counted.filter(({ measure }) => measure === 'nps')).toEqual([
        {
          accountId: '1',
          measure: 'nps',
          low: 0,
          high: 10,
          direction: 'higher',
          count: 1,
          score: Number(model['recommend']),
        },
      ]);
    }),
    { numRuns: 40 },
  );
});

it('counts as of a day the version of then, and each answer in one window', async () => {
  const survey = await openTestSurvey(db, { accountId: '1' });
  await give(survey, { by: 'rui', form: { recommend: '9', recommended: '1' }, at: later(1) });
  await give(survey, { by: 'eva', form: { recommend: '9' }, at: later(2) });
  await give(survey, { by: 'rui', form: { recommend: '3' }, at: later(5) });
  const nps = async (from: Date, before: Date): Promise<number | null> => {
    const programmeId = (await db('programme').first<{ id: string }>('id')).id;
    const counts = await surveyAnswers(db, { programmeId, from, before });
    return surveyFigure(comparableAnswers(counts, 'nps').answers, 'nps').value;
  };
  expect(await nps(later(0), later(4))).toBe(100);
  expect(await nps(later(0), later(6))).toBe(0);
  expect(await nps(later(4), later(6))).toBe(-100);
  expect(await nps(later(6), later(9))).toBeNull();
  const none = { accountIds: ['2'], from: later(0), before: later(9) };
  expect(await surveyAnswers(db, none)).toEqual([]);
});

it('takes an answer up to the end and none after it, and once however often it is sent', async () => {
  const survey = await openTestSurvey(db, { accountId: '1' });
  const end = survey.closesAt;
  await give(survey, { by: 'rui', form: { recommend: '8' }, at: end });
  await expect(
    give(survey, { by: 'eva', form: { recommend: '8' }, at: new Date(end.getTime() + 1) }),
  ).rejects.toMatchObject({ code: 'closed' });
  const linkId = await linkOf(db, { survey, contactId: contacts['eva'] ?? '', links });
  const answer = await answerFrom(db, { survey, linkId, form: { recommend: '10' } });
  const given = { linkId, answer, at: later(3) };
  const results = await Promise.all([1, 2, 3, 4].map(() => answerSurvey(db, given)));
  expect(results.map(({ kind }) => kind).sort()).toEqual(['recorded', 'repeated', 'repeated', 'repeated']);
  expect(await db('survey_answer')).toHaveLength(2);
  expect((await getSurvey(db, survey.id)).closedAt).toBeNull();
});

it('signals a low score once for each version that brings it, with the words as evidence', async () => {
  const survey = await openTestSurvey(db, { accountId: '1' });
  const say = (form: Record<string, string>, day: number) =>
    give(survey, { by: 'rui', form, at: later(day) });
  expect((await say({ recommend: '6', comment: 'Too slow.' }, 1)).tell).toBe(true);
  expect((await say({ satisfaction: '4', better: 'Speed.' }, 2)).tell).toBe(false);
  expect((await say({ recommend: '9' }, 3)).tell).toBe(false);
  expect((await say({ recommend: '2', effort: '2', comment: '' }, 4)).tell).toBe(true);
  expect((await say({ satisfaction: '1' }, 5)).tell).toBe(true);
  expect((await say({ satisfaction: '1' }, 6)).kind).toBe('repeated');
  const found = await signals();
  expect(found.map(({ evidence }) => evidence)).toMatchObject([
    { surveyId: survey.id, contactId: contacts['rui'], measure: 'nps', score: 6, comment: 'Too slow.' },
    { measure: 'nps', score: 2, scores: [{ measure: 'nps' }, { measure: 'ces', score: 2 }], comment: '' },
    { measure: 'csat', score: 1 },
  ]);
  expect(new Set(found.map(({ subject }) => subject)).size).toBe(3);
  const facts = await db('inbox_fact').where({ kind: 'surveyDetractor' }).select('payload');
  expect(facts).toHaveLength(3);
  expect(JSON.stringify([facts, await db('audit_event').select('data')])).not.toContain('slow');
});

it('keeps an answer as it was given: no version is changed or taken away', async () => {
  const survey = await openTestSurvey(db, { accountId: '1' });
  await give(survey, { by: 'rui', form: { recommend: '9' }, at: later(1) });
  const refused = { code: '42501' };
  await expect(db('survey_answer').update({ comment: 'x' })).rejects.toMatchObject(refused);
  await expect(db('survey_answer_item').update({ score: 1 })).rejects.toMatchObject(refused);
  await expect(db('survey_answer').del()).rejects.toMatchObject(refused);
  const [{ id } = { id: '' }] = await db('survey_answer').select<{ id: string }[]>('id');
  const item = { answer_id: id, question: 'x', measure: 'csat', low: 1, high: 5, direction: 'higher' };
  await expect(db('survey_answer_item').insert({ ...item, score: 6 })).rejects.toMatchObject({
    code: '23514',
  });
  await expect(db('survey_answer_item').insert({ ...item, low: null, score: 3 })).rejects.toMatchObject({
    code: '23514',
  });
});

it('takes new questions for surveys opened afterwards, and names what is wrong with others', async () => {
  const open = await openTestSurvey(db, { accountId: '1' });
  const [recommend, satisfaction] = open.questions;
  const change = { reason: 'shorter', by: system, at: later(1) };
  await expect(
    setQuestions(db, { ...change, questions: [{ ...satisfaction, high: 7 }, recommend, recommend] }),
  ).rejects.toMatchObject({
    code: 'invalid',
    faults: [{ path: '/questions/0/high' }, { path: '/questions/2/key' }, { path: '/questions/2/measure' }],
  });
  await setQuestions(db, { ...change, questions: [recommend] });
  const next = await openTestSurvey(db, { accountId: '1', at: later(61).toISOString() });
  expect([next.questionSet, next.questions.length]).toEqual([2, 1]);
  expect(await getSurvey(db, open.id)).toMatchObject({ questionSet: 1, questions: open.questions });
});
