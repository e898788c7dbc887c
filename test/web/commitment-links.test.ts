import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCommitmentActivities } from '../../activities/commitments.ts';
import { sendQueued } from '../../activities/mail.ts';
import { commitmentHistory, getCommitment, type Commitment } from '../../db/stores/commitment-rows.ts';
import { changeCommitment, recordCommitment, withdrawCommitment } from '../../db/stores/commitments.ts';
import { createMailTransport } from '../../mail/transport.ts';
import { startInbox, type SmtpInbox } from '../mail/smtp-inbox.ts';
import { openBrowser } from './browser.ts';
import { asked, openDesk, type Desk } from './desk.ts';

const workflowId = 'annual-plan/1/2027';
const samePage = { 'Sec-Fetch-Site': 'same-origin' };
const text = 'Name one contact for both booking teams.';
let browser: Browser;
let inbox: SmtpInbox;
let desk: Desk;
let commitment: Commitment;
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
  commitment = await askClient();
  path = await clientsPath();
});
afterEach(() => desk.close());

const asManager = () => ({ by: { kind: 'person' as const, id: desk.firm.manager }, at: new Date(asked) });
const edit = () => ({ ...asManager(), commitmentId: commitment.id });

async function askClient(region = 'PT'): Promise<Commitment> {
  const { db, links, clock } = desk.mail;
  await db('account').where({ id: '1' }).update({ region });
  await db('contact')
    .insert({ account_id: '1', key: 'rui', name: 'Rui Matos', email: 'rui@client.example' })
    .onConflict()
    .ignore();
  const { id: planId } = await db('plan').first<{ id: string }>('id');
  const given = { planId, owner: { contactKey: 'rui' }, text, dueOn: '2027-03-31' };
  const recorded = await recordCommitment(db, { ...asManager(), ...given });
  const subject = recorded.commitment.id;
  const { askCommitment } = createCommitmentActivities({ db, links });
  await askCommitment({ workflowId, seq: 0, at: clock.now().toISOString(), subject });
  return getCommitment(db, subject);
}

async function clientsPath(): Promise<string> {
  const { db, links } = desk.mail;
  const link = await db('commitment_link')
    .orderBy('created_at', 'desc')
    .first<{ id: string; key_id: string }>();
  return `/c/${links.token({ linkId: link.id, keyId: link.key_id })}`;
}

const now = (): Promise<Commitment> => getCommitment(desk.mail.db, commitment.id);
const kinds = async (): Promise<readonly string[]> =>
  (await commitmentHistory(desk.mail.db, commitment.id)).map(({ kind }) => kind);

function send(fields: Record<string, string>, headers: Record<string, string> = samePage): Promise<Response> {
  const body = new URLSearchParams({ hash: commitment.contentHash, ...fields });
  return fetch(`${desk.server.url}${path}`, { method: 'POST', headers, body, redirect: 'manual' });
}

async function open(width = 360): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 780 }, colorScheme: 'dark' });
  const page = await context.newPage();
  await page.goto(`${desk.server.url}${path}`);
  return page;
}

