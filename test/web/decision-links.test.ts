import { afterEach, describe, expect, it } from 'vitest';
import { connect } from '../../db/client.ts';
import { createLinkTokens } from '../../db/link-token.ts';
import { createPageRoutes } from '../../api/pages/routes.tsx';
import { startServer } from '../api/server.ts';
import { pino } from 'pino';
import { withoutDirectMail } from '../support/direct-mail.ts';
import { testSeal } from '../support/receipt-seal.ts';
import { openDesk, type Desk, type DeskLink as Link } from './desk.ts';

const samePage = { 'Sec-Fetch-Site': 'same-origin' };
let desk: Desk;

const get = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${desk.server.url}${path}`, init);
const post = (
  link: Link,
  fields: Record<string, string>,
  headers: Record<string, string> = samePage,
): Promise<Response> =>
  get(link.path, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ request: link.request, hash: link.hash, comment: '', ...fields }),
  });
const decisions = (): Promise<{ choice: string; comment: string }[]> =>
  desk.database
    .app('decision')
    .orderBy('id')
    .select<{ choice: string; comment: string }[]>('choice', 'comment');
const titleOf = async (response: Response): Promise<string> =>
  /<h1>(.*?)<\/h1>/s.exec(await response.text())?.[1] ?? '';

afterEach(() => desk.close());

describe('looking at a decision link', () => {
  it('changes nothing, by GET and HEAD, whatever the link’s state: a connection that cannot write is enough', async () => {
    desk = await openDesk();
    const readOnly = connect(`${desk.database.appUrl}?options=-c%20default_transaction_read_only%3Don`);
    await expect(readOnly('notification').delete()).rejects.toThrow('read-only');
    const links = createLinkTokens([{ id: 'test', key: new Uint8Array(32).fill(7) }]);
    const pages = createPageRoutes({
      db: readOnly,
      links,
      receipts: testSeal,
      ...withoutDirectMail,
      clock: { now: () => new Date('2026-12-02T09:00:00Z') },
      ring: () => Promise.reject(new Error('not expected')),
      publicUrl: 'http://127.0.0.1',
      log: pino({ level: 'silent' }),
      addresses: [],
      linksPerMinute: 100,
    });
    const server = await startServer({ db: readOnly, operations: [], pages });
    const open = await desk.linkOf(desk.firm.operations);
    for (const method of ['GET', 'HEAD']) {
      expect((await fetch(`${server.url}${open.path}`, { method })).status).toBe(200);
    }
    await desk.editAndSubmit({ cost: '12500.00' });
    expect((await fetch(`${server.url}${open.path}`)).status).toBe(200);
    await server.close();
    await readOnly.destroy();
    expect(await decisions()).toEqual([]);
  });

  it('shows what is asked, by whom, why, until when in the approver’s zone, and selects nothing', async () => {
    desk = await openDesk({ kind: 'all' });
    const response = await get((await desk.linkOf(desk.firm.operations)).path);
    const html = await response.text();
    expect(response.status).toBe(200);
    for (const text of [
      'Joint operations workshop',
      'Client One, plan 2027',
      'Manager asks for your decision',
      '€9,000',
      'Sponsor',
      'Wednesday, 31 March 2027',
      'Please answer by',
      'Lisbon time',
      'because the step names you as an approver',
      '2 people are asked, and all of them have to approve',
    ]) {
      expect(html).toContain(text);
    }
    expect(html).toContain('Finance');
    expect(html).not.toContain('checked');
    expect(html).not.toContain('<script');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('same-origin');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('answers every address that is no link with one and the same page', async () => {
    desk = await openDesk();
    const { path } = await desk.linkOf(desk.firm.operations);
    const wrong = [`${path}x`, path.slice(0, -1), `/d/${'A'.repeat(43)}`, '/d/%00', '/d/..%2f'];
    const answers = await Promise.all(wrong.map(async (address) => get(address)));
    expect(answers.map(({ status }) => status)).toEqual(wrong.map(() => 404));
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
  });
});

describe('deciding on a link', () => {
  it('records the decision with a receipt and rings the process without waiting for it', async () => {
    desk = await openDesk();
    const link = await desk.linkOf(desk.firm.operations);
    const response = await post(link, { choice: 'requestChanges', comment: 'Before Easter,\r\nplease.' });
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain('Your decision is recorded');
    expect(html).toContain('You asked for changes');
    expect(html).toContain(link.hash.slice(0, 12));
    expect(await decisions()).toEqual([{ choice: 'requestChanges', comment: 'Before Easter,\nplease.' }]);
    expect(desk.rung).toEqual(['annual-plan/1/2027']);
    expect(await titleOf(await get(link.path))).toBe('Your decision is recorded');
  });

  it('asks again when no answer is selected or its reason is missing, and decides nothing', async () => {
    desk = await openDesk();
    const link = await desk.linkOf(desk.firm.operations);
    const empty = await post(link, { comment: 'kept <b>' });
    expect(empty.status).toBe(422);
    const html = await empty.text();
    expect(html).toContain('Please choose one of the three answers.');
    expect(html).toContain('kept &lt;b>');
    for (const fields of [{ choice: 'reject' }, { choice: 'requestChanges', comment: '  ' }]) {
      const answer = await post(link, fields);
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain('Please say in a comment');
    }
    expect((await post(link, { choice: 'approve', comment: 'x'.repeat(4001) })).status).toBe(422);
    expect((await post(link, { choice: 'maybe' })).status).toBe(422);
    expect(await decisions()).toEqual([]);
  });

  it('takes one of 50 simultaneous decisions and answers the other 49 politely', async () => {
    desk = await openDesk();
    const link = await desk.linkOf(desk.firm.operations);
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(link, { choice: 'approve' })));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200));
    const titles = await Promise.all(answers.map(titleOf));
    expect(titles.filter((title) => title === 'Your decision is recorded')).toHaveLength(1);
    expect(titles.filter((title) => title === 'Your decision had been recorded before')).toHaveLength(49);
    expect(await decisions()).toHaveLength(1);
    expect(desk.rung).toHaveLength(1);
  });

  it('keeps the first decision when a different one follows, and says so', async () => {
    desk = await openDesk();
    const link = await desk.linkOf(desk.firm.operations);
    await post(link, { choice: 'approve' });
    const second = await post(link, { choice: 'reject', comment: 'No.' });
    expect(second.status).toBe(409);
    expect(await titleOf(second)).toBe('You have decided already');
    expect((await decisions()).map(({ choice }) => choice)).toEqual(['approve']);
  });

  it('refuses a decision on content that has changed and shows the difference', async () => {
    desk = await openDesk();
    const old = await desk.linkOf(desk.firm.operations);
    await desk.editAndSubmit({ cost: '12500.00', ownerId: desk.firm.director });
    const response = await post(old, { choice: 'approve' });
    const html = await response.text();
    expect(response.status).toBe(409);
    expect(html).toContain('The step was changed in the meantime');
    expect(html).toContain('<del>€9,000</del>');
    expect(html).toContain('<ins>€12,500</ins>');
    expect(html).toContain('<ins>Director</ins>');
    expect(html).toContain('A mail with a new link has been sent to you');
    expect(await decisions()).toEqual([]);
    const current = await get((await desk.linkOf(desk.firm.operations)).path);
    expect(await current.text()).toContain('What changed since it was last asked');
  });

  it('shows nothing of the new version to somebody who is not asked about it', async () => {
    desk = await openDesk();
    const old = await desk.linkOf(desk.firm.operations);
    await desk.editAndSubmit({ cost: '12500.00', approverIds: [desk.firm.finance] });
    const html = await (await post(old, { choice: 'approve' })).text();
    expect(html).toContain('not needed at the moment');
    expect(html).not.toContain('12,500');
  });

  it('does not count a decision after the time is over, says so, and keeps it as a note for the manager', async () => {
    desk = await openDesk();
    const link = await desk.linkOf(desk.firm.operations);
    desk.setTime('2026-12-24T09:00:00Z');
    expect((await get(link.path)).status).toBe(410);
    const late = await post(link, { choice: 'approve', comment: 'Sorry, I was away.' });
    expect(late.status).toBe(410);
    expect(await late.text()).toContain('It has been passed on to Manager as a note');
    expect(await decisions()).toEqual([]);
    await desk.follow();
    const notes = await desk.database.app('notification').where({ kind: 'late-decision-note' });
    expect(notes).toHaveLength(1);
  });

  it('tells an approver who is no longer needed who decided, and nothing of the plan beyond the mail', async () => {
    desk = await openDesk({ kind: 'any' });
    const late = await desk.linkOf(desk.firm.finance);
    await post(await desk.linkOf(desk.firm.operations), { choice: 'approve', comment: 'A secret remark' });
    const response = await post(late, { choice: 'reject', comment: 'No.' });
    expect(response.status).toBe(409);
    const html = await response.text();
    expect(html).toContain('has been approved');
    expect(html).toContain('Operations');
    expect(html).not.toMatch(/Two days on site|9,000|secret remark/);
    expect((await get(late.path)).status).toBe(200);
  });

  it.each([
    [{ 'Sec-Fetch-Site': 'cross-site', Origin: 'http://127.0.0.1' }, 403],
    [{ 'Sec-Fetch-Site': 'same-site' }, 403],
    [{ 'Sec-Fetch-Site': 'none' }, 403],
    [{ Origin: 'https://evil.example' }, 403],
    [{ Origin: 'null' }, 403],
    [{}, 403],
    [{ Origin: 'http://127.0.0.1' }, 200],
  ])('takes a decision only from its own page: %j gives %i', async (headers, status) => {
    desk = await openDesk();
    const link = await desk.linkOf(desk.firm.operations);
    const plain = Object.fromEntries(Object.entries(headers));
    expect((await post(link, { choice: 'approve' }, plain)).status).toBe(status);
    expect(await decisions()).toHaveLength(status === 200 ? 1 : 0);
  });

  it('refuses bodies that its form does not send', async () => {
    desk = await openDesk();
    const link = await desk.linkOf(desk.firm.operations);
    const json = { ...samePage, 'Content-Type': 'application/json' };
    expect(
      (await get(link.path, { method: 'POST', headers: json, body: '{"choice":"approve"}' })).status,
    ).toBe(415);
    expect((await post(link, { choice: 'approve', comment: 'x'.repeat(70_000) })).status).toBe(413);
    expect((await post({ ...link, hash: 'zz' }, { choice: 'approve' })).status).toBe(400);
    expect((await post({ ...link, request: '999' }, { choice: 'approve' })).status).toBe(404);
    expect((await get(link.path, { method: 'DELETE', headers: samePage })).headers.get('allow')).toContain(
      'POST',
    );
    expect(await decisions()).toEqual([]);
  });

  it('writes no token into the log', async () => {
    desk = await openDesk();
    const link = await desk.linkOf(desk.firm.operations);
    await post(link, { choice: 'approve' });
    await get(`${link.path}/resend`, { method: 'POST', headers: samePage });
    expect(desk.server.logged.length).toBeGreaterThan(1);
    expect(desk.server.logged.join('\n')).not.toContain(link.path.slice(3));
  });
});

describe('asking for the current link', () => {
  const resend = (link: Link): Promise<Response> =>
    get(`${link.path}/resend`, { method: 'POST', headers: samePage });
  const resent = (): Promise<{ to_address: string; link_id: string }[]> =>
    desk.database
      .app('notification')
      .where('dedupe_key', 'like', 'link-resend/%')
      .select<{ to_address: string; link_id: string }[]>('to_address', 'link_id');

  it('sends it to the address of the first link, once an hour, with the same answer for everybody', async () => {
    desk = await openDesk({ kind: 'any' });
    const [old, other] = [await desk.linkOf(desk.firm.operations), await desk.linkOf(desk.firm.finance)];
    await desk.database
      .app('person')
      .where({ id: desk.firm.operations })
      .update({ email: 'moved@example.com' });
    await desk.editAndSubmit({ cost: '12500.00', approverIds: [desk.firm.operations] });
    const answers = await Promise.all([resend(old), resend(old), resend(other)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
    expect(await resent()).toMatchObject([{ to_address: 'operations@example.com' }]);
    desk.setTime('2026-12-01T10:30:00Z');
    await resend(old);
    expect(await resent()).toHaveLength(2);
  });

  it('sends nothing once there is nothing left to decide', async () => {
    desk = await openDesk({ kind: 'any' });
    const link = await desk.linkOf(desk.firm.finance);
    await post(await desk.linkOf(desk.firm.operations), { choice: 'approve' });
    expect((await resend(link)).status).toBe(200);
    expect(await resent()).toEqual([]);
  });
});
