import type { Browser, Page } from 'playwright-core';
import { AxeBuilder } from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pagesOf } from '../support/pdf-reading.ts';
import { openBrowser } from './browser.ts';
import { openDesk, type Desk } from './desk.ts';

let desk: Desk;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  desk = await openDesk();
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

const address = (path: string): string => `${desk.server.url}${path}`;

async function saved(work: () => Promise<void>): Promise<string> {
  const download = page.waitForEvent('download');
  await work();
  const file = await download;
  return (await pagesOf(await readFile(await file.path()))).join(' ');
}

async function expectFine(): Promise<void> {
  const wide = await page.evaluate('document.documentElement.scrollWidth');
  expect(wide).toBeLessThanOrEqual(360);
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(page.url());
  const { violations } = await new AxeBuilder({ page: other }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await context.close();
}

it('gives the plan and what the client may read as PDF, without JavaScript and on a phone', async () => {
  await page.goto(address('/plans/1'));
  await page.getByRole('link', { name: 'Documents and calendar' }).click();
  expect(await page.locator('h1').innerText()).toBe('Documents and calendar');
  await expectFine();
  expect(await saved(() => page.getByRole('link', { name: 'English' }).first().click())).toContain(
    'INTERNAL',
  );
  const client = await saved(() => page.getByRole('link', { name: 'German' }).last().click());
  expect(client).toContain('Unser gemeinsamer Plan 2027');
  expect(client).not.toContain('INTERN');
  expect((await fetch(address('/plans/999/document'))).status).toBe(404);
});

it('hands out a copy only with a name, and keeps the name on record', async () => {
  await page.goto(address('/plans/1/export'));
  await page.getByRole('button', { name: 'Make the copy' }).click();
  expect(await page.getByText('Please say who gets it.').isVisible()).toBe(true);
  await page.getByLabel('Who gets it').fill('Rui Matos');
  const text = await saved(() => page.getByRole('button', { name: 'Make the copy' }).click());
  expect(text).toContain('Our plan together, 2027');
  const events = await desk.database.app('audit_event').where({ kind: 'plan.givenToClient' });
  expect(events).toMatchObject([{ actor_id: 'local', data: { givenTo: 'Rui Matos' } }]);
});

it('makes and revokes the address of the calendar by choice, and shows it once', async () => {
  await page.goto(address('/plans/1/export'));
  await page.getByRole('button', { name: 'Do it' }).click();
  expect(await page.getByText('Please choose one of the two.').isVisible()).toBe(true);
  await page.getByLabel('Make an address').check();
  await page.getByRole('button', { name: 'Do it' }).click();
  const shown = await page.getByRole('link', { name: '/calendar/' }).innerText();
  const feed = shown.replace('http://127.0.0.1', desk.server.url);
  expect(await (await fetch(feed)).text()).toContain('BEGIN:VEVENT');
  await page.goto(address('/plans/1/export'));
  expect(await page.content()).not.toContain('/calendar/');
  await page.getByLabel('Make the address useless').check();
  await page.getByRole('button', { name: 'Do it' }).click();
  expect(await page.getByText('The address opens nothing any more.').isVisible()).toBe(true);
  expect((await fetch(feed)).status).toBe(404);
});

it('refuses what no page of ours sent', async () => {
  for (const path of ['/plans/1/client-copy', '/plans/1/calendar']) {
    const body = new URLSearchParams({ givenTo: 'Anybody', choice: 'make' });
    const headers = { 'Sec-Fetch-Site': 'cross-site' };
    expect((await fetch(address(path), { method: 'POST', headers, body })).status).toBe(403);
  }
  expect(await desk.database.app('calendar_feed').whereNull('revoked_at')).toEqual([]);
});
