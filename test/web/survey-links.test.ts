import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendQueued } from '../../activities/mail.ts';
import { createSurveyActivities } from '../../activities/surveys.ts';
import { latestAnswers } from '../../db/stores/survey-answers.ts';
import type { Survey } from '../../db/stores/survey-rows.ts';
import { createMailTransport } from '../../mail/transport.ts';
import { startInbox, type SmtpInbox } from '../mail/smtp-inbox.ts';
import { addContacts, openTestSurvey } from '../support/surveyed.ts';
import { secretsLeft, secretsOf } from '../support/token-hygiene.ts';
import { openBrowser } from './browser.ts';
import { openDesk, type Desk } from './desk.ts';

const workflowId = 'account-review/1';
const samePage = { 'Sec-Fetch-Site': 'same-origin' };
let browser: Browser;
let inbox: SmtpInbox;
let desk: Desk;
let survey: Survey;
let path: string;
let linkId: string;

beforeAll(async () => {
  browser = await openBrowser();
  inbox = await startInbox();
});
afterAll(async () => {
  await browser.close();
  await inbox.close();
});
beforeEach(async () => {
  desk = await openDesk();
  await addContacts(desk.mail.db, { accountId: '1', keys: ['rui'] });
  await ask();
});
afterEach(() => desk.close());

/** Opens a survey and has its invitations queued; the path is the link of the contact who was asked. */
async function ask(region = 'PT', at = desk.mail.clock.now().toISOString()): Promise<void> {
  const { db, links } = desk.mail;
  await db('account').where({ id: '1' }).update({ region });
  survey = await openTestSurvey(db, { accountId: '1', at });
  const { seq } = await db('inbox_fact')
    .where({ workflow_id: workflowId, kind: 'surveyOpened' })
    .orderBy('seq', 'desc')
    .first<{ seq: number }>('seq');
  await createSurveyActivities({ db, links }).inviteToSurvey({ workflowId, seq, at, subject: '' });
  const link = await db('survey_link')
    .where({ survey_id: survey.id })
    .first<{ id: string; key_id: string }>('id', 'key_id');
  linkId = link.id;
  path = `/s/${links.token({ linkId: link.id, keyId: link.key_id })}`;
}

async function post(
  to: string,
  fields: Record<string, string> | FormData,
  headers: Record<string, string> = samePage,
): Promise<Response> {
  const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
  return fetch(`${desk.server.url}${to}`, { method: 'POST', headers, body, redirect: 'manual' });
}
const send = (fields: Record<string, string>, headers?: Record<string, string>): Promise<Response> =>
  post(path, fields, headers);
const get = async (at = path): Promise<string> => (await fetch(`${desk.server.url}${at}`)).text();

const versions = async (): Promise<number> => (await desk.mail.db('survey_answer')).length;
const optedOut = async (): Promise<boolean> => (await desk.mail.db('survey_opt_out')).length > 0;

async function standing(): Promise<unknown> {
  const answer = (await latestAnswers(desk.mail.db, [linkId])).get(linkId);
  const scores = answer?.scores.map(({ question, score }) => [question, score] as const) ?? [];
  const words = answer?.words.map(({ question, word }) => [question, word] as const) ?? [];
  return answer && { ...Object.fromEntries([...scores, ...words]), comment: answer.comment };
}

async function open(javaScriptEnabled = true): Promise<Page> {
  const viewport = { width: 360, height: 780 };
  const context = await browser.newContext({ viewport, colorScheme: 'dark', javaScriptEnabled });
  const page = await context.newPage();
  await page.goto(`${desk.server.url}${path}`);
  return page;
}

