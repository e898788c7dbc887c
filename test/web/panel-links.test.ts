import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyAccounts, speak, submitList } from '../support/market.ts';
import { openBrowser } from './browser.ts';
import { openPanel, type Panel } from './panel.ts';

let panel: Panel;
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
  panel = await openPanel();
});
afterAll(async () => {
  await browser.close();
  await panel.close();
});

const textOf = async (page: Page, selector = 'main'): Promise<string> =>
  (await page.locator(selector).innerText()).replace(/\s+/g, ' ');

async function answer(key: string, choice: string, comment = ''): Promise<Page> {
  const page = await panel.open(key, browser);
  await page.getByLabel(choice).check();
  await page.getByLabel('Comment').fill(comment);
  await page.getByRole('button', { name: 'Send my decision' }).click();
  await panel.follow();
  return page;
}

async function isReadable(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
}

describe('a panel that is asked about a list of key accounts', () => {
  let id: string;

  it('is mailed the whole list with a link to its page, in the language of each member', async () => {
    const { shop } = panel;
    const { finance } = shop.world.firm;
    await shop.world.database.app('person').where({ id: finance }).update({ language: 'de' });
    ({ id } = await shop.start({ policy: { quorum: 2, undoMinutes: 10 } }));
    await speak(shop, { cycleId: id, kind: 'nominate', account: 's6', reason: 'They grow with us.' });
    await speak(shop, { cycleId: id, kind: 'veto', account: 's1', reason: 'They leave us.' });
    await submitList(shop, id);
    const mail = panel.mailTo('sponsor', 'To become key accounts');
    for (const words of ['Shop 2', 'nominated by Director: They grow with us.', 'vetoed by Director'])
      expect(mail).toContain(words);
    expect(panel.mailTo('finance', 'Werden Schlüsselkunden')).toContain('Veto von Director: They leave us.');
  });

  it('reads on a phone who is proposed, with scores, returns, reasons and who said what; nothing is chosen yet', async () => {
    const page = await panel.open('sponsor', browser);
    const text = await textOf(page);
    for (const words of [
      'Market, selection 2027',
      'Owner asks for your decision',
      'Scored as of Monday, 30 November 2026 by the criteria set market, version 1.',
      'To become key accounts (3)',
      'Strategic; rank 2; attractiveness 100, strength 100',
      'expected return €',
      'nominated by Director: They grow with us.',
      'but the scores are too low',
      'Left out (1)',
      'vetoed by Director: They leave us.',
      'You are asked because you are on the panel of this selection.',
      '3 people are asked, and 2 of them have to approve',
    ])
      expect(text).toContain(words);
    expect(await page.locator('input:checked').count()).toBe(0);
    await isReadable(page);
    const german = await panel.open('finance', browser);
    expect(await textOf(german)).toContain('Werden Schlüsselkunden (3)');
    await isReadable(german);
    for (const one of [page, german]) await one.close();
  });

  it('asks the lead a question, and every member reads the answer', async () => {
    const page = await panel.open('director', browser);
    await page.getByText('Ask a question before you decide').click();
    await page.getByLabel('Your question').fill('Why is Shop 4 not on it?');
    await page.getByRole('button', { name: 'Send my question' }).click();
    await panel.follow();
    await page.reload();
    expect(await textOf(page, '.until')).toContain('Your time stands still');
    const path = /\/q\/[\w-]{43}/.exec(panel.mailTo('owner', 'Why is Shop 4 not on it?'))?.[0] ?? '';
    await page.goto(`${panel.server.url}${path}`);
    expect(await page.locator('h1').innerText()).toBe('Director has a question');
    await page.getByLabel('Your answer').fill('It is below the cap.');
    await page.getByRole('button', { name: 'Send my answer' }).click();
    await panel.follow();
    expect(panel.mailTo('director', 'It is below the cap.')).toContain('/d/');
    await page.goto(panel.linkOf('sponsor'));
    expect(await textOf(page, '.thread')).toContain('It is below the cap.');
    await page.close();
  });

  it('passes on a member’s place, and the page of who has it now says for whom', async () => {
    const page = await panel.open('sponsor', browser);
    await page.locator('summary', { hasText: 'Is somebody else to decide?' }).click();
    await page.getByLabel('Somebody decides for me').check();
    await page.getByLabel('Their mail address').fill('operations@example.com');
    await page.getByRole('button', { name: 'Hand the decision over' }).click();
    expect(await textOf(page)).toContain('Operations has the decision now');
    await panel.follow();
    await page.goto(panel.linkOf('operations'));
    expect(await textOf(page)).toContain('Sponsor has asked you to make it for Sponsor');
    await page.close();
  });

  it('may take a decision back, and nobody is designated while one can be', async () => {
    const page = await answer('operations', 'Approve');
    await answer('director', 'Approve').then((one) => one.close());
    expect(await panel.shop.cycle(id)).toMatchObject({ status: 'approving' });
    await page.getByLabel('Yes, take my decision back').check();
    await page.getByRole('button', { name: 'Take it back' }).click();
    expect(await page.locator('h1').innerText()).toBe('Your decision is taken back');
    await panel.follow();
    await panel.shop.play('2026-11-30T11:00:00.000Z');
    expect(await panel.shop.cycle(id)).toMatchObject({ status: 'approving' });
    expect(await keyAccounts(panel.shop)).toEqual([]);
    await page.close();
  });

  it('wants changes, and is shown beside the next list what is different', async () => {
    const page = await answer('operations', 'Ask for changes', 'Take Shop 1 back in.');
    expect(await textOf(page)).toContain('Owner revises the list');
    await panel.shop.play('2026-11-30T12:00:00.000Z');
    expect(await panel.shop.cycle(id)).toMatchObject({ status: 'nominating' });
    expect(panel.mailTo('owner', 'Take Shop 1 back in.')).toContain('Operations');
    await panel.shop.world.database
      .app('nomination')
      .where({ cycle_id: id, kind: 'veto' })
      .update({ withdrawn_at: panel.shop.now(), withdrawn_reason: 'The panel wants it.' });
    await submitList(panel.shop, id);
    const next = await panel.open('sponsor', browser);
    const text = await textOf(next);
    expect(text).toContain('What changed since it was last asked');
    expect(text).toMatch(/Shop 1 .*left out .*become a key account/);
    expect(panel.mailTo('director', 'The list has changed since it was last sent out')).toContain('Shop 1');
    await isReadable(next);
    await page.reload();
    expect(await textOf(page)).not.toMatch(/\bstep\b/);
    for (const one of [page, next]) await one.close();
  });

  it('approves by its quorum, and gets receipts that say so', async () => {
    const first = await answer('sponsor', 'Approve', 'As agreed.');
    expect(await textOf(first)).toContain('The list now waits for');
    const second = await answer('director', 'Approve');
    expect(await textOf(second)).toContain('The list has all the approvals it needs.');
    await panel.shop.play('2026-11-30T13:00:00.000Z');
    expect(await panel.shop.cycle(id)).toMatchObject({ outcome: 'designated' });
    expect(await keyAccounts(panel.shop)).toEqual(['s1', 's2', 's3', 's6']);
    expect(panel.mailTo('director', 'the list is approved')).toContain('Market');
    await second.reload();
    expect(await textOf(second)).not.toMatch(/\bstep\b/);
    for (const one of [first, second]) await one.close();
  });
});
