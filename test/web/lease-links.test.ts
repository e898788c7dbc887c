import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLeaseActivities } from '../../activities/lease.ts';
import { sendQueued } from '../../activities/mail.ts';
import { leaseOf, revalidatePlan } from '../../db/stores/plan-lease.ts';
import { leaseDates } from '../../domain/planning/lease.ts';
import { createMailTransport } from '../../mail/transport.ts';
import { startInbox, type SmtpInbox } from '../mail/smtp-inbox.ts';
import { secretsLeft, secretsOf } from '../support/token-hygiene.ts';
import { openBrowser } from './browser.ts';
import { asked, openDesk, type Desk } from './desk.ts';

const workflowId = 'annual-plan/1/2027';
const samePage = { 'Sec-Fetch-Site': 'same-origin' };
const word = 'Read with the whole team; nothing has changed.';
let browser: Browser;
let inbox: SmtpInbox;
let desk: Desk;
let path: string;

beforeAll(async () => {
  browser = await openBrowser();
  inbox = await startInbox();
});
afterAll(async () => {
  await browser.close();
  await inbox.close();
});
beforeEach(async () => {
  desk = await openDesk();
  await desk.mail.db('plan').update({ status: 'executing' });
  await desk.mail.db('plan_step').update({ status: 'overdue', started_at: asked });
  path = await askManager();
});
afterEach(() => desk.close());

const planId = async (): Promise<string> => (await desk.mail.db('plan').first<{ id: string }>('id')).id;

/** Leaves the plan untended for 60 days, and returns the path of the link that its manager gets. */
async function askManager(): Promise<string> {
  const { db, links } = desk.mail;
  const id = await planId();
  const lease = await leaseOf(db, id);
  if (!lease) throw new Error('the plan has no lease');
  const at = leaseDates(lease).askAt.toISOString();
  desk.setTime(at);
  const { askRevalidation } = createLeaseActivities({ db, links });
  await askRevalidation({ workflowId, seq: 0, at, subject: id });
  const link = await db('lease_link')
    .orderBy('tended_at', 'desc')
    .first<{ id: string; key_id: string }>('id', 'key_id');
  return `/p/${links.token({ linkId: link.id, keyId: link.key_id })}`;
}

const revalidations = (): Promise<readonly { data: object; actor_id: string }[]> =>
  desk.mail.db('audit_event').where({ kind: 'plan.revalidated' }).select('data', 'actor_id');

const page = async (): Promise<string> => (await fetch(`${desk.server.url}${path}`)).text();
const hashIn = (html: string): string => /name="hash" value="([0-9a-f]{64})"/.exec(html)?.[1] ?? '';

async function send(
  fields: Record<string, string>,
  headers: Record<string, string> = samePage,
): Promise<Response> {
  const body = new URLSearchParams({ hash: hashIn(await page()), ...fields });
  return fetch(`${desk.server.url}${path}`, { method: 'POST', headers, body, redirect: 'manual' });
}

async function open(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 780 }, colorScheme: 'dark' });
  const opened = await context.newPage();
  await opened.goto(`${desk.server.url}${path}`);
  return opened;
}