async function expectAccessible(page: Page): Promise<void> {
  const faults = await new AxeBuilder({ page }).analyze();
  expect(faults.violations.map(({ id }) => id)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
}

describe("the page behind a contact's link", () => {
  it('shows one question, takes it by keyboard at 360 px, and then the others, without a fault of accessibility', async () => {
    const page = await open();
    expect(await page.locator('h1').textContent()).toBe('How are we doing?');
    expect(await page.getByRole('group').count()).toBe(1);
    expect(await page.getByRole('radio').count()).toBe(11);
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
    expect(await page.locator('main').innerText()).toContain('Manager reads your answer with your name');
    await expectAccessible(page);
    await page.getByRole('radio', { name: '0', exact: true }).focus();
    for (let presses = 0; presses < 9; presses += 1) await page.keyboard.press('ArrowRight');
    await page.getByLabel('Why? In a few words, if you like').fill('Always there.');
    await page.getByRole('button', { name: 'Send my answer' }).press('Enter');
    await page.getByText('Thank you, your answer is recorded').waitFor();
    expect(await standing()).toEqual({ recommend: 9, comment: 'Always there.' });
    expect(await page.getByRole('group').count()).toBe(4);
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(1);
    await expectAccessible(page);
    await page
      .getByRole('group', { name: /How satisfied/ })
      .getByLabel('4')
      .check();
    await page
      .getByRole('group', { name: /Have you recommended/ })
      .getByLabel('Yes')
      .check();
    await page.getByLabel('What is the one thing').fill('Answer faster.');
    await page.getByRole('button', { name: 'Send my answer' }).click();
    await page.getByText('Thank you, your answer is recorded').waitFor();
    await page.context().close();
    expect(await standing()).toEqual({
      ...{ recommend: 9, satisfaction: 4, recommended: 1 },
      ...{ better: 'Answer faster.', comment: 'Always there.' },
    });
    expect(desk.rung).toEqual([]);
  });

  it('works without JavaScript, shows the answer so far, and takes a change of it until the end', async () => {
    const page = await open(false);
    await page.getByRole('radio', { name: '3', exact: true }).check();
    await page.getByRole('button', { name: 'Send my answer' }).click();
    expect(await page.locator('h1').innerText()).toBe('Thank you, your answer is recorded');
    await page.goto(`${desk.server.url}${path}`);
    expect(await page.locator('h1').innerText()).toBe('Your answer so far');
    expect(await page.getByRole('radio', { name: '3', exact: true }).first().isChecked()).toBe(true);
    desk.setTime(survey.closesAt.toISOString());
    await page.getByRole('radio', { name: '8', exact: true }).check();
    await page.getByRole('button', { name: 'Send my answer' }).click();
    expect(await page.locator('h1').innerText()).toBe('Thank you, your answer is recorded');
    await page.context().close();
    expect(await standing()).toEqual({ recommend: 8, comment: '' });
    expect(await versions()).toBe(2);
    expect(desk.rung).toEqual([workflowId]);
  });

  it('leaves what a form does not hold as it stands, as that of a page opened before the first answer', async () => {
    await send({ recommend: '9', comment: 'Good.' });
    await send({ recommend: '9', comment: 'Good.', satisfaction: '5', better: 'Nothing.' });
    expect((await send({ recommend: '7', comment: 'Well.' })).status).toBe(200);
    expect(await standing()).toEqual({ recommend: 7, comment: 'Well.', satisfaction: 5, better: 'Nothing.' });
    expect((await send({ better: '' })).status).toBe(200);
    expect(await standing()).toEqual({ recommend: 7, comment: 'Well.', satisfaction: 5 });
  });

  it.each([
    [{}, 'Please choose a number for the first question.'],
    [{ recommend: '', comment: 'No.' }, 'Please choose a number for the first question.'],
    [{ recommend: '11' }, 'Please choose one of the numbers that are offered.'],
    [{ recommend: '1e0' }, 'Please choose one of the numbers that are offered.'],
    [{ recommend: '9', satisfaction: '0' }, 'Please choose one of the numbers that are offered.'],
    [{ recommend: '9', comment: 'x'.repeat(4001) }, 'Please shorten your text'],
  ])('records nothing for %j and says why', async (fields, said) => {
    const answer = await send(Object.fromEntries(Object.entries(fields)));
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(said);
    expect(await versions()).toBe(0);
  });

  it('is closed a moment after the end, and says nothing of an answer then', async () => {
    await send({ recommend: '2', comment: 'Our secret.' });
    desk.setTime(new Date(survey.closesAt.getTime() + 1).toISOString());
    const answer = await send({ recommend: '9' });
    expect(answer.status).toBe(409);
    const html = await answer.text();
    expect(html).toContain('This survey has ended');
    expect(html).toContain('It took answers until Tuesday, 22 December 2026, 17:00 Lisbon time.');
    for (const inside of ['Our secret', 'radio', '<form']) expect(html).not.toContain(inside);
    expect(await versions()).toBe(1);
  });

  it('changes nothing when it is looked at, sets no cookie, and carries the headers of a decision link', async () => {
    const decision = await fetch(`${desk.server.url}${(await desk.linkOf(desk.firm.operations)).path}`);
    for (const at of [path, `${path}/stop`]) {
      const shown = await fetch(`${desk.server.url}${at}`);
      expect((await fetch(`${desk.server.url}${at}`, { method: 'HEAD' })).status).toBe(200);
      expect((await fetch(`${desk.server.url}${at}`, { method: 'PUT' })).status).toBe(405);
      for (const name of [
        ...['cache-control', 'content-security-policy', 'referrer-policy', 'x-robots-tag'],
        'ratelimit-policy',
      ])
        expect([name, shown.headers.get(name)]).toEqual([name, decision.headers.get(name)]);
      expect(shown.headers.get('set-cookie')).toBeNull();
    }
    for (const query of ['?recommend=0', '?List-Unsubscribe=One-Click', '?asked=never'])
      expect((await fetch(`${desk.server.url}${path}${query}`)).status).toBe(200);
    expect(await get(`${path}?recommend=0`)).not.toContain('checked');
    expect((await fetch(`${desk.server.url}/s/${'A'.repeat(43)}`)).status).toBe(404);
    expect((await fetch(`${desk.server.url}/s/${'A'.repeat(43)}/stop`)).status).toBe(404);
    expect((await post(`/s/${'A'.repeat(43)}`, { recommend: '9' })).status).toBe(404);
    expect([await versions(), await optedOut(), desk.rung]).toEqual([0, false, []]);
  });

  it.each([
    [{ 'Sec-Fetch-Site': 'cross-site', Origin: 'http://127.0.0.1' }, 403],
    [{ Origin: 'https://evil.example' }, 403],
    [{}, 403],
    [{ Origin: 'http://127.0.0.1' }, 200],
  ])('takes an answer and a choice only from its own page: %j gives %i', async (headers, status) => {
    const given = Object.fromEntries(Object.entries(headers));
    expect((await send({ recommend: '9' }, given)).status).toBe(status);
    expect((await post(`${path}/stop`, { asked: 'never' }, given)).status).toBe(status);
    expect([await versions(), await optedOut()]).toEqual(status === 200 ? [1, true] : [0, false]);
  });
});

describe('the page on which a contact says whether they may be asked', () => {
  it('is followed, both ways, and not when its form is sent as it was found', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'I do not want to be asked again' }).click();
    expect(await page.locator('h1').textContent()).toBe('May we ask you for your view?');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save my choice' }).click();
    await page.getByText('Please choose one of the two.').waitFor();
    expect(await optedOut()).toBe(false);
    await page.getByLabel('Do not ask me again').check();
    await page.getByRole('button', { name: 'Save my choice' }).click();
    await page.getByText('We will not ask you again').waitFor();
    expect(await optedOut()).toBe(true);
    await page.getByLabel('You may ask me').check();
    await page.getByRole('button', { name: 'Save my choice' }).click();
    await page.getByText('We may ask you again').waitFor();
    await page.context().close();
    expect(await optedOut()).toBe(false);
    const kinds = await desk.mail.db('audit_event').where('kind', 'like', 'survey.opted%').orderBy('seq');
    expect(kinds.map(({ kind, actor_kind: actor }) => [kind, actor] as unknown)).toEqual([
      ['survey.optedOut', 'contact'],
      ['survey.optedIn', 'contact'],
    ]);
  });

  it('takes the one click of a mail program from anywhere, in both forms, and only that', async () => {
    const multipart = new FormData();
    multipart.set('List-Unsubscribe', 'One-Click');
    const elsewhere = { 'Sec-Fetch-Site': 'cross-site' };
    expect((await post(`${path}/stop`, { 'List-Unsubscribe': 'Yes' }, elsewhere)).status).toBe(403);
    expect((await post(path, { 'List-Unsubscribe': 'One-Click' }, elsewhere)).status).toBe(403);
    expect(await optedOut()).toBe(false);
    for (const body of [{ 'List-Unsubscribe': 'One-Click' }, multipart]) {
      await post(`${path}/stop`, { asked: 'again' });
      expect((await post(`${path}/stop`, body, elsewhere)).status).toBe(200);
      expect(await optedOut()).toBe(true);
    }
  });
});

