import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listAuditEvents } from '../../db/read-models/audit-trail.ts';
import { changeContent, currentContent } from '../../db/stores/plan-content.ts';
import { addNote } from '../../db/stores/plan-notes.ts';
import type { PlanContent } from '../../domain/planning/content.ts';
import { openBrowser } from './browser.ts';
import { openDesk, type Desk } from './desk.ts';
import { newVisitor } from './visitor.ts';

const at = new Date('2026-12-02T10:00:00Z');
let browser: Browser;
let desk: Desk;
let context: BrowserContext;
let page: Page;

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
const shown = (): Promise<string> => page.locator('main').innerText();
const save = (): Promise<void> => page.getByRole('button', { name: 'Save' }).click();
const content = async (): Promise<PlanContent> => (await currentContent(desk.database.app, '1')).content;
const row = (number: number) => page.locator('details.row').nth(number);

async function changeElsewhere(change: Partial<PlanContent>): Promise<void> {
  const { revision } = await currentContent(desk.database.app, '1');
  const by = { kind: 'person', id: desk.firm.director } as const;
  await changeContent(desk.database.app, {
    planId: '1',
    revision,
    change,
    reason: 'Heard on the phone',
    by,
    at,
  });
}

const winter = { key: 'grow-in-winter', title: 'Grow in winter', measure: 'Nights', customerGoal: '' };

describe('a manager edits a section without JavaScript', () => {
  it('adds rows, says why, and finds them in a new revision that names who did it', async () => {
    await open('/plans/1/edit/objectives');
    await row(0).getByLabel('Title').fill('Grow in winter');
    await row(0).getByLabel('Carried by').selectOption({ label: 'Manager' });
    await row(0).getByLabel('Measured by').fill('Nights');
    await row(0).getByLabel('Goal', { exact: true }).fill('10% more');
    await page.getByLabel('Why you change it').fill('After the visit');
    await save();
    expect(page.url()).toContain('/plans/1?saved=section#section-objectives');
    const stored = await currentContent(desk.database.app, '1');
    expect(stored).toMatchObject({ revision: 2, reason: 'After the visit', changedBy: 'operator:local' });
    expect(stored.content.objectives).toEqual([
      { ...winter, target: '10% more', ownerId: desk.firm.manager },
    ]);

    await open('/plans/1/edit/stepObjectives');
    await page.getByLabel('Objective').selectOption({ label: 'Grow in winter' });
    await page.getByLabel('Why you change it').fill('It serves it');
    await save();
    expect((await content()).stepObjectives).toEqual([{ stepId: '1', objective: 'grow-in-winter' }]);
  });

  it('edits and removes rows, and leaves what was not touched as it was', async () => {
    const risk = { likelihood: 2, impact: 4, response: 'Start early\nand often' };
    await changeElsewhere({
      risks: [
        { ...risk, key: 'late', risk: 'We are late' },
        { ...risk, key: 'dear', risk: 'Too dear' },
      ],
    });
    await open('/plans/1/edit/risks');
    await row(0).getByLabel('Likelihood').selectOption('5');
    await row(1).getByLabel('Remove this').check();
    await page.getByLabel('Why you change it').fill('Snow');
    await save();
    expect((await content()).risks).toEqual([{ ...risk, key: 'late', risk: 'We are late', likelihood: 5 }]);
  });

  it('types points, months and amounts as people write them', async () => {
    await open('/plans/1/edit/swot');
    await page.getByLabel('Strengths').fill('Close to the airport\n\n  Known for service ');
    await page.getByLabel('Why you change it').fill('Workshop');
    await save();
    expect((await content()).swot.strengths).toEqual(['Close to the airport', 'Known for service']);
    await open('/plans/1/edit/businessCases');
    await row(0).getByLabel('Step').selectOption({ label: 'Joint operations workshop' });
    await row(0).getByLabel('Investment').fill('9,000');
    await row(0).getByLabel('Benefits month by month').fill('250.50\n11 x 1 000');
    await row(0).getByLabel('Discount rate').fill('7.5');
    await row(0).getByLabel('Low case').fill('50');
    await row(0).getByLabel('High case').fill('150');
    await page.getByLabel('Why you change it').fill('Finance asked');
    await save();
    const [first] = (await content()).businessCases;
    expect(first).toMatchObject({ investment: '9000.00', discountRatePercent: 7.5 });
    expect(first?.monthlyBenefits).toEqual(['250.50', ...Array.from({ length: 11 }, () => '1000.00')]);
    await open('/plans/1/edit/businessCases');
    expect(await row(0).getByLabel('Benefits month by month').inputValue()).toBe('250.50\n11 x 1000.00');
  });

  it('saves no revision when nothing was changed in any section', async () => {
    await changeElsewhere({
      kpis: [
        {
          ...{ key: 'k', name: 'Nights', unit: 'count', baseline: null, target: '1200' },
          earlyIndicators: [{ name: 'Requests: winter', expected: '30 a month' }],
        },
      ],
      team: [{ personId: desk.firm.finance, function: 'finance', roleInPlan: '', timeZone: 'Europe/Lisbon' }],
      buyingCentre: [
        {
          ...{ contact: 'ana', name: 'Ana', title: '', role: 'sponsor', influence: 5, support: null },
          ...{ levelNow: 2, levelWanted: 4, lastContactOn: '2026-11-02' },
        },
      ],
      budget: '12000.00',
    });
    for (const section of ['situation', 'swot', 'competitors', 'buyingCentre', 'budget', 'kpis', 'team']) {
      await open(`/plans/1/edit/${section}`);
      await page.getByLabel('Why you change it').fill('Only looked');
      await save();
      expect(page.url()).toContain('saved=same');
    }
    expect((await currentContent(desk.database.app, '1')).revision).toBe(2);
  });
});

