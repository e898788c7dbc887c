import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { openDesk, type Desk } from './desk.ts';

let desk: Desk;
let browser: Browser;
let page: Page;
let path: string;

beforeAll(async () => {
  desk = await openDesk();
  const { app } = desk.database;
  const [key = ''] = await app('programme').pluck<string[]>('key');
  path = `${desk.server.url}/programmes/${encodeURIComponent(key)}`;
  const at = new Date('2026-11-02T05:00:00Z');
  await app('alarm').insert({
    ...{ account_id: '1', cause: 'overdue', rules_version: 1, magnitude: 1, told_magnitude: 1 },
    evidence: JSON.stringify({ counts: { commitments: 2, steps: 0, latestOn: '2026-10-20' } }),
    ...{ opened_as_of: '2026-11-02', holds_since: '2026-11-02', seen_as_of: '2026-11-02', opened_at: at },
    ...{ verdict: 'useful', verdict_reason: 'It was so' },
  });
  browser = await openBrowser();
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  page = await context.newPage();
});
afterAll(async () => {
  await browser.close();
  await desk.close();
});

const partOf = (name: string): Promise<string> => page.getByRole('region', { name }).innerText();

it('shows figures or why there are none, alarms, how useful the rules are, and the check with its evidence', async () => {
  await page.goto(path);
  expect(await partOf('Figures of the programme')).toContain('Unknown: The records hold no delivery');
  expect(await partOf('Open alarms')).toMatch(/Promises are overdue[\s\S]*2 Nov 2026/);
  expect(await partOf('How useful the rules are')).toMatch(/Promises are overdue[\s\S]*100%/);
  expect(await partOf('How useful the rules are')).toContain('nobody has judged any');
  const check = await partOf('Programme check');
  expect(check).toContain('Sponsorship by top management: No evidence');
  expect(check).toContain('No evidence: ');
  expect(check).not.toMatch(/NaN|undefined|null/);
});

it('fits a phone and is accessible, and is not there for an unknown key', async () => {
  await page.goto(path);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  expect((await fetch(`${path}-other`)).status).toBe(404);
});
