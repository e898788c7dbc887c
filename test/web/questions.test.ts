import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { createQuestionActivities } from '../../activities/questions.ts';
import { decide } from '../../db/stores/decisions.ts';
import { unconsumedFacts } from '../../db/stores/processes.ts';
import { openBrowser } from './browser.ts';
import { openDesk, type Desk, type DeskLink } from './desk.ts';

const workflowId = 'annual-plan/1/2027';
const samePage = { 'Sec-Fetch-Site': 'same-origin' };
let desk: Desk;
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
afterEach(() => desk.close());

function send(path: string, fields: Record<string, string>, headers: Record<string, string> = samePage) {
  const body = new URLSearchParams(fields);
  return fetch(`${desk.server.url}${path}`, { method: 'POST', headers, body, redirect: 'manual' });
}

function ask(link: DeskLink, question: string, headers?: Record<string, string>): Promise<Response> {
  return send(`${link.path}/question`, { request: link.request, hash: link.hash, question }, headers);
}

const titleOf = async (response: Response): Promise<string> =>
  /<h1>(.*?)<\/h1>/s.exec(await response.text())?.[1] ?? '';

const stored = (): Promise<{ id: string; text: string; answer: string | null }[]> =>
  desk.database.app('approval_question').orderBy('id').select('id', 'text', 'answer');

// Lets the process follow what was asked and returns the path of the answer link that its mail carries.
async function answerPath(): Promise<string> {
  const { db, links, clock } = desk.mail;
  const questions = createQuestionActivities({ db, links });
  for (const { kind, seq } of await unconsumedFacts(db, workflowId))
    if (kind === 'questionAsked')
      await questions.followQuestion({ workflowId, seq, at: clock.now().toISOString(), subject: '' });
  const link = await db('question_link')
    .orderBy('created_at', 'desc')
    .first<{ id: string; key_id: string }>();
  return `/q/${links.token({ linkId: link.id, keyId: link.key_id })}`;
}

async function open(path: string, width = 360): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 780 } });
  await page.goto(`${desk.server.url}${path}`);
  return page;
}

describe('asking on a decision link', () => {
  it('asks in a browser, shows whose turn it is, and the answer comes back to the page of every approver', async () => {
    desk = await openDesk();
    const page = await open((await desk.linkOf(desk.firm.operations)).path);
    await page.getByText('Ask a question before you decide').click();
    await page.getByLabel('Your question').fill('Who pays for the second day?');
    await page.getByRole('button', { name: 'Send my question' }).click();
    await page.getByText('Your question is with Manager').waitFor();
    expect(await page.locator('.until').textContent()).toContain('Your time stands still');
    expect(await page.getByLabel('Your question').count()).toBe(0);
    expect(await page.getByRole('radio').count()).toBe(3);

    const answering = await open(await answerPath());
    expect(await answering.locator('h1').textContent()).toBe('Operations has a question');
    await answering.getByLabel('Your answer').fill('We do.\nBoth days.');
    await answering.getByRole('button', { name: 'Send my answer' }).click();
    await answering.getByText('Your answer is sent').first().waitFor();

    const other = await open((await desk.linkOf(desk.firm.finance)).path);
    const thread = await other.locator('.thread').textContent();
    expect(thread).toContain('Operations asked on');
    expect(thread).toContain('Both days.');
    await page.reload();
    expect(await page.locator('.until').textContent()).toContain('Please answer by');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    for (const one of [page, answering, other]) await one.close();
  });

  it('asks nothing when the form is sent as it was found, and says so beside it', async () => {
    desk = await openDesk();
    const link = await desk.linkOf(desk.firm.operations);
    const empty = await ask(link, ' \r\n ');
    expect(empty.status).toBe(422);
    const html = await empty.text();
    expect(html).toContain('Nothing has been sent: please write your question.');
    expect(html).toContain(`action="${link.path}"`);
    expect((await ask(link, 'x'.repeat(4001))).status).toBe(422);
    expect(await stored()).toEqual([]);
    expect(desk.rung).toEqual([]);
  });

  it.each([
    [{ 'Sec-Fetch-Site': 'cross-site', Origin: 'http://127.0.0.1' }, 403],
    [{ Origin: 'https://evil.example' }, 403],
    [{}, 403],
    [{ Origin: 'http://127.0.0.1' }, 303],
  ])('takes a question only from its own page: %j gives %i', async (headers, status) => {
    desk = await openDesk();
    const given = Object.fromEntries(Object.entries(headers));
    expect((await ask(await desk.linkOf(desk.firm.operations), 'Why?', given)).status).toBe(status);
    expect(await stored()).toHaveLength(status === 303 ? 1 : 0);
  });

  it('takes one question at a time and the same one once', async () => {
    desk = await openDesk();
    const link = await desk.linkOf(desk.firm.operations);
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(link, 'Why\r\ntwo days?')));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 303));
    expect((await stored()).map(({ text }) => text)).toEqual(['Why\ntwo days?']);
    const second = await ask(link, 'And who travels?');
    expect(second.status).toBe(409);
    expect(await second.text()).toContain('your earlier question has no answer yet');
    expect(await stored()).toHaveLength(1);
  });

  it('answers like a decision where nothing can be asked any more: changed, late, decided, unknown', async () => {
    desk = await openDesk();
    const old = await desk.linkOf(desk.firm.operations);
    await desk.editAndSubmit({ cost: '8000.00' });
    const changed = await ask(old, 'Why?');
    expect([changed.status, await titleOf(changed)]).toEqual([409, 'The step was changed in the meantime']);
    const link = await desk.linkOf(desk.firm.operations);
    await send(link.path, { request: link.request, hash: link.hash, choice: 'approve', comment: '' });
    const decided = await ask(link, 'Why?');
    expect([decided.status, await titleOf(decided)]).toEqual([409, 'Your decision is recorded']);
    desk.setTime('2026-12-24T09:00:00Z');
    const late = await ask(await desk.linkOf(desk.firm.finance), 'Why?');
    expect(late.status).toBe(410);
    expect(await late.text()).not.toContain('passed on to Manager as a note');
    expect((await ask({ ...link, path: `/d/${'A'.repeat(43)}` }, 'Why?')).status).toBe(404);
    expect(await stored()).toEqual([]);
  });
});

