import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { escalationBoard, type Board, type BoardWish } from '../../db/read-models/escalation-board.ts';
import { escalationDetail } from '../../db/read-models/escalation-detail.ts';
import {
  acknowledgeEscalation,
  closeEscalation,
  pauseEscalation,
} from '../../db/stores/escalation-changes.ts';
import { noteOnClock } from '../../db/stores/escalation-clocks.ts';
import { openEscalation } from '../../db/stores/escalation-opening.ts';
import { getEscalation } from '../../db/stores/escalation-rows.ts';
import { stepEscalation } from '../../db/stores/escalation-steps.ts';
import type { Severity } from '../../domain/escalations/policy.ts';
import { openBrowser } from './browser.ts';
import { openDesk, type Desk } from './desk.ts';

const by = { kind: 'operator', id: 'ann' } as const;
let desk: Desk;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let worked: string;

// A Monday without a holiday in Lisbon, whose time is then UTC.
const at = (time: string): Date => new Date(`2027-01-11T${time}:00Z`);
const now = at('11:20');
const address = (path: string): string => `${desk.server.url}${path}`;
const boardOf = (wish: Partial<BoardWish> = {}): Promise<Board> =>
  escalationBoard(desk.database.app, { at: now, closed: false, page: 0, size: 50, ...wish });

async function opened(cause: string, severity: Severity): Promise<string> {
  const signal = { accountId: '1', cause, title: `About ${cause}`, severity, text: '', by, at: at('09:00') };
  const { escalation } = await openEscalation(desk.database.app, signal);
  return escalation.id;
}

async function taken(cause: string, severity: Severity): Promise<string> {
  const id = await opened(cause, severity);
  const personId = desk.firm.manager;
  await acknowledgeEscalation(desk.database.app, { id, by, at: at('09:10'), personId });
  return id;
}

beforeAll(async () => {
  desk = await openDesk();
  desk.setTime(now.toISOString());
  const { app } = desk.database;
  const presented = await taken('presented', 3);
  await app.transaction(async (trx) => {
    const escalation = await getEscalation(trx, { id: presented });
    const set = { stage: 'presented' } as const;
    await stepEscalation(trx, { escalation, step: { kind: 'presented', by, at: at('10:00'), set } });
  });
  const paused = await taken('paused', 2);
  await pauseEscalation(app, { id: paused, by, at: at('10:00'), reason: 'They look for the invoice.' });
  await opened('calm', 4);
  const late = await opened('late', 1);
  const clock = { kind: 'response', number: 1 } as const;
  const set = { breached_at: at('09:15'), warn_at: null };
  await noteOnClock(app, { escalation: await getEscalation(app, { id: late }), clock, set });
  worked = await taken('worked', 2);
  const over = await taken('over', 3);
  const ending = { outcome: 'solved', reason: 'They order again.' } as const;
  await closeEscalation(app, { id: over, by, at: at('11:00'), ...ending });
  browser = await openBrowser();
  context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
});
afterAll(async () => {
  await browser.close();
  await desk.close();
});

it('lists what is open, the worst first, with the arithmetic of each clock as its own page has it', async () => {
  const { entries, more } = await boardOf();
  expect(entries.map(({ cause }) => cause)).toEqual(['late', 'worked', 'calm', 'paused', 'presented']);
  expect(more).toBe(false);
  for (const { id, clocks } of entries) {
    const detail = await escalationDetail(desk.database.app, { id, at: now });
    const running = detail.clocks.filter(({ endedAt }) => endedAt === null);
    expect(clocks.length).toBeGreaterThan(0);
    expect(new Map(clocks.map(({ kind, leftMinutes }) => [kind, leftMinutes]))).toEqual(
      new Map(running.map(({ kind, arithmetic }) => [kind, arithmetic.leftMinutes])),
    );
  }
  const first = await boardOf({ size: 2 });
  expect([first.entries.map(({ cause }) => cause), first.more]).toEqual([['late', 'worked'], true]);
  const next = await boardOf({ size: 2, page: 2 });
  expect([next.entries.map(({ cause }) => cause), next.more]).toEqual([['presented'], false]);
});

it('says in words what is left, who has it and who does not, and shows what was closed apart', async () => {
  await page.goto(address('/escalations'));
  const rows = await page.locator('tbody tr').allInnerTexts();
  expect(rows[0]).toMatch(/1, critical[\s\S]*About late[\s\S]*Nobody yet[\s\S]*too late by 2 h 5 min/);
  expect(rows[1]).toMatch(/About worked[\s\S]*Manager[\s\S]*too late by 10 min[\s\S]*5 h 40 min left/);
  expect(rows[2]).toContain('1 working day 5 h 40 min left');
  expect(rows[3]).toMatch(
    /clocks go on Monday, 18 January 2027[\s\S]*paused: waiting for the client, 7 h left/,
  );
  expect(rows[4]).toContain('with the client, 4 working days 7 h left');
  await page.getByRole('link', { name: 'Closed lately' }).click();
  expect(await page.locator('tbody').innerText()).toMatch(/About over[\s\S]*Solved/);
  await page.goto(address('/escalations?severity=2&holder=nobody'));
  expect(await page.locator('main').innerText()).toContain('No escalation is as you asked for.');
});