describe("the page behind a client's link", () => {
  it('takes a confirmation from a browser at 360 px, without a fault of accessibility', async () => {
    const page = await open();
    expect(await page.locator('h1').textContent()).toBe('Please confirm, or propose another date');
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
    const faults = await new AxeBuilder({ page }).analyze();
    expect(faults.violations.map(({ id }) => id)).toEqual([]);
    await page.getByLabel('I confirm the date').check();
    await page.getByRole('button', { name: 'Send my answer' }).click();
    await page.getByText('Your answer is recorded').first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    await page.context().close();
    expect((await now()).status).toBe('confirmed');
    expect(desk.rung).toEqual([workflowId]);
  });

  it('takes another date with a word, shows it as proposed, and takes the same again only once', async () => {
    const proposal = { choice: 'propose', on: '2027-05-14', word: 'Our colleague\r\nstarts in April.' };
    expect((await send(proposal)).status).toBe(200);
    expect((await send(proposal)).status).toBe(200);
    expect(await now()).toMatchObject({ status: 'open', dueOn: '2027-03-31', proposedOn: '2027-05-14' });
    const [, proposed] = await commitmentHistory(desk.mail.db, commitment.id);
    expect(proposed).toMatchObject({ word: 'Our colleague\nstarts in April.', by: { kind: 'contact' } });
    expect(await kinds()).toEqual(['recorded', 'proposed']);
    const html = await (await fetch(`${desk.server.url}${path}`)).text();
    expect(html).toContain('You proposed Friday, 14 May 2027');
  });

  it.each([
    [{}, 'Please choose one of the two.'],
    [{ choice: 'propose', on: '' }, 'Please give the date that you propose.'],
    [{ choice: 'propose', on: '2027-02-30' }, 'Please give the date that you propose.'],
    [{ choice: 'propose', on: '2027-03-31' }, 'This is the date already'],
    [{ choice: 'propose', on: '2026-11-01' }, 'Please give a date that has not passed.'],
    [{ choice: 'propose', on: '2041-01-01' }, 'Please give a date within the next three years.'],
    [{ choice: 'confirm', word: 'x'.repeat(1001) }, 'Please shorten your word'],
  ])('records nothing for %j and says why', async (fields, said) => {
    const answer = await send(Object.fromEntries(Object.entries(fields)));
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(said);
    expect(await kinds()).toEqual(['recorded']);
  });

  it('shows terms that changed instead of recording an answer to the old ones', async () => {
    await changeCommitment(desk.mail.db, { ...edit(), change: { dueOn: '2027-04-30' } });
    const answer = await send({ choice: 'confirm' });
    expect(answer.status).toBe(409);
    const html = await answer.text();
    expect(html).toContain('text or date have changed');
    expect(html).toContain('Friday, 30 April 2027');
    expect(await kinds()).toEqual(['recorded', 'changed']);
  });

  it('changes nothing when it is looked at, sets no cookie, and carries the headers of a decision link', async () => {
    const page = await fetch(`${desk.server.url}${path}`);
    const decision = await fetch(`${desk.server.url}${(await desk.linkOf(desk.firm.operations)).path}`);
    expect((await fetch(`${desk.server.url}${path}`, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(`${desk.server.url}${path}`, { method: 'PUT' })).status).toBe(405);
    const guards = [
      'cache-control',
      'content-security-policy',
      'referrer-policy',
      'x-robots-tag',
      'set-cookie',
    ];
    for (const name of guards)
      expect([name, page.headers.get(name)]).toEqual([name, decision.headers.get(name)]);
    expect(page.headers.get('set-cookie')).toBeNull();
    expect(page.headers.get('ratelimit-policy')).toBe(decision.headers.get('ratelimit-policy'));
    expect(await kinds()).toEqual(['recorded']);
    expect(desk.rung).toEqual([]);
    expect(desk.logged.join('')).not.toContain(path.slice(3));
  });

  it.each([
    [{ 'Sec-Fetch-Site': 'cross-site', Origin: 'http://127.0.0.1' }, 403],
    [{ Origin: 'https://evil.example' }, 403],
    [{}, 403],
    [{ Origin: 'http://127.0.0.1' }, 200],
  ])('takes an answer only from its own page: %j gives %i', async (headers, status) => {
    const given = Object.fromEntries(Object.entries(headers));
    expect((await send({ choice: 'confirm' }, given)).status).toBe(status);
    expect(await kinds()).toHaveLength(status === 200 ? 2 : 1);
  });

  it('gives a neutral 404 for an unknown token, and says how it ended once it has', async () => {
    expect((await fetch(`${desk.server.url}/c/${'A'.repeat(43)}`)).status).toBe(404);
    await withdrawCommitment(desk.mail.db, { ...edit(), reason: 'the budget was cut' });
    const page = await fetch(`${desk.server.url}${path}`);
    const html = await page.text();
    expect(html).toContain('Manager no longer counts on it');
    expect(html).not.toContain('budget');
    expect((await send({ choice: 'confirm' })).status).toBe(409);
    expect(await kinds()).toEqual(['recorded', 'withdrawn']);
  });

  it('and the mail hold nothing of our plan, and speak German to a German account', async () => {
    commitment = await askClient('DE');
    path = await clientsPath();
    const transport = createMailTransport({ smtpUrl: inbox.url, from: 'KAM <kam@example.com>' });
    await sendQueued({ ...desk.mail, transport }, { limit: 50, queuedForSeconds: 0 });
    const mails = inbox.mails.filter(({ parsed }) => parsed.to?.[0]?.address === 'rui@client.example');
    expect(mails).toHaveLength(2);
    const german = mails.find(({ parsed }) => parsed.subject?.startsWith('Bitte bestätigen'));
    expect(german?.parsed.text).toContain('Mittwoch, 31. März 2027');
    const page = await (await fetch(`${desk.server.url}${path}`)).text();
    expect(page).toContain('<html lang="de">');
    const inside = [
      'workshop',
      'Steady',
      '9000',
      '9.000',
      'Operations',
      'Finance',
      'Sponsor',
      '/plans/',
      '/inbox',
      'Key account',
    ];
    for (const shown of [page, ...mails.flatMap(({ parsed }) => [parsed.text ?? '', parsed.html ?? ''])])
      for (const word of inside) expect(shown).not.toContain(word);
    expect(page).toContain('manager@example.com');
  });
});
