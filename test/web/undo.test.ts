import type { Browser } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { openDesk, type Desk, type DeskLink } from './desk.ts';

let desk: Desk;
let link: DeskLink;
let browser: Browser;

beforeEach(async () => {
  desk = await openDesk({ undoMinutes: 10 });
  browser = await openBrowser();
  link = await desk.linkOf(desk.firm.operations);
  desk.setTime('2026-12-02T09:00:00Z');
});
afterEach(async () => {
  await browser.close();
  await desk.close();
});

const post = (path: string, fields: Record<string, string>): Promise<Response> =>
  fetch(`${desk.server.url}${path}`, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams(fields),
  });
const decide = (choice = 'approve'): Promise<Response> =>
  post(link.path, { request: link.request, hash: link.hash, choice, comment: 'As agreed.' });

async function decisionId(): Promise<string> {
  return (await desk.database.app('decision').orderBy('id', 'desc').first<{ id: string }>('id')).id;
}

async function undo(fields: Record<string, string> = { confirmed: 'yes' }): Promise<Response> {
  return post(`${link.path}/undo`, { decision: await decisionId(), ...fields });
}

async function withdrawn(): Promise<number> {
  return (await desk.database.app('decision_withdrawal').select('decision_id')).length;
}

describe('the page of a decision that can be taken back', () => {
  it('takes it back when a person ticks the box, and leads to the question', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    await page.goto(`${desk.server.url}${link.path}`);
    await page.getByLabel('Approve').check();
    await page.getByRole('button', { name: 'Send my decision' }).click();
    expect(await page.locator('main').innerText()).toMatch(/take this decision back until .*9:10/);
    await page.getByLabel('Yes, take my decision back').check();
    await page.getByRole('button', { name: 'Take it back' }).click();
    expect(await page.locator('h1').innerText()).toBe('Your decision is taken back');
    await page.getByRole('link', { name: 'Read and decide' }).click();
    expect(await page.getByLabel('Reject').isChecked()).toBe(false);
    expect(await withdrawn()).toBe(1);
    expect(desk.rung).toHaveLength(2);
  });

  it('changes nothing when its form is sent as it is', async () => {
    await decide();
    const page = await browser.newPage();
    await page.goto(`${desk.server.url}${link.path}`);
    await page.getByRole('button', { name: 'Take it back' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('tick the box');
    expect(await withdrawn()).toBe(0);
  });

  it('says until when only as long as it is true', async () => {
    await decide();
    const text = async (): Promise<string> => (await fetch(`${desk.server.url}${link.path}`)).text();
    expect(await text()).toContain('name="confirmed"');
    desk.setTime('2026-12-02T09:10:00Z');
    expect(await text()).not.toContain('name="confirmed"');
  });

  it('says that the time is over, and whom to tell', async () => {
    await decide();
    desk.setTime('2026-12-02T09:10:00Z');
    const answer = await undo();
    expect(answer.status).toBe(409);
    expect(await answer.text()).toMatch(/the time for it is over.*please tell Manager/s);
    expect(await withdrawn()).toBe(0);
  });

  it('answers a second time as the first, and refuses what it did not send', async () => {
    await decide();
    expect(await (await undo()).text()).toContain('Your decision is taken back');
    expect(await (await undo()).text()).toContain('Your decision is taken back');
    expect(await withdrawn()).toBe(1);
    expect((await undo({ decision: 'none' })).status).toBe(400);
    const other = await desk.linkOf(desk.firm.finance);
    const stranger = await post(`${other.path}/undo`, { decision: await decisionId(), confirmed: 'yes' });
    expect(stranger.status).toBe(404);
    const foreign = await fetch(`${desk.server.url}${link.path}/undo`, { method: 'POST' });
    expect(foreign.status).toBe(403);
  });

  it('shows the later answer to whoever sends the form once more', async () => {
    await decide();
    const first = await decisionId();
    await undo();
    await decide('reject');
    const answer = await post(`${link.path}/undo`, { decision: first, confirmed: 'yes' });
    expect(await answer.text()).toContain('You rejected');
    expect(await withdrawn()).toBe(1);
  });
});