describe('what is wrong', () => {
  it('stands at its field and on top, with what was typed kept', async () => {
    await open('/plans/1/edit/whitespace');
    await row(0).getByLabel('Division').fill('North');
    await row(0).getByLabel('Offering').fill('Suites');
    await row(0).getByLabel('Potential a year').fill('plenty');
    await save();
    expect(await page.title()).toContain('Not saved yet: Edit: Whitespace');
    const summary = await page.getByRole('alert').innerText();
    expect(summary).toContain('North, Suites, Line: please fill this in.');
    expect(summary).toContain('North, Suites, Who supplies it: please choose one.');
    expect(summary).toContain('Potential a year: this must be an amount such as 1200.50.');
    expect(summary).toContain('Why you change it: please say in a sentence why you change it.');
    const potential = row(0).getByLabel('Potential a year');
    expect(await potential.inputValue()).toBe('plenty');
    expect(await potential.getAttribute('aria-invalid')).toBe('true');
    await page.getByRole('link', { name: 'North, Suites, Line' }).click();
    expect(page.url()).toContain('#r0-line');
    expect(await row(1).getByLabel('Division').inputValue()).toBe('');
    expect((await currentContent(desk.database.app, '1')).revision).toBe(1);
  });

  it('leads to the other section where a removed objective is still served by a step', async () => {
    await changeElsewhere({
      objectives: [{ ...winter, target: '10%', ownerId: desk.firm.manager }],
      stepObjectives: [{ stepId: '1', objective: winter.key }],
    });
    await open('/plans/1/edit/objectives');
    await row(0).getByLabel('Remove this').check();
    await page.getByLabel('Why you change it').fill('Given up');
    await save();
    expect(await row(0).getByLabel('Remove this').isChecked()).toBe(true);
    await page.getByRole('link', { name: 'What steps serve: There is no objective' }).click();
    expect(await heading()).toBe('Edit: What steps serve');
  });
});