describe("the page behind a manager's link", () => {
  it('shows how the plan stands and takes an answer at 360 px, without a fault of accessibility', async () => {
    const opened = await open();
    expect(await opened.locator('h1').textContent()).toBe('Does this plan still hold?');
    const text = (await opened.locator('main').innerText()).replace(/\s+/g, ' ');
    expect(text).toContain('Nobody has tended it for 60 days. Its health is 100 of 100');
    expect(text).toContain('Director is told on');
    expect(text).toContain('Joint operations workshop: due on Wednesday, 31 March 2027, Sponsor');
    expect(text).toContain('submitted (Manager)');
    expect(await opened.getByRole('radio', { checked: true }).count()).toBe(0);
    const faults = await new AxeBuilder({ page: opened }).analyze();
    expect(faults.violations.map(({ id }) => id)).toEqual([]);
    await opened.getByLabel('It still holds as it stands').check();
    await opened.getByLabel('Why it still holds').fill(word);
    await opened.getByRole('button', { name: 'Send my answer' }).click();
    await opened.getByText('Your answer is recorded').first().waitFor();
    expect(await opened.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    await opened.context().close();
    expect(await revalidations()).toEqual([
      { actor_id: desk.firm.manager, data: { note: word, via: 'link' } },
    ]);
    expect(desk.rung).toEqual([workflowId]);
    expect(await leaseOf(desk.mail.db, await planId())).toMatchObject({ askedAt: null });
  });

  it('records the same answer once however often it is sent, and no second one', async () => {
    const hash = hashIn(await page());
    const given = { hash, choice: 'valid', word };
    const statuses = await Promise.all([1, 2, 3].map(async () => (await send(given)).status));
    expect(statuses).toEqual([200, 200, 200]);
    const other = await send({ ...given, word: 'Something else.' });
    expect(other.status).toBe(409);
    expect(await other.text()).toContain(`still holds: “${word}”`);
    expect(await revalidations()).toHaveLength(1);
  });

  it.each([
    [{}, 'Please choose one of the two.'],
    [{ choice: 'valid' }, 'Please say in a sentence why the plan still holds.'],
    [{ choice: 'valid', word: ' \n ' }, 'Please say in a sentence why the plan still holds.'],
    [{ choice: 'valid', word: 'x'.repeat(1001) }, 'Please shorten the sentence'],
  ])('records nothing for %j and says why', async (fields, said) => {
    const answer = await send(Object.fromEntries(Object.entries(fields)));
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(said);
    expect(await revalidations()).toEqual([]);
  });

  it('goes on to the plan to change it, and records nothing', async () => {
    const answer = await send({ choice: 'edit' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/plans/${await planId()}`]);
    expect(await revalidations()).toEqual([]);
  });

  it('shows how the plan stands now instead of recording that it holds as it stood before', async () => {
    const hash = hashIn(await page());
    await desk.mail.db('plan_step').update({ progress: 40 });
    const answer = await send({ hash, choice: 'valid', word });
    expect(answer.status).toBe(409);
    const html = await answer.text();
    expect(html).toContain('the plan has changed since you opened this page');
    expect(html).toContain(word);
    expect(await revalidations()).toEqual([]);
  });

  it('is closed once somebody has tended the plan, says nothing of it then, and sends the current link again', async () => {
    const by = { kind: 'person', id: desk.firm.manager } as const;
    await revalidatePlan(desk.mail.db, {
      planId: await planId(),
      note: 'secret',
      by,
      at: desk.mail.clock.now(),
    });
    const answer = await send({ choice: 'valid', word });
    expect(answer.status).toBe(409);
    const html = await answer.text();
    expect(html).toContain('Somebody has tended the 2027 plan');
    for (const inside of ['workshop', 'Steady', 'secret', 'Sponsor']) expect(html).not.toContain(inside);
    expect(await revalidations()).toHaveLength(1);
    const old = path;
    await askManager();
    const again = (): Promise<Response> =>
      fetch(`${desk.server.url}${old}/resend`, { method: 'POST', headers: samePage });
    expect([(await again()).status, (await again()).status]).toEqual([200, 200]);
    const resent = await desk.mail.db('notification').where('dedupe_key', 'like', 'link-resend/%');
    expect(resent).toMatchObject([{ kind: 'plan-revalidate', to_address: 'manager@example.com' }]);
  });

  it('is closed for a plan that is in other hands or not carried out any more', async () => {
    await desk.mail.db('plan').update({ manager_id: desk.firm.sponsor });
    expect(await page()).toContain('is in other hands now');
    expect((await send({ choice: 'valid', word })).status).toBe(409);
    await desk.mail.db('plan').update({ manager_id: desk.firm.manager, status: 'approving' });
    expect(await page()).toContain('is not being carried out any more');
    expect(await revalidations()).toEqual([]);
  });

  it('changes nothing when it is looked at, sets no cookie, and carries the headers of a decision link', async () => {
    const decision = await fetch(`${desk.server.url}${(await desk.linkOf(desk.firm.operations)).path}`);
    const shown = await fetch(`${desk.server.url}${path}`);
    expect((await fetch(`${desk.server.url}${path}`, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(`${desk.server.url}${path}`, { method: 'PUT' })).status).toBe(405);
    expect((await fetch(`${desk.server.url}${path}/resend`)).status).toBe(405);
    for (const name of [
      'cache-control',
      'content-security-policy',
      'referrer-policy',
      'x-robots-tag',
      'ratelimit-policy',
    ])
      expect([name, shown.headers.get(name)]).toEqual([name, decision.headers.get(name)]);
    expect(shown.headers.get('set-cookie')).toBeNull();
    expect((await fetch(`${desk.server.url}/p/${'A'.repeat(43)}`)).status).toBe(404);
    expect(await revalidations()).toEqual([]);
    expect(desk.rung).toEqual([]);
  });

  it.each([
    [{ 'Sec-Fetch-Site': 'cross-site', Origin: 'http://127.0.0.1' }, 403],
    [{ Origin: 'https://evil.example' }, 403],
    [{}, 403],
    [{ Origin: 'http://127.0.0.1' }, 200],
  ])('takes an answer only from its own page: %j gives %i', async (headers, status) => {
    const given = Object.fromEntries(Object.entries(headers));
    expect((await send({ choice: 'valid', word }, given)).status).toBe(status);
    expect(await revalidations()).toHaveLength(status === 200 ? 1 : 0);
  });

  it('comes by mail, whose token is nowhere in the database or the log, and not at all once it is not needed', async () => {
    const transport = createMailTransport({ smtpUrl: inbox.url, from: 'KAM <kam@example.com>' });
    const deliver = () => sendQueued({ ...desk.mail, transport }, { limit: 50, queuedForSeconds: 0 });
    const asking = () =>
      inbox.mails.filter(({ parsed }) => parsed.subject?.startsWith('Does it still hold?'));
    await deliver();
    expect(asking()).toHaveLength(1);
    expect(asking()[0]?.parsed.text).toContain(`http://127.0.0.1${path}`);
    await send({ choice: 'valid', word });
    const { app: db } = desk.database;
    const texts = desk.logged.map((line, index) => [`line ${index}`, line] as const);
    expect(await secretsLeft(await secretsOf(db), { db, texts })).toEqual([]);
    await askManager();
    const by = { kind: 'person', id: desk.firm.manager } as const;
    await revalidatePlan(db, { planId: await planId(), note: 'Seen.', by, at: desk.mail.clock.now() });
    await deliver();
    expect(asking()).toHaveLength(1);
  });
});
