import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepFreeze } from '../../db/stores/review-freezes.ts';
import { getQuarterlyReview } from '../../db/stores/review-rows.ts';
import { addItem } from '../../db/stores/review-items.ts';
import { openProcess } from '../../db/stores/processes.ts';
import { fullPack } from '../support/review-packs.ts';
import { openBrowser } from './browser.ts';
import { openDesk, type Desk } from './desk.ts';

let desk: Desk;
let browser: Browser;
let page: Page;

const address = (path: string): string => `${desk.server.url}${path}`;
const textOf = (id: string): Promise<string> => page.locator(`section[aria-labelledby="${id}"]`).innerText();

async function seedReview(quarter: number, heldAt: string): Promise<string> {
  const { app } = desk.database;
  const workflowId = `quarterly-review/1/2027-Q${quarter}`;
  const at = new Date('2026-11-20T09:00:00Z');
  await openProcess(app, { workflowId, kind: 'quarterlyReview', accountId: '1', input: {}, at });
  const [row] = await app('quarterly_review')
    .insert({
      workflow_id: workflowId,
      ...{
        account_id: '1',
        plan_id: '1',
        year: 2027,
        quarter,
        kind: 'quarterly',
        manager_id: desk.firm.manager,
      },
      ...{ starts_on: '2027-01-01', ends_on: '2027-03-31', held_at: new Date(heldAt), duration_minutes: 90 },
      ...{ place: 'Lisbon', time_zone: 'Europe/Lisbon', opened_at: at, freeze_at: at, ask_at: at },
      ...{ pre_read_at: at, minutes_at: at },
      decisions_wanted: JSON.stringify([{ title: 'A second shift', why: 'Orders wait too long' }]),
    })
    .returning<{ id: string }[]>('id');
  return row?.id ?? '';
}

beforeAll(async () => {
  desk = await openDesk();
  const { app } = desk.database;
  const at = new Date('2026-11-21T09:00:00Z');
  const earlier = await seedReview(1, '2026-11-25T10:00:00Z');
  const review = await getQuarterlyReview(app, { id: await seedReview(2, '2026-11-30T10:00:00Z') });
  await addItem(app, {
    accountId: '1',
    reviewId: earlier,
    kind: 'action',
    text: 'Send the samples',
    ownerId: desk.firm.manager,
    dueOn: '2026-12-15',
    at,
  });
  await keepFreeze(app, { review, content: fullPack({ steps: 3, kpis: 4 }), at });
  await app('quarterly_review').where({ id: review.id }).update({ freezes: 1 });
  await app('review_invitee').insert({ review_id: review.id, side: 'ours', person_id: desk.firm.manager });
  browser = await openBrowser();
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  });
  page = await context.newPage();
});
afterAll(async () => {
  await browser.close();
  await desk.close();
});

it('says when and where, what is to be decided and what is carried, and gives the pack in each form', async () => {
  await page.goto(address('/reviews/2'));
  expect(await textOf('meeting')).toMatch(
    /Monday, 30 November 2026, 10:00 Lisbon time, 90 minutes[\s\S]*Lisbon/,
  );
  expect(await textOf('decisions')).toContain('A second shift');
  expect(await textOf('carried')).toMatch(/Send the samples[\s\S]*15 Dec 2026, from 2027-Q1/);
  for (const [form, start] of [
    ['document', '%PDF'],
    ['clientDocument', '%PDF'],
    ['slides', 'PK'],
  ] as const) {
    const file = await fetch(address(`/reviews/2/pack?form=${form}&language=de`));
    expect((await file.text()).startsWith(start)).toBe(true);
  }
  expect((await fetch(address('/reviews/1/pack?form=document&language=en'))).status).toBe(404);
});

it('ends what was carried with a choice and a reason, and says which of them is missing', async () => {
  await page.goto(address('/reviews/2'));
  await page.locator('summary', { hasText: 'Done or waived' }).click();
  await page.getByRole('button', { name: 'Keep this' }).click();
  expect(await page.getByRole('alert').innerText()).toMatch(/choose one of the two[\s\S]*How, or why/);
  await page.getByLabel('It is waived: nobody will do it').check();
  await page.locator('form[action*="/items/"] textarea').fill('They no longer want them');
  await page.getByRole('button', { name: 'Keep this' }).click();
  expect(await page.getByRole('status').isVisible()).toBe(true);
  expect(await textOf('carried')).toContain('Earlier reviews left nothing open.');
  const items = await desk.database.app('review_item').select('status', 'reason', 'ended_by_id');
  expect(items).toEqual([{ status: 'waived', reason: 'They no longer want them', ended_by_id: 'local' }]);
});

it('records the minutes once: what is wrong stands at its field, what was typed is kept', async () => {
  await page.goto(address('/reviews/2/minutes'));
  await page.getByLabel('What was decided on “A second shift”').fill('Yes, from July');
  await page.locator('#action-0').fill('Hire six people');
  await page.locator('#action-0-dueOn').fill('2027-02-01');
  await page.getByRole('button', { name: 'Record them for good' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('Name one owner');
  expect(await page.locator('#action-0').inputValue()).toBe('Hire six people');
  await page.locator('#action-0-owner').selectOption({ index: 1 });
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Record them for good' }).click();
  expect(await textOf('minutes')).toMatch(/There[\s\S]*A second shift[\s\S]*Yes, from July/);
  const facts = await desk.database.app('inbox_fact').where({ kind: 'minutesRecorded' }).select('payload');
  expect(facts).toMatchObject([
    { payload: { actions: [{ text: 'Hire six people', becomes: 'commitment' }] } },
  ]);
  expect(await textOf('history')).toContain('Minutes recorded');
});

it('works on a phone, in the dark, and for screen readers, and refuses what no page of ours sent', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme: 'dark' });
  const other = await context.newPage();
  for (const path of ['/reviews/1', '/reviews/2', '/reviews/1/minutes']) {
    await other.goto(address(path));
    expect(await other.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    const { violations } = await new AxeBuilder({ page: other }).analyze();
    expect([path, violations.map(({ id }) => id)]).toEqual([path, []]);
  }
  await context.close();
  const headers = { 'Sec-Fetch-Site': 'cross-site' };
  const body = new URLSearchParams({ notes: 'x' });
  const sent = await fetch(address('/reviews/1/minutes'), { method: 'POST', headers, body });
  expect(sent.status).toBe(403);
  expect((await fetch(address('/reviews/999'))).status).toBe(404);
});
