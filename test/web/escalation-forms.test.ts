import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { proposedSolutions } from '../../db/read-models/escalation-solution.ts';
import { listConfirmations } from '../../db/stores/escalation-confirmation-rows.ts';
import { escalationEvents } from '../../db/stores/escalation-events.ts';
import { getEscalation } from '../../db/stores/escalation-rows.ts';
import { purgeSentForms } from '../../db/stores/sent-forms.ts';
import { listTasks } from '../../db/stores/escalation-task-rows.ts';
import { tokenFor, type TestServer } from '../api/server.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { seedFirm, type Firm } from '../support/people.ts';
import { presentTo, workOn } from '../support/worked-escalation.ts';
import { openBrowser } from './browser.ts';
import { servePublicly } from './public-pages.ts';

let database: TestDatabase;
let server: TestServer;
let firm: Firm;
let contactId: string;
let manager: string;
let viewer: string;
const rung: string[] = [];

const at = new Date('2027-01-11T09:00:00Z');
const now = new Date('2027-01-11T11:20:00Z');
const pathOf = (id: string): string => `${server.url}/escalations/${id}`;

interface Answer {
  readonly status: number;
  readonly html: string;
  /** What is wrong with a field, by the field. */
  readonly faults: Readonly<Record<string, string>>;
}

async function ask(
  path: string,
  { key, form }: { readonly key: string; readonly form?: Record<string, string> },
): Promise<Answer> {
  const answer = await fetch(path, {
    redirect: 'manual',
    headers: { 'Sec-Fetch-Site': 'same-origin', Authorization: `Basic ${btoa(`anybody:${key}`)}` },
    ...(form && { method: 'POST', body: new URLSearchParams(form) }),
  });
  const html = await answer.text();
  const faults = [...html.matchAll(/<p id="[a-z-]+-(\w+)-fault"[^>]*>([^<]*)</g)];
  return {
    status: answer.status,
    html,
    faults: Object.fromEntries(faults.map(([, field = '', fault = '']) => [field, fault])),
  };
}

const read = (id: string): Promise<Answer> => ask(pathOf(id), { key: manager });
const send = (path: string, form: Record<string, string>): Promise<Answer> =>
  ask(pathOf(path), { key: manager, form });
const offered = async (id: string): Promise<readonly (string | undefined)[]> =>
  [...(await read(id)).html.matchAll(/id="form-([a-z-]+)"/g)].map(([, name]) => name);

async function worked(cause: string): Promise<{ readonly id: string; readonly taskId: string }> {
  const { escalation, taskId } = await workOn(database.app, { firm, at, cause, contactId });
  return { id: escalation.id, taskId };
}

async function presented(cause: string): Promise<string> {
  return (await presentTo(database.app, { firm, at, cause, contactId })).escalation.id;
}