describe('the mail that asks a contact', () => {
  const deliver = (): Promise<unknown> => {
    const transport = createMailTransport({ smtpUrl: inbox.url, from: 'KAM <kam@example.com>' });
    return sendQueued({ ...desk.mail, transport }, { limit: 50, queuedForSeconds: 0 });
  };
  const asking = () => inbox.mails.filter(({ parsed }) => parsed.to?.[0]?.address === 'rui@client.example');

  it('carries one link and the way out, speaks German to a German account, and leaves its token nowhere', async () => {
    desk.setTime('2027-03-01T09:00:00Z');
    await ask('DE');
    await deliver();
    const [, mail] = asking();
    expect(mail?.parsed.subject).toBe('Wie zufrieden sind Sie mit uns? Eine Frage von Manager');
    const header = mail?.parsed.headers.find(({ key }) => key === 'list-unsubscribe')?.value;
    expect(header).toBe(`<http://127.0.0.1${path}/stop>`);
    const addresses = new Set(mail?.parsed.text?.match(/http:\S+/g));
    expect([...addresses]).toEqual([`http://127.0.0.1${path}`, `http://127.0.0.1${path}/stop`]);
    expect(await get()).toContain('<html lang="de">');
    const html = await (await send({ recommend: '4', comment: 'Zu langsam.' })).text();
    expect(html).toContain('Vielen Dank, Ihre Antwort ist gespeichert');
    expect(html).toContain('Wie zufrieden sind Sie mit dem');
    await get(`${path}/stop`);
    const { app: db } = desk.database;
    const lines = [...desk.logged, ...desk.server.logged];
    const texts = lines.map((line, index) => [`line ${index}`, line] as const);
    const secrets = await secretsOf(db);
    expect(secrets.hashes.size).toBeGreaterThan(0);
    expect(await secretsLeft(secrets, { db, texts })).toEqual([]);
    expect(lines.join('\n')).toContain('/s/[redacted]/stop');
  });

  it('is not sent any more once they have answered or opted out', async () => {
    const before = asking().length;
    await send({ recommend: '9' });
    await deliver();
    desk.setTime('2027-03-01T09:00:00Z');
    await ask();
    await post(`${path}/stop`, { asked: 'never' });
    await deliver();
    expect(asking()).toHaveLength(before);
    const statuses = await desk.mail.db('notification').where({ kind: 'survey-invitation' }).select('status');
    expect(statuses).toEqual([{ status: 'suppressed' }, { status: 'suppressed' }]);
  });
});
