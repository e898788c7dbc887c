import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startInbox, type SmtpInbox } from '../mail/smtp-inbox.ts';
import { openBrowser } from './browser.ts';
import { openDesk, type Desk } from './desk.ts';
import { walkLikeARobot } from './scanner-browser.ts';
import { mailedCode, mailedEntrance, newVisitor } from './visitor.ts';

const email = 'operations@example.com';
const titles = ['Workshop A', 'Workshop B', 'Workshop C'];
let inbox: SmtpInbox;
let desk: Desk;
let browser: Browser;

beforeAll(async () => {
  inbox = await startInbox();
  browser = await openBrowser();
});
beforeEach(async () => {
  desk = await openDesk({}, {}, { smtpUrl: inbox.url, titles });
});
afterEach(async () => {
  inbox.mails.length = 0;
  await desk.close();
});
afterAll(async () => {
  await browser.close();
  await inbox.close();
});

describe('the inbox in a browser', () => {
  const heading = (page: Page): Promise<string> => page.locator('h1').innerText();

  it('signs a person in and decides two with a phone and without JavaScript', async () => {
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      javaScriptEnabled: false,
    });
    const page = await context.newPage();
    await page.goto(`${desk.server.url}/inbox`);
    await page.getByLabel('Your mail address').fill(email);
    await page.getByRole('button', { name: 'Send me a link' }).click();
    expect(await heading(page)).toBe('Look into your mailbox');
    await page.goto(`${desk.server.url}${await mailedEntrance(inbox)}`);
    await page.getByRole('button', { name: 'Sign in as Operations in this browser' }).click();
    expect(await heading(page)).toBe('What waits for you');
    expect(await page.locator('input:checked').count()).toBe(0);
    await page.getByRole('checkbox', { name: 'Workshop B' }).check();
    await page.getByRole('checkbox', { name: 'Workshop C' }).check();
    await page.getByLabel('Approve').check();
    await page.getByRole('button', { name: 'Send my decisions' }).click();
    await page.getByLabel('Code', { exact: true }).fill(mailedCode(inbox));
    await page.getByRole('button', { name: 'Decide' }).click();
    expect(await heading(page)).toBe('2 of 2 decisions recorded');
    await page.getByRole('link', { name: 'Everything that waits for you' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect(await heading(page)).toBe('Everything that waits for you');
    await context.close();
  });

  it.each(['light', 'dark'] as const)(
    'has nothing serious for axe and no sideways scrolling, %s',
    async (colorScheme) => {
      const context = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme });
      const page = await context.newPage();
      const seen: string[] = [];
      const inspect = async (): Promise<void> => {
        seen.push(await heading(page));
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(serious.map(({ id, nodes }) => [page.url(), id, nodes[0]?.html])).toEqual([]);
        const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
        expect(await page.evaluate(sideways)).toBe(0);
      };
      const click = (name: string): Promise<void> => page.getByRole('button', { name }).click();
      await page.goto(`${desk.server.url}/inbox`);
      await inspect();
      await click('Send me a link');
      await inspect();
      await page.getByLabel('Your mail address').fill(email);
      await click('Send me a link');
      const entrance = `${desk.server.url}${await mailedEntrance(inbox)}`;
      const other = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme });
      const mine = page;
      const theirs = await other.newPage();
      await theirs.goto(entrance);
      await theirs.getByRole('button').click();
      const { violations } = await new AxeBuilder({ page: theirs }).analyze();
      expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
      await other.close();
      await mine.goto(entrance);
      await inspect();
      await click('Sign in as Operations in this browser');
      await inspect();
      await click('Send my decisions');
      await inspect();
      for (const title of titles) await page.getByRole('checkbox', { name: title }).check();
      await page.getByLabel('Reject').check();
      await page.getByLabel('Comment').fill('Too expensive.');
      await click('Send my decisions');
      await inspect();
      await page.getByLabel('Code', { exact: true }).fill(mailedCode(inbox));
      await click('Decide');
      await inspect();
      await page.goto(`${desk.server.url}/inbox`);
      await inspect();
      expect(seen).toEqual([
        'Everything that waits for you',
        'Everything that waits for you',
        'Sign in as Operations',
        'What waits for you',
        'What waits for you',
        'Enter the code to decide',
        '3 of 3 decisions recorded',
        'What waits for you',
      ]);
      await context.close();
    },
  );
});

describe('a browser that clicks everything and fills in nothing', () => {
  it('signs nobody in and decides nothing, from a sign-in link and the inbox', async () => {
    await newVisitor(desk).post('/inbox/sign-in', [['email', email]]);
    const entrance = await mailedEntrance(inbox);
    const links = [entrance, '/inbox'].map((address) => `${desk.server.url}${address}`);
    for (const seed of [1, 2]) {
      const walk = await walkLikeARobot(browser, { links, seed });
      expect(walk.submissions).toBeGreaterThanOrEqual(4);
      for (const title of ['Sign in as Operations', 'Everything that waits for you'])
        expect(walk.headings).toContain(title);
    }
    const { app } = desk.database;
    expect(await app('inbox_session')).toEqual([]);
    expect(await app('decision')).toEqual([]);
    expect(await app('approval_code')).toEqual([]);
    expect(await app('personal_link')).toMatchObject([{ used_at: null }]);
    expect(inbox.mails).toHaveLength(1);
  });

  it('decides nothing where somebody is signed in, and on the page that asks for a code', async () => {
    await desk.database.owner('approval_request').update({ verify: 'code' });
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${desk.server.url}/inbox`);
    await page.getByLabel('Your mail address').fill(email);
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await page.goto(`${desk.server.url}${await mailedEntrance(inbox)}`);
    await page.getByRole('button', { name: 'Sign in as Operations in this browser' }).click();
    await page.getByRole('button', { name: 'Send my decisions' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('Please tick at least one');
    await page.getByRole('link', { name: 'Workshop A' }).click();
    await page.getByRole('button', { name: 'Send my decision' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('Please choose one');
    await page.getByLabel('Approve').check();
    await page.getByRole('button', { name: 'Send my decision' }).click();
    for (const name of ['Decide', 'Send a new code', 'Decide', 'Send a new code'])
      await page.getByRole('button', { name }).click();
    expect(await page.locator('h1').innerText()).toBe('Enter the code to decide');
    expect(await desk.database.app('decision')).toEqual([]);
    await context.close();
  });
});