beforeAll(async () => {
  database = await createTestDatabase();
  const { app } = database;
  firm = await seedFirm(app, '1');
  const contact = { account_id: '1', key: 'rui', name: 'Rui Matos', email: 'rui@client.example' };
  const [rui] = await app('contact').insert(contact).returning<{ id: string }[]>('id');
  contactId = rui?.id ?? '';
  server = await servePublicly(database, { clock: { now: () => now }, ring: (id) => void rung.push(id) });
  manager = await tokenFor(app, 'manager', firm.manager);
  viewer = await tokenFor(app, 'viewer');
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

it('offers nothing to who may only read it, and takes nothing from them', async () => {
  const { app } = database;
  const { id, taskId } = await worked('read-only');
  const asked = await presented('read-only-asked');
  const before = await app('audit_event').count('*');
  const shown = await ask(pathOf(id), { key: viewer });
  expect([shown.status, shown.html.includes('<form')]).toEqual([200, false]);
  const forms = {
    [`${id}/severity`]: { severity: '4', reason: 'It is calm.' },
    [`${id}/hand-over`]: { personId: firm.director, reason: 'He knows them.' },
    [`${id}/task-end`]: { taskId, how: 'done', word: '' },
    [`${id}/propose`]: { text: 'Desks.', cost: '0' },
    [`${id}/present`]: { contactId, channel: 'phone', summary: 'Desks.' },
    [`${asked}/answer`]: { answer: 'confirmed', word: '' },
    [`${asked}/withdraw`]: { reason: 'The wrong contact' },
  };
  for (const [path, form] of Object.entries(forms))
    expect([path, (await ask(pathOf(path), { key: viewer, form })).status]).toEqual([path, 403]);
  expect(await app('audit_event').count('*')).toEqual(before);
});

it('changes how severe it is, once, with the reason, in the name of who did it', async () => {
  const { app } = database;
  const { id } = await worked('severity');
  const empty = await send(`${id}/severity`, { severity: '', reason: '' });
  expect([empty.status, empty.faults]).toEqual([
    422,
    { severity: 'please choose one.', reason: 'please fill this in.' },
  ]);
  expect((await send(`${id}/severity`, { severity: '9', reason: 'x' })).faults).toEqual({
    severity: 'please choose one.',
  });
  const form = { severity: '4', reason: 'They are calm.' };
  expect((await send(`${id}/severity`, form)).status).toBe(303);
  const { severity, workflowId } = await getEscalation(app, { id });
  expect([severity, rung.at(-1)]).toEqual([4, workflowId]);
  expect((await escalationEvents(app, { id })).at(-1)).toMatchObject({
    kind: 'severityChanged',
    reason: 'They are calm.',
    by: { kind: 'person', id: firm.manager },
  });
  const again = await send(`${id}/severity`, form);
  expect(again.status).toBe(422);
  expect(again.html).toContain('The severity of this escalation is 4 already.');
});

it('hands it over to somebody else who is active, once', async () => {
  const { app } = database;
  const { id } = await worked('hand-over');
  await app('person').where({ id: firm.finance }).update({ active: false });
  const reason = 'He knows them.';
  expect((await send(`${id}/hand-over`, { personId: '', reason: '' })).faults).toEqual({
    personId: 'please fill this in.',
    reason: 'please fill this in.',
  });
  const gone = await send(`${id}/hand-over`, { personId: firm.finance, reason });
  expect(gone.faults['personId']).toContain('There is no active person');
  const same = await send(`${id}/hand-over`, { personId: firm.manager, reason });
  expect([same.status, same.html.includes('Manager has this escalation already.')]).toEqual([422, true]);
  expect((await send(`${id}/hand-over`, { personId: firm.director, reason })).status).toBe(303);
  expect((await getEscalation(app, { id })).holderId).toBe(firm.director);
  expect((await send(`${id}/hand-over`, { personId: firm.director, reason })).status).toBe(422);
  const handed = (await escalationEvents(app, { id })).filter(({ kind }) => kind === 'handedOver');
  expect(handed.map((event) => event.reason)).toEqual([reason]);
});

it('ends a task, done or dropped with the reason, and offers that only while one is open', async () => {
  const { app } = database;
  const { id, taskId } = await worked('task-end');
  expect(await offered(id)).toContain('task-end');
  expect((await send(`${id}/task-end`, { taskId: '', how: 'done', word: '' })).faults).toEqual({
    taskId: 'please fill this in.',
  });
  expect((await send(`${id}/task-end`, { taskId, how: 'dropped', word: '' })).faults).toEqual({
    word: 'please fill this in.',
  });
  const form = { taskId, how: 'dropped', word: 'They rent them.' };
  expect((await send(`${id}/task-end`, form)).status).toBe(303);
  expect(await listTasks(app, id)).toMatchObject([{ status: 'dropped', word: 'They rent them.' }]);
  expect(await offered(id)).not.toContain('task-end');
  const again = await send(`${id}/task-end`, { taskId, how: 'done', word: '' });
  expect([again.status, again.html.includes('This task is dropped already.')]).toEqual([422, true]);
  const other = await worked('task-end-else');
  expect((await send(`${id}/task-end`, { ...form, taskId: other.taskId })).status).toBe(404);
});

it('proposes a solution with its cost, which others are asked about above the limit', async () => {
  const { app } = database;
  const { id } = await worked('propose');
  expect((await send(`${id}/propose`, { text: '', cost: '' })).faults).toEqual({
    text: 'please fill this in.',
    cost: 'please fill this in.',
  });
  const odd = await send(`${id}/propose`, { text: 'Desks', cost: 'much' });
  expect([odd.status, odd.faults]).toEqual([422, { cost: 'this must be an amount such as 1200.50.' }]);
  expect(odd.html).toContain('What it costs, in EUR');
  expect((await send(`${id}/propose`, { text: 'Desks', cost: '12,000' })).status).toBe(303);
  expect(await offered(id)).not.toContain('present');
  expect((await send(`${id}/propose`, { text: 'Lend ours', cost: '0' })).status).toBe(303);
  expect(await proposedSolutions(app, id)).toMatchObject([
    { text: 'Desks', cost: '12000.00', status: 'withdrawn', proposerId: firm.manager },
    { text: 'Lend ours', cost: '0.00', status: 'withinLimit' },
  ]);
  expect(await offered(id)).toContain('present');
  const asked = await presented('propose-asked');
  expect(await offered(asked)).not.toContain('propose');
  const late = await send(`${asked}/propose`, { text: 'Desks', cost: '0' });
  expect([late.status, late.html.includes('The client was asked already')]).toEqual([422, true]);
});

it('takes a form once however often it is clicked, and what was typed anew as another', async () => {
  const { app } = database;
  const { id } = await worked('click-twice');
  const { html } = await read(id);
  const [, once = ''] = /id="form-contacts"[\s\S]*?name="once" value="([^"]+)"/.exec(html) ?? [];
  const said = { channel: 'phone', contactId, withWhom: '', reached: 'yes', tookPlaceAt: '', once };
  const clicks = [1, 2, 3].map(() => send(`${id}/contacts`, { ...said, summary: 'They wait.' }));
  expect((await Promise.all(clicks)).map(({ status }) => status)).toEqual([303, 303, 303]);
  expect((await send(`${id}/contacts`, { ...said, channel: '', summary: 'They wait.' })).status).toBe(422);
  expect((await send(`${id}/contacts`, { ...said, summary: 'They wait again.' })).status).toBe(303);
  const log = await app('escalation_contact').where({ escalation_id: id }).orderBy('id').pluck('summary');
  expect(log.slice(1)).toEqual(['They wait.', 'They wait again.']);
  const sent = await app('sent_form').count<{ count: string }[]>('*');
  expect(sent).toEqual([{ count: '2' }]);
  expect([await purgeSentForms(app, now), await purgeSentForms(app, new Date(now.getTime() + 1))]).toEqual([
    0, 2,
  ]);
});

