import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newLink } from '../../activities/new-link.ts';
import { insertAsk } from '../../db/stores/escalation-asks.ts';
import { confirmationLinkFor } from '../../db/stores/escalation-confirmation-links.ts';
import { findConfirmation } from '../../db/stores/escalation-confirmation-rows.ts';
import { escalationEvents } from '../../db/stores/escalation-events.ts';
import { getEscalation } from '../../db/stores/escalation-rows.ts';
import { taskLinkFor } from '../../db/stores/escalation-task-links.ts';
import { findTask } from '../../db/stores/escalation-task-rows.ts';
import { escalate, presentTo } from '../support/worked-escalation.ts';
import { openBrowser } from './browser.ts';
import { asked, openDesk, type Desk } from './desk.ts';

const at = new Date(asked);
let browser: Browser;
let desk: Desk;
let contactId: string;
let count = 0;

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openDesk();
  const rui = { account_id: '1', key: 'rui', name: 'Rui Matos', email: 'rui@client.example' };
  const [row] = await desk.database.app('contact').insert(rui).returning<{ id: string }[]>('id');
  contactId = row?.id ?? '';
});
beforeEach(() => {
  count += 1;
});
afterAll(async () => {
  await browser.close();
  await desk.close();
});

const create = () => newLink(desk.mail.links);
const pathOf = (linkId: string): string =>
  `/e/${desk.mail.links.token({ linkId, keyId: desk.mail.links.currentKeyId })}`;

interface Linked {
  readonly id: string;
  readonly path: string;
}

async function askLink(): Promise<Linked> {
  const { app } = desk.database;
  const { firm } = desk;
  const { id, run } = await escalate(app, { firm, at, cause: `ask-${count}` });
  const link = create();
  const rung = { rung: 'manager', attempt: 1, number: 1, round: 0, how: 'named', standsForId: null } as const;
  const ask = { escalationId: id, run, personId: firm.manager, askedAt: at, link };
  await insertAsk(app, { ...ask, ...rung });
  return { id, path: pathOf(link.id) };
}

async function workLink(of: 'task' | 'solution'): Promise<Linked & { readonly taskId: string }> {
  const { app } = desk.database;
  const { firm } = desk;
  const { escalation, taskId } = await presentTo(app, { firm, at, contactId, cause: `${of}-${count}` });
  const { id } = escalation;
  if (of === 'task') {
    const linkId = await taskLinkFor(app, { taskId, personId: firm.operations, at, create });
    return { id, taskId, path: pathOf(linkId) };
  }
  const confirmation = await findConfirmation(app, { unanswered: id });
  const linkId = await confirmationLinkFor(app, { confirmationId: confirmation?.id ?? '', at, create });
  return { id, taskId, path: pathOf(linkId) };
}

const kindsOf = async (id: string): Promise<readonly string[]> =>
  (await escalationEvents(desk.database.app, { id })).map(({ kind }) => kind);

async function onPhone(path: string, look: (page: Page) => Promise<void>): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    const viewport = { width: 360, height: 740 };
    const context = await browser.newContext({ viewport, colorScheme, javaScriptEnabled: true });
    const page = await context.newPage();
    await page.goto(`${desk.server.url}${path}`);
    await look(page);
    await context.close();
  }
}

async function expectFit(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
}

it.each(['ask', 'task', 'solution'] as const)(
  'shows the page of a link (%s) at 360 px, light and dark, with nothing chosen, without a fault of accessibility, and changes nothing by being seen',
  async (of) => {
    const { id, path } = of === 'ask' ? await askLink() : await workLink(of);
    const before = await kindsOf(id);
    await onPhone(path, async (page) => {
      expect(await page.locator('input:checked').count()).toBe(0);
      await expectFit(page);
      // Sent as it is, it comes back with what is missing.
      await page.locator('form button').click();
      await page.getByRole('alert').waitFor();
      await expectFit(page);
    });
    for (const method of ['GET', 'HEAD', 'OPTIONS'])
      await fetch(`${desk.server.url}${path}`, { method }).then((answer) => answer.text());
    expect(await kindsOf(id)).toEqual(before);
  },
);

it('takes a task’s end from a browser, and the same answer sent again only once', async () => {
  const { id, taskId, path } = await workLink('task');
  const page = await browser.newPage();
  await page.goto(`${desk.server.url}${path}`);
  await page.getByLabel('It is done').check();
  await page.getByRole('button', { name: 'Send my answer' }).dblclick();
  await page.getByText('This task is done').or(page.getByText('Your answer is recorded')).first().waitFor();
  const headers = { 'Sec-Fetch-Site': 'same-origin' };
  const again = { method: 'POST', headers, body: new URLSearchParams({ choice: 'done', word: '' }) };
  expect((await fetch(`${desk.server.url}${path}`, again)).status).toBe(200);
  await page.reload();
  await page.close();
  expect((await findTask(desk.database.app, taskId))?.status).toBe('done');
  expect((await kindsOf(id)).filter((kind) => kind === 'taskDone')).toHaveLength(1);
  await onPhone(path, expectFit);
});

it('takes the client’s word that it is solved from a browser, and shows them how it stands afterwards', async () => {
  const { id, path } = await workLink('solution');
  const page = await browser.newPage();
  await page.goto(`${desk.server.url}${path}`);
  await page.getByLabel('It is solved').check();
  await page.getByRole('button', { name: 'Send my answer' }).dblclick();
  await page.getByText('It is recorded as solved.').first().waitFor();
  await page.close();
  expect((await getEscalation(desk.database.app, { id })).stage).toBe('confirmed');
  expect((await kindsOf(id)).filter((kind) => kind === 'confirmed')).toHaveLength(1);
  const headers = { 'Sec-Fetch-Site': 'same-origin' };
  const other = { method: 'POST', headers, body: new URLSearchParams({ choice: 'refused', word: 'No.' }) };
  expect((await fetch(`${desk.server.url}${path}`, other)).status).toBe(409);
  expect((await getEscalation(desk.database.app, { id })).stage).toBe('confirmed');
  await onPhone(path, expectFit);
});