describe('an answer link', () => {
  it('changes nothing when it is looked at or sent empty, and writes no token into the log', async () => {
    desk = await openDesk();
    await ask(await desk.linkOf(desk.firm.operations), 'Why two days?');
    const path = await answerPath();
    for (const method of ['GET', 'HEAD'])
      expect((await fetch(`${desk.server.url}${path}`, { method })).status).toBe(200);
    expect((await send(path, { answer: '' })).status).toBe(422);
    expect((await send(path, { answer: 'Forged.' }, { Origin: 'https://evil.example' })).status).toBe(403);
    expect((await stored()).map(({ answer }) => answer)).toEqual([null]);
    expect((await fetch(`${desk.server.url}/q/${'A'.repeat(43)}`)).status).toBe(404);
    expect(desk.server.logged.join('\n')).not.toContain(path.slice(3));
  });

  it('keeps the first of two answers and tells the second politely', async () => {
    desk = await openDesk();
    await ask(await desk.linkOf(desk.firm.operations), 'Why two days?');
    const path = await answerPath();
    const answers = await Promise.all([send(path, { answer: 'One.' }), send(path, { answer: 'Two.' })]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const titles = await Promise.all(answers.map(titleOf));
    expect(titles.toSorted()).toEqual(['This question has been answered already', 'Your answer is sent']);
    expect((await send(path, { answer: (await stored())[0]?.answer ?? '' })).status).toBe(200);
  });

  it('says that no answer is needed once the asker has decided, and whose question it was', async () => {
    desk = await openDesk();
    const link = await desk.linkOf(desk.firm.operations);
    await ask(link, 'Why two days?');
    const path = await answerPath();
    const row = await desk.database.app('approval_link').orderBy('created_at').first<{ id: string }>('id');
    await decide(desk.database.app, {
      linkId: row.id,
      requestId: link.request,
      contentHash: link.hash,
      choice: 'approve',
      comment: '',
      at: new Date('2026-12-02T10:00:00Z'),
    });
    const moot = await send(path, { answer: 'Because.' });
    expect([moot.status, await titleOf(moot)]).toEqual([409, 'This question needs no answer any more']);
    expect((await stored()).map(({ answer }) => answer)).toEqual([null]);
  });
});