it('refuses a contact that is no number of one', async () => {
  const { id } = await worked('tampered');
  const said = { channel: 'phone', withWhom: '', reached: 'yes', tookPlaceAt: '', summary: 'They wait.' };
  expect((await send(`${id}/contacts`, { ...said, contactId: "1'" })).status).toBe(422);
});

it('presents an approved solution, once, and offers that only where there is one', async () => {
  const { app } = database;
  const { id } = await worked('present');
  const form = { contactId, channel: 'meeting', summary: 'Every room has a desk by the summer.' };
  expect(await offered(id)).not.toContain('present');
  const early = await send(`${id}/present`, form);
  expect([early.status, early.html.includes('No solution that can be presented')]).toEqual([422, true]);
  await app('escalation_proposal').insert({
    ...{ escalation_id: id, run: 1, number: 1, text: 'Desks', cost: '90.00', currency: 'EUR' },
    ...{ status: 'withinLimit', proposer_id: firm.manager, proposed_at: at, decided_at: at },
  });
  expect(await offered(id)).toContain('present');
  const empty = await send(`${id}/present`, { contactId: '', channel: '', summary: '' });
  expect(empty.faults).toEqual({
    contactId: 'please fill this in.',
    channel: 'please choose one.',
    summary: 'please fill this in.',
  });
  const stranger = await send(`${id}/present`, { ...form, contactId: '999' });
  expect(stranger.faults['contactId']).toContain('must be a contact of this account');
  expect((await send(`${id}/present`, form)).status).toBe(303);
  expect(await listConfirmations(app, id)).toMatchObject([{ contactId, summary: form.summary }]);
  const again = await send(`${id}/present`, form);
  expect([again.status, again.html.includes('A solution was presented already')]).toEqual([422, true]);
  expect(await listConfirmations(app, id)).toHaveLength(1);
  const names = await offered(id);
  expect([names.includes('answer'), names.includes('withdraw')]).toEqual([true, true]);
});