it('refreshes itself only where its reader asks for it', async () => {
  const plain = await fetch(address('/escalations'));
  expect(plain.headers.get('Refresh')).toBeNull();
  expect((await fetch(address('/escalations?refresh=1'))).headers.get('Refresh')).toBeNull();
  await page.goto(address('/escalations?severity=1'));
  const answer = page.waitForResponse((one) => one.url().includes('refresh=30'));
  await page.getByRole('link', { name: 'Refresh every 30 seconds' }).click();
  expect((await answer).headers()['refresh']).toBe('30');
  await page.getByRole('link', { name: 'Stop refreshing' }).click();
  expect(page.url()).toBe(address('/escalations?severity=1'));
});

it('is reached from the home page, with how many are open, and from the page of its account', async () => {
  await page.goto(address('/'));
  await page.getByRole('link', { name: 'Open escalations: 5' }).click();
  expect(page.url()).toBe(address('/escalations'));
  await page.goto(address('/accounts/1'));
  await page.getByRole('link', { name: 'Escalation, Reach out: About worked' }).click();
  expect(page.url()).toBe(address(`/escalations/${worked}`));
});

it('shows one with its stages, its clocks as they add up, and what to do next', async () => {
  await page.goto(address(`/escalations/${worked}`));
  expect(await page.locator('[aria-current="step"]').innerText()).toContain('Reach out');
  expect(await page.locator('section[aria-labelledby="next"]').innerText()).toContain(
    'Speak with the client, and record the contact below.',
  );
  await page.locator('summary', { hasText: 'How it adds up: Until it is solved' }).click();
  const clocks = await page.locator('section[aria-labelledby="clocks"]').innerText();
  expect(clocks).toMatch(
    /11:20[\s\S]*140[\s\S]*Counted: 2 h 20 min[\s\S]*Limit: 1 working day; 5 h 40 min left/,
  );
});

it('keeps contacts, word and the root cause by its forms, and says beside the field what is wrong', async () => {
  const { app } = desk.database;
  const before = await app('audit_event').count('*');
  await page.goto(address(`/escalations/${worked}`));
  expect(await app('audit_event').count('*')).toEqual(before);
  const contact = page.locator('#form-contacts');
  await contact.locator('summary').click();
  await contact.getByLabel('By which way').selectOption('phone');
  await contact.getByLabel('What was said').fill('They told us why.');
  await contact.getByRole('button').click();
  expect(await page.locator('#contacts-withWhom-fault').innerText()).toMatch(/must name somebody/i);
  expect(await page.locator('#contacts-summary').inputValue()).toBe('They told us why.');
  await page.locator('#contacts-withWhom').fill('Their head of travel');
  await page.locator('#contacts-tookPlaceAt').fill('2027-01-11T11:00');
  await page.locator('#form-contacts button').click();
  expect(await page.getByRole('status').innerText()).toBe('Your entry is kept.');
  expect(await app('escalation_contact').select('with_whom', 'took_place_at', 'by_id')).toEqual([
    { with_whom: 'Their head of travel', took_place_at: at('11:00'), by_id: 'local' },
  ]);
  await page.locator('#form-root-cause summary').click();
  await page.locator('#root-cause-name').fill('No workspace in rooms');
  await page.locator('#root-cause-text').fill('Guests work in the evening.');
  await page.locator('#form-root-cause button').click();
  expect(await page.locator('#root-cause-category-fault').innerText()).toMatch(/choose one/i);
  await page.locator('#root-cause-category').selectOption('product');
  await page.locator('#form-root-cause button').click();
  expect((await getEscalation(app, { id: worked })).stage).toBe('solution');
  await page.goto(address('/root-causes'));
  expect(await page.locator('main').innerText()).toMatch(/Product: No workspace in rooms[\s\S]*About worked/);
});

it('fits a phone and is accessible, light and dark, and refuses what no page of ours sent', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const other = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme });
    const phone = await other.newPage();
    for (const path of [
      '/escalations',
      '/escalations?view=closed',
      `/escalations/${worked}`,
      '/root-causes',
    ]) {
      await phone.goto(address(path));
      expect(await phone.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
      const { violations } = await new AxeBuilder({ page: phone }).analyze();
      expect([path, violations.map(({ id }) => id)]).toEqual([path, []]);
    }
    await other.close();
  }
  const body = new URLSearchParams({ reason: 'x', outcome: 'solved' });
  const headers = { 'Sec-Fetch-Site': 'cross-site' };
  const close = address(`/escalations/${worked}/close`);
  expect((await fetch(close, { method: 'POST', headers, body })).status).toBe(403);
  expect((await fetch(close)).status).toBe(405);
  expect((await fetch(address('/escalations/999'))).status).toBe(404);
});
