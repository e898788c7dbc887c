import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeContent } from '../../db/stores/plan-content.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import type { PlanContent } from '../../domain/planning/content.ts';
import { openBrowser } from './browser.ts';
import { openDesk, type Desk } from './desk.ts';

let browser: Browser;
let desk: Desk;
let planId: string;

const contact = {
  title: '',
  influence: 5,
  support: 4,
  levelNow: 2,
  levelWanted: 4,
  lastContactOn: '2026-11-02',
} as const;

function contentOf(stepId: string): Partial<PlanContent> {
  const ana = { ...contact, contact: 'ana', name: 'Ana <Sousa>', role: 'sponsor' as const };
  const cell = { division: 'Client One', line: 'Rooms', competitor: null };
  const rival = { ...cell, offering: 'Suites', state: 'competitor' as const, competitor: 'A rival' };
  return {
    risks: [{ key: 'late', risk: 'We are late', likelihood: 2, impact: 4, response: 'Start early' }],
    buyingCentre: [ana],
    whitespace: [
      { ...cell, offering: 'Doubles', state: 'ours', potential: null },
      { ...rival, potential: '12500.00' },
    ],
    objectives: [
      {
        key: 'grow',
        title: 'Grow in winter',
        ownerId: desk.firm.manager,
        measure: 'Revenue from November to March',
        target: '10% more',
        customerGoal: 'Fill the house in winter',
      },
    ],
    businessCases: [
      {
        stepId,
        investment: '1000.00',
        monthlyBenefits: Array.from({ length: 12 }, () => '100.00'),
        discountRatePercent: 0,
        lowPercent: 50,
        highPercent: 150,
      },
    ],
  };
}

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openDesk();
  const row = await desk.database.app('plan').first<{ id: string }>('id');
  planId = row.id;
  const plan = await getPlan(desk.database.app, { id: planId });
  await changeContent(desk.database.app, {
    planId,
    revision: 1,
    change: contentOf(plan.steps[0]?.id ?? ''),
    reason: 'after the visit',
    by: { kind: 'person', id: desk.firm.manager },
    at: new Date('2026-12-01T10:00:00Z'),
  });
});
afterAll(async () => {
  await browser.close();
  await desk.close();
});

it('shows what a plan rests on, in words, and opens without JavaScript', async () => {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  await page.goto(`${desk.server.url}/plans/${planId}`);
  for (const summary of await page.locator('summary').all()) await summary.click();
  const text = await page.locator('main').innerText();
  expect(text).toContain('The relationship with Ana <Sousa> is not as close as wanted.');
  expect(text).toContain('net present value €200 (from -€400 to €800), paid back after 10 months.');
  expect(text).toContain('Fill the house in winter');
  expect(text).toContain('A rival');
  expect(text).toContain('And 1 more, which the API lists.');
  expect(text).not.toContain('Keeps it from being submitted');
  const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate(sideways)).toBe(0);
  const picture = process.env['TEST_PICTURE'];
  if (picture !== undefined) await page.screenshot({ path: picture, fullPage: true });
  await context.close();
});

it('tells what keeps a draft from being submitted, and how it leaves its template', async () => {
  await desk.database
    .app('plan')
    .where({ id: planId })
    .update({ status: 'drafting', template: 'standard/1' });
  const page = await browser.newPage();
  await page.goto(`${desk.server.url}/plans/${planId}`);
  const text = await page.locator('main').innerText();
  expect(text).toContain('Keeps it from being submitted: No step serves the objective "Grow in winter"');
  expect(text).toContain('Left out: Agree on the year with the client');
  expect(text).toContain('Added: Joint operations workshop');
  await page.close();
});

it.each(['light', 'dark'] as const)(
  'has nothing serious for axe to find in the %s scheme',
  async (colorScheme) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme });
    const page = await context.newPage();
    await page.goto(`${desk.server.url}/plans/${planId}`);
    for (const summary of await page.locator('summary').all()) await summary.click();
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await context.close();
  },
);