it("keeps the client's answer by hand, a refusal with their word, and takes a presentation back", async () => {
  const { app } = database;
  const id = await presented('answer');
  expect((await send(`${id}/answer`, { answer: '', word: '' })).faults).toEqual({
    answer: 'please choose one.',
  });
  const wordless = await send(`${id}/answer`, { answer: 'refused', word: '' });
  expect(wordless.faults['word']).toContain('must say what is not solved');
  const form = { answer: 'refused', word: 'The old wing is missing.' };
  expect((await send(`${id}/answer`, form)).status).toBe(303);
  expect((await getEscalation(app, { id })).stage).toBe('rootCause');
  const again = await send(`${id}/answer`, form);
  expect([again.status, again.html.includes('The client is not being asked')]).toEqual([422, true]);
  const solved = await presented('answer-yes');
  expect((await send(`${solved}/answer`, { answer: 'confirmed', word: '' })).status).toBe(303);
  expect((await getEscalation(app, { id: solved })).stage).toBe('confirmed');
  const wrong = await presented('answer-withdrawn');
  expect((await send(`${wrong}/withdraw`, { reason: '' })).faults).toEqual({
    reason: 'please fill this in.',
  });
  expect((await send(`${wrong}/withdraw`, { reason: 'The wrong contact' })).status).toBe(303);
  expect((await getEscalation(app, { id: wrong })).stage).toBe('solution');
  expect(await offered(wrong)).toContain('present');
});

async function onPhone(browser: Browser, javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({
    ...{ javaScriptEnabled, viewport: { width: 360, height: 740 } },
    httpCredentials: { username: 'anybody', password: manager },
  });
  return context.newPage();
}

it('can be filled in on a phone without JavaScript, and keeps what was typed where it is refused', async () => {
  const id = await presented('phone');
  const browser = await openBrowser();
  const page = await onPhone(browser, false);
  await page.goto(pathOf(id));
  await page.locator('#form-answer summary').click();
  await page.getByLabel('In their words').fill('They are glad.');
  await page.locator('#form-answer button').click();
  expect(await page.locator('#answer-answer-fault').innerText()).toBe('Please choose one.');
  expect(await page.locator('#answer-word').inputValue()).toBe('They are glad.');
  await page.getByLabel('Is it solved?').selectOption('confirmed');
  await page.locator('#form-answer button').click();
  expect(await page.getByRole('status').innerText()).toBe('Your entry is kept.');
  expect(await page.locator('section[aria-labelledby="presented"]').innerText()).toMatch(
    /It is solved, says the client[\s\S]*They are glad\./,
  );
  await browser.close();
});

it('fits a phone and is accessible while the client is asked, with its forms unfolded and one refused', async () => {
  const id = await presented('phone-asked');
  const browser = await openBrowser();
  const page = await onPhone(browser, true);
  await page.goto(pathOf(id));
  await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true })');
  await page.locator('#form-withdraw button').click();
  await page.locator('#withdraw-reason-fault').waitFor();
  await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true })');
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((one) => one.id)).toEqual([]);
  await browser.close();
});
