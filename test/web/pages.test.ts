import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { asked, openDesk, type Desk } from './desk.ts';

let browser: Browser;
let context: BrowserContext;
let page: Page;
let desk: Desk;

beforeAll(async () => {
  browser = await openBrowser();
});
beforeEach(async () => {
  desk = await openDesk();
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false });
  page = await context.newPage();
});
afterEach(async () => {
  await context.close();
  await desk.close();
});
afterAll(() => browser.close());

const open = async (path: string): Promise<void> => {
  await page.goto(`${desk.server.url}${path}`);
};
const heading = (): Promise<string> => page.locator('h1').innerText();
const decided = (): Promise<{ choice: string }[]> =>
  desk.database.app('decision').orderBy('id').select<{ choice: string }[]>('choice');

describe('an approver with a phone and without JavaScript', () => {
  it('reads, chooses, sends and gets a receipt', async () => {
    await open((await desk.linkOf(desk.firm.operations)).path);
    expect(await heading()).toBe('Joint operations workshop');
    expect(await page.locator('input:checked').count()).toBe(0);
    await page.getByLabel('Ask for changes').check();
    await page.getByLabel('Comment').fill('Before Easter, please.');
    await page.getByRole('button', { name: 'Send my decision' }).click();
    expect(await heading()).toBe('Your decision is recorded');
    expect(await page.locator('main').innerText()).toContain('Before Easter, please.');
    expect(await decided()).toEqual([{ choice: 'requestChanges' }]);
    expect(await context.cookies()).toEqual([]);
  });

  it('is stopped by the button alone, keeps what was typed, and is told what is missing', async () => {
    await open((await desk.linkOf(desk.firm.operations)).path);
    await page.getByLabel('Comment').fill('So far so good');
    await page.getByRole('button', { name: 'Send my decision' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('Please choose one of the three answers.');
    expect(await page.getByLabel('Comment').inputValue()).toBe('So far so good');
    expect(await decided()).toEqual([]);
  });

  it('uses two links side by side', async () => {
    await open((await desk.linkOf(desk.firm.operations)).path);
    const other = await context.newPage();
    await other.goto(`${desk.server.url}${(await desk.linkOf(desk.firm.finance)).path}`);
    for (const tab of [page, other]) {
      await tab.getByLabel('Approve').check();
      await tab.getByRole('button', { name: 'Send my decision' }).click();
    }
    expect(await decided()).toHaveLength(2);
    expect(await other.locator('main').innerText()).toContain('all the approvals it needs');
  });

  it('sees what changed when the step was edited while the page was open', async () => {
    await open((await desk.linkOf(desk.firm.operations)).path);
    await desk.editAndSubmit({ cost: '12500.00' });
    await page.getByLabel('Approve').check();
    await page.getByRole('button', { name: 'Send my decision' }).click();
    expect(await heading()).toBe('The step was changed in the meantime');
    expect(await page.locator('.change').innerText()).toContain('€12,500');
    await page.getByRole('button', { name: 'Send me the current link' }).click();
    expect(await heading()).toBe('Look into your mailbox');
  });

  it('decides with the keyboard alone', async () => {
    await open((await desk.linkOf(desk.firm.operations)).path);
    const focused = (): Promise<unknown> => page.evaluate('document.activeElement.id');
    // First the question, which opens its form; then the choices.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('choice-approve');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('comment');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your decision is recorded' }).waitFor();
    expect(await decided()).toEqual([{ choice: 'approve' }]);
  });

  it('never scrolls sideways', async () => {
    const word = 'Donaudampfschifffahrtsgesellschaftskapitänspatent';
    await desk.editAndSubmit({ title: word, description: `${word}${word}` });
    const { path } = await desk.linkOf(desk.firm.operations);
    await page.setViewportSize({ width: 320, height: 600 });
    for (const address of [path, '/', '/d/nothing']) {
      await open(address);
      const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
      expect(await page.evaluate(sideways)).toBe(0);
    }
  });
});

describe('accessibility', () => {
  it.each(['light', 'dark'] as const)(
    'axe finds nothing serious on any page in the %s scheme',
    async (colorScheme) => {
      const scripted = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme });
      page = await scripted.newPage();
      const inspect = async (): Promise<void> => {
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(serious.map(({ id, nodes }) => [page.url(), id, nodes[0]?.html])).toEqual([]);
      };
      const send = (): Promise<void> => page.getByRole('button', { name: 'Send my decision' }).click();
      const first = await desk.linkOf(desk.firm.operations);
      const titles: string[] = [];
      const look = async (path?: string): Promise<void> => {
        if (path !== undefined) await open(path);
        titles.push(await heading());
        await inspect();
      };
      await look('/');
      await look('/d/nothing');
      await look(first.path);
      await send();
      await look();
      await desk.editAndSubmit({ cost: '9500.00' });
      await page.getByLabel('Approve').check();
      await send();
      await look();
      await look(first.path);
      await look((await desk.linkOf(desk.firm.operations)).path);
      await page.getByLabel('Reject').check();
      await page.getByLabel('Comment').fill('Too expensive.');
      await send();
      await look();
      await look((await desk.linkOf(desk.firm.finance)).path);
      await page.getByRole('button', { name: 'Send me the current link' }).click();
      await look();
      expect(titles).toEqual([
        'Account reviews',
        'There is nothing here',
        'Joint operations workshop',
        'Joint operations workshop',
        'The step was changed in the meantime',
        'This question is closed',
        'Joint operations workshop',
        'Your decision is recorded',
        'This question is closed',
        'Look into your mailbox',
      ]);
      await scripted.close();
    },
  );
});

describe('the home page', () => {
  it('says who keeps which plan waiting', async () => {
    await desk.database.app('process').insert({
      workflow_id: 'account-review/1',
      kind: 'accountReview',
      account_id: '1',
      input: '{}',
      opened_at: asked,
    });
    await open('/');
    const text = await page.locator('main').innerText();
    expect(text).toContain('Client One');
    expect(text).toContain('Being approved');
    expect(text).toContain('Operations to decide on “Joint operations workshop”, until');
    expect(text).toContain('Finance');
    expect(await page.getByRole('link', { name: 'Mailbox' }).getAttribute('href')).toBe(
      'http://127.0.0.1:1080',
    );
  });

  it('says what to do while no account is in review', async () => {
    await open('/');
    expect(await page.locator('main').innerText()).toContain('npx kam review start');
  });

  it('leads from a mail to the plan it speaks of', async () => {
    const plan = await desk.database.app('plan').first<{ id: string }>('id');
    await open(`/plans/${plan.id}`);
    expect(await heading()).toBe('Client One, plan 2027');
    const text = await page.locator('main').innerText();
    expect(text).toContain('Joint operations workshop');
    expect(text).toContain('Waiting for approval');
    await open('/plans/999999');
    expect(await heading()).toBe('There is nothing here');
  });
});