describe('when somebody else was faster', () => {
  it('shows who changed what, keeps what was typed, and saves it over theirs only after that was read', async () => {
    await changeElsewhere({ situation: 'They have a new owner.' });
    await open('/plans/1/edit/situation');
    await changeElsewhere({ situation: 'They are being sold.' });
    await page.getByLabel('Situation').fill('All is well.');
    await page.getByLabel('Why you change it').fill('Calm down');
    await save();
    const text = await shown();
    expect(text).toContain('Director, Wednesday, 2 December 2026, 10:00 UTC: Heard on the phone');
    expect(await page.locator('.meanwhile del').allInnerTexts()).toEqual(['They have a new owner.']);
    expect(await page.locator('.conflict ins').allInnerTexts()).toEqual([
      'They are being sold.',
      'All is well.',
    ]);
    expect(await page.getByLabel('Situation').inputValue()).toBe('All is well.');
    await save();
    expect(await page.getByRole('link', { name: 'I have read what changed' }).count()).toBe(1);
    expect((await content()).situation).toBe('They are being sold.');
    await page.getByLabel('I have read what changed').check();
    await save();
    expect(page.url()).toContain('saved=section');
    expect((await content()).situation).toBe('All is well.');
  });

  it('asks to save again without any box where another section changed, and answers 409', async () => {
    const visitor = newVisitor(desk);
    await open('/plans/1/edit/budget');
    await changeElsewhere({ situation: 'They are being sold.' });
    const fields = [
      ['base', '1'],
      ['seen', '1'],
      ['budget', '5000'],
      ['reason', 'Told'],
    ] as const;
    const conflict = await visitor.post('/plans/1/edit/budget', fields);
    expect(conflict.status).toBe(409);
    await page.getByLabel('Budget').fill('5000');
    await page.getByLabel('Why you change it').fill('Told');
    await save();
    expect(await shown()).toContain('you can simply save again');
    expect(await page.getByLabel('I have read what changed').count()).toBe(0);
    await save();
    expect((await content()).budget).toBe('5000.00');
    expect((await content()).situation).toBe('They are being sold.');
  });
});

describe('who may edit', () => {
  it('is nobody whose form comes from elsewhere, or under a foreign name for this machine', async () => {
    const visitor = newVisitor(desk);
    const fields = [
      ['base', '1'],
      ['seen', '1'],
      ['budget', '5000'],
      ['reason', 'Told'],
    ] as const;
    const foreign = await visitor.post('/plans/1/edit/budget', fields, { 'Sec-Fetch-Site': 'cross-site' });
    expect(foreign.status).toBe(403);
    expect(await foreign.text()).toContain('Please use the form on our own page');
    expect((await visitor.post('/plans/1/edit/budget', fields, {})).status).toBe(403);
    expect((await content()).budget).toBeNull();
    expect((await visitor.post('/plans/1/edit/trends', fields)).status).toBe(404);
    expect((await visitor.post('/plans/99/edit/budget', fields)).status).toBe(404);
    expect((await visitor.post('/plans/1/edit/budget', [['budget', '1']])).status).toBe(422);
    expect((await visitor.post('/plans/1/edit/budget', fields)).status).toBe(303);
    const events = await listAuditEvents(desk.database.app, {
      chain: 'annual-plan/1/2027',
      after: undefined,
      limit: 100,
    });
    expect(events.at(-1)).toMatchObject({
      kind: 'content.changed',
      actor: { kind: 'operator', id: 'local' },
    });
  });
});

it('needs no sideways scrolling and has nothing serious for axe on any page, light or dark', async () => {
  const late = { status: 'overdue', started_at: at, overdue_at: at, blocked_since: at };
  await desk.database.app('plan_step').update({ ...late, blocked_reason: 'x'.repeat(300) });
  const by = { kind: 'person', id: desk.firm.manager } as const;
  await addNote(desk.database.app, { planId: '1', text: 'y'.repeat(300), by, at });
  const pages = [
    '',
    '/edit/kpis',
    '/steps/1/edit',
    '/steps/1/progress',
    '/steps/1/files',
    '/submit',
    '/revisions',
  ];
  for (const colorScheme of ['light', 'dark'] as const) {
    const scripted = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme });
    const tab = await scripted.newPage();
    for (const path of [...pages, '/notes', '/notes/1/withdraw']) {
      expect((await tab.goto(`${desk.server.url}/plans/1${path}`))?.status()).toBe(200);
      expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(360);
      const { violations } = await new AxeBuilder({ page: tab }).analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => [path, id, nodes[0]?.html])).toEqual([]);
    }
    await scripted.close();
  }
});
