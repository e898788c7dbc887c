import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeContent } from '../../db/stores/plan-content.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { editStep } from '../../db/stores/plans.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import { openBrowser } from './browser.ts';
import { asked, openDesk, type Desk } from './desk.ts';
import { newVisitor } from './visitor.ts';

const at = new Date(asked);
let browser: Browser;
let desk: Desk;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
});
beforeEach(async () => {
  desk = await openDesk({}, {}, { titles: ['Joint operations workshop', 'Winter offer'] });
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
const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const follow = (name: string): Promise<void> => page.getByRole('link', { name, exact: true }).click();
const shown = (): Promise<string> => page.locator('main').innerText();
const told = (): Promise<string> => page.getByRole('status').innerText();
const plan = (): Promise<Plan> => getPlan(desk.database.app, { id: '1' });
const work = (set: object): Promise<unknown> =>
  desk.database
    .app('plan_step')
    .where({ id: '1' })
    .update({ status: 'inProgress', started_at: at, overdue_at: new Date('2027-04-01T00:00:00Z'), ...set });

async function editElsewhere(change: Parameters<typeof editStep>[1]['change']): Promise<void> {
  const { version } = await plan();
  const by = { kind: 'person', id: desk.firm.director } as const;
  await editStep(desk.database.app, { planId: '1', stepId: '1', version, change, by, at });
}

describe('a step on its page', () => {
  it('is added as a draft, with approvers in their order and what it waits for', async () => {
    await open('/plans/1');
    await follow('Add a step');
    await page.getByLabel('Title').fill('Executive visit');
    await page.getByLabel('Description').fill('Two hours.\nAt their place.');
    await page.getByLabel('Kind of step').fill('visit');
    await page.getByLabel('Carried out by').selectOption({ label: 'Sponsor' });
    await page.getByLabel('To be done by').fill('2027-05-31');
    await page.getByLabel('Cost').fill('1 200');
    await page.getByLabel('Approver 1').selectOption({ label: 'Finance' });
    await page.getByLabel('Approver 2').selectOption({ label: 'Operations' });
    await page.getByLabel('Winter offer').check();
    await press('Add the step');
    expect(await told()).toContain('Added as a draft');
    const { finance, operations, sponsor } = desk.firm;
    expect((await plan()).steps[2]).toMatchObject({
      ...{ title: 'Executive visit', description: 'Two hours.\nAt their place.', type: 'visit' },
      ...{ ownerId: sponsor, dueOn: '2027-05-31', cost: '1200.00', benefit: '0.00' },
      ...{ status: 'draft', dependsOn: ['2'], approverIds: [finance, operations], ownPolicy: false },
    });
    expect(desk.rung).toContain('annual-plan/1/2027');
  });

  it('is edited, which voids what was asked, and says at its fields what is wrong', async () => {
    const old = await desk.linkOf(desk.firm.operations);
    await open('/plans/1/steps/2/edit');
    expect(await shown()).toContain('approvals asked or given for this step are void');
    await page.getByLabel('Title').fill('');
    await page.getByLabel('Cost').fill('a lot');
    await press('Save');
    const summary = await page.getByRole('alert').innerText();
    expect(summary).toContain('Title: please fill this in.');
    expect(summary).toContain('Cost: this must be an amount such as 1200.50.');
    expect(await page.getByLabel('Cost').inputValue()).toBe('a lot');
    await page.getByLabel('Title').fill('Spring offer');
    await page.getByLabel('Cost').fill('500');
    await press('Save');
    expect(await told()).toContain('The step is a draft now');
    expect((await plan()).steps[1]).toMatchObject({ title: 'Spring offer', cost: '500.00', status: 'draft' });
    expect((await fetch(`${desk.server.url}${old.path}`)).status).toBe(200);
    await desk.follow();
    await open('/plans/1/steps/2/edit');
    await press('Save');
    expect(await told()).toBe('Nothing was changed.');
  });

  it('refuses a circle, naming it, with the boxes still ticked', async () => {
    await editElsewhere({ dependsOn: ['2'] });
    await open('/plans/1/steps/2/edit');
    await page.getByLabel('Joint operations workshop').check();
    await press('Save');
    expect(await page.getByRole('alert').innerText()).toContain('Steps would wait for each other');
    expect(await page.getByLabel('Joint operations workshop').isChecked()).toBe(true);
  });

  it('that somebody else edited meanwhile is shown with what changed, and saved over only once that was read', async () => {
    await open('/plans/1/steps/1/edit');
    await editElsewhere({ cost: '9500.00', title: 'Workshop in spring' });
    await page.getByLabel('Description').fill('Three days.');
    await press('Save');
    const text = await page.locator('.conflict').innerText();
    expect(text).toContain('Director, Tuesday, 1 December 2026, 09:00 UTC: edited “Workshop in spring”');
    expect(text).toContain('€9,500');
    expect(text.split('If you save now, this changes:')[1]).toContain('Three days.');
    expect(await page.getByLabel('Description').inputValue()).toBe('Three days.');
    await press('Save');
    expect((await plan()).steps[0]?.description).not.toBe('Three days.');
    await page.getByLabel('I have read what changed').check();
    await press('Save');
    expect((await plan()).steps[0]).toMatchObject({ description: 'Three days.', cost: '9000.00' });
  });

  it('is dropped with a reason', async () => {
    await open('/plans/1/steps/2/cancel');
    await press('Drop the step');
    expect(await page.getByRole('alert').innerText()).toContain('Why it is dropped: please fill this in.');
    await page.getByLabel('Why it is dropped').fill('They bought elsewhere');
    await press('Drop the step');
    expect((await plan()).steps[1]?.status).toBe('cancelled');
  });
});

describe('a step being carried out', () => {
  it('takes progress, an obstacle, its end, and says on top what is late or blocked', async () => {
    await work({});
    await open('/plans/1');
    await follow('Report progress: Joint operations workshop');
    await page.getByLabel('How far it has come').fill('400');
    await press('Report progress');
    expect(await page.getByRole('alert').innerText()).toContain('please give 100 at most.');
    await page.getByLabel('How far it has come').fill('40');
    await page.getByLabel('What was done').fill('Date agreed');
    await press('Report progress');
    await follow('Report as blocked: Joint operations workshop');
    await page.getByLabel('What blocks it').fill('Their director is ill');
    await press('Report it as blocked');
    expect(await page.locator('.attention').innerText()).toContain('Blocked: Their director is ill');
    await follow('It goes on again: Joint operations workshop');
    await press('Say that it goes on');
    expect((await plan()).steps[0]).toMatchObject({
      blocked: null,
      progress: { percent: 40, note: 'Date agreed' },
    });
    await follow('Report as done: Joint operations workshop');
    await page.getByLabel('What shows that it is done').fill('Minutes signed');
    await press('Report it as done');
    expect((await plan()).steps[0]?.status).toBe('done');
  });

  it('says what happened meanwhile before it takes a report on an older version, and keeps it', async () => {
    await work({});
    await open('/plans/1/steps/1/progress');
    const visitor = newVisitor(desk);
    const { version } = await plan();
    const versions = [
      ['base', '0'],
      ['seen', String(version)],
    ] as const;
    const blocked = await visitor.post('/plans/1/steps/1/block', [...versions, ['text', 'No room']]);
    expect(blocked.status).toBe(303);
    expect((await visitor.post('/plans/1/steps/1/done', [...versions, ['text', 'Done']])).status).toBe(409);
    await page.getByLabel('How far it has come').fill('60');
    await press('Report progress');
    expect(await shown()).toContain('reported that “Joint operations workshop” is blocked');
    expect(await page.getByLabel('How far it has come').inputValue()).toBe('60');
    await press('Report progress');
    expect((await plan()).steps[0]?.progress.percent).toBe(60);
  });
});

describe('files, submission and notes', () => {
  it('attaches a chosen file to a step, shows it on the plan, and removes it', async () => {
    await open('/plans/1/steps/1/files');
    await press('Attach the file');
    expect(await page.getByRole('alert').innerText()).toContain('Please choose a file.');
    const file = {
      name: 'Angebot für Müller.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7'),
    };
    await page.getByLabel('File', { exact: true }).setInputFiles(file);
    await press('Attach the file');
    expect(await told()).toContain('its files belong to what is decided');
    await page.locator('#step-1 summary').click();
    const href = await page.getByRole('link', { name: file.name }).getAttribute('href');
    const saved = await fetch(`${desk.server.url}${href ?? ''}`);
    expect(Buffer.from(await saved.arrayBuffer())).toEqual(file.buffer);
    await open('/plans/1/steps/1/files');
    await press(`Remove ${file.name}`);
    expect((await plan()).steps[0]?.attachments).toBeUndefined();
  });

  it('refuses a file that is too large or sent from elsewhere, and leaves the step alone', async () => {
    const send = (bytes: number, headers: Record<string, string>): Promise<Response> => {
      const form = new FormData();
      form.set('base', '0');
      form.set('seen', '2');
      form.set('file', new Blob([Buffer.alloc(bytes, 1)]), 'large.bin');
      return fetch(`${desk.server.url}/plans/1/steps/1/files`, { method: 'POST', headers, body: form });
    };
    const large = await send(11 * 1024 * 1024, { 'Sec-Fetch-Site': 'same-origin' });
    expect(large.status).toBe(413);
    expect(await large.text()).toContain('That is too large');
    expect((await send(10, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await plan()).steps[0]?.attachments).toBeUndefined();
  });

  it('submits a plan after showing what keeps it back, each finding leading to where it is mended', async () => {
    const objective = { key: 'k', title: 'Grow', ownerId: desk.firm.manager, measure: 'm', target: 't' };
    await changeContent(desk.database.app, {
      ...{ planId: '1', revision: 1, reason: 'test', at, by: { kind: 'person', id: desk.firm.manager } },
      change: { objectives: [{ ...objective, customerGoal: '' }] },
    });
    await editElsewhere({ cost: '100.00' });
    await open('/plans/1');
    await follow('Submit the plan (1 to be decided)');
    expect(await shown()).toContain('Joint operations workshop: Operations and Finance');
    await press('Submit now');
    expect(await page.getByRole('alert').innerText()).toContain('No step serves the objective');
    expect((await plan()).steps[0]?.status).toBe('draft');
    await page.locator('#found + ul a').first().click();
    await page.getByLabel('Objective').first().selectOption({ label: 'Grow' });
    await page.getByLabel('Why you change it').fill('It does');
    await press('Save');
    await follow('Submit the plan (1 to be decided)');
    await press('Submit now');
    expect(await told()).toContain('Submitted');
    expect((await plan()).steps[0]?.status).toBe('pending');
  });

  it('takes notes, refuses an empty one, and keeps a withdrawn one readable with the reason', async () => {
    await open('/plans/1');
    await press('Add the note');
    expect(await page.getByRole('alert').innerText()).toContain('New note: please fill this in.');
    await page.getByLabel('New note').fill('They <mean> it.');
    await press('Add the note');
    expect(await page.locator('.notes .entry').innerText()).toContain('They <mean> it.');
    await follow('Withdraw this note');
    await page.getByLabel('Why it is withdrawn').fill('In confidence');
    await press('Withdraw this note');
    const entry = await page.locator('.notes .entry').innerText();
    expect(entry).toContain('Withdrawn by Somebody at the server');
    expect(entry).toContain('In confidence');
    await page.locator('.notes summary').click();
    expect(await page.locator('.notes .entry').innerText()).toContain('They <mean> it.');
  });

  it('compares any two revisions, saying who made which and why', async () => {
    const by = { kind: 'person', id: desk.firm.finance } as const;
    const change = { planId: '1', by, at };
    const db = desk.database.app;
    await changeContent(db, { ...change, revision: 1, change: { budget: '100.00' }, reason: 'First' });
    await changeContent(db, { ...change, revision: 2, change: { budget: '250.00' }, reason: 'Second' });
    await open('/plans/1');
    await follow('What changed in the content');
    expect(await page.locator('.changes del').innerText()).toBe('€100');
    await page.getByLabel('Compare from revision 1').check();
    await press('Compare the two');
    expect(await page.locator('.changes del').innerText()).toBe('None');
    expect(await page.locator('.changes ins').innerText()).toBe('€250');
    expect(await page.locator('table').innerText()).toContain('Second');
    expect(await page.locator('table').innerText()).toContain('Finance');
  });
});
