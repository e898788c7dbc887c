import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepDigests } from '../../activities/digests.ts';
import { createMailActivities } from '../../activities/mail.ts';
import { setDigest } from '../../db/stores/digests.ts';
import { system } from '../../domain/actor.ts';
import { createMailTransport } from '../../mail/transport.ts';
import { createMailRenderer } from '../../mail/render.ts';
import { sampleMessages } from '../mail/sample-messages.ts';
import { startInbox, type SmtpInbox } from '../mail/smtp-inbox.ts';
import { openDesk, type Desk } from './desk.ts';

let inbox: SmtpInbox;
let desk: Desk;
let headers: ReadonlyMap<string, string>;
let address: string;

beforeAll(async () => {
  inbox = await startInbox();
  desk = await openDesk({}, { operations: 'de' });
  const transport = createMailTransport({ smtpUrl: inbox.url, from: 'KAM <kam@kam.example>' });
  const mail = { ...desk.mail, transport };
  await want(true);
  desk.setTime('2026-12-02T08:00:00Z');
  const { notificationIds } = await sweepDigests(mail);
  await createMailActivities(mail).sendMail({ notificationIds });
  headers = new Map(inbox.mails[0]?.parsed.headers.map(({ key, value }) => [key, value]));
  const url = /^<(\S+)>$/.exec(headers.get('list-unsubscribe') ?? '')?.[1] ?? '';
  address = desk.server.url + new URL(url).pathname;
});
afterAll(async () => {
  await desk.close();
  await inbox.close();
});
beforeEach(() => want(true));

function want(digest: boolean): Promise<unknown> {
  const at = new Date('2026-12-01T09:00:00Z');
  return setDigest(desk.database.app, { personId: desk.firm.operations, digest, by: system, at });
}
async function wanted(): Promise<boolean> {
  const { operations: id } = desk.firm;
  const { digest } = await desk.database.app('person').where({ id }).first<{ digest: boolean }>('digest');
  return digest;
}
const post = (
  body: string | FormData | URLSearchParams,
  more: Record<string, string> = {},
): Promise<Response> => fetch(address, { method: 'POST', body, headers: more });
const fields = (entries: Record<string, string>): URLSearchParams => new URLSearchParams(entries);
const ownPage = { 'Sec-Fetch-Site': 'same-origin' };

describe('the link of a digest', () => {
  it('is in the headers that mail programs read, in its text, and nowhere else in the mails', async () => {
    expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(inbox.mails[0]?.raw).toMatch(/^List-Unsubscribe: <http:\/\/127\.0\.0\.1\/digest\/[\w-]{43}>\r$/m);
    expect(inbox.mails[0]?.parsed.text).toContain(new URL(address).pathname);
    const render = createMailRenderer();
    const reader = { language: 'en', timeZone: 'UTC', publicUrl: 'http://127.0.0.1', linkUrl: undefined };
    for (const message of Object.values(sampleMessages)) {
      const digest = { questions: new Map<string, string>(), preference: 'http://127.0.0.1/digest/x' };
      const { unsubscribeUrl } = await render(message, { ...reader, digest });
      expect([message.kind, unsubscribeUrl !== undefined]).toEqual([message.kind, message.kind === 'digest']);
    }
  });

  it('shows how mails come and changes nothing, for people, HEAD and scanners', async () => {
    for (const method of ['GET', 'HEAD', 'GET']) {
      const answer = await fetch(address, { method, headers: { 'User-Agent': 'SafeLinks' } });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
    expect(await (await fetch(address)).text()).toContain('Wie Ihre E-Mails kommen');
    expect(await wanted()).toBe(true);
  });

  it('changes nothing when its form is sent as it was found', async () => {
    const html = await (await fetch(address)).text();
    expect(html).not.toMatch(/<input[^>]*(?:checked|type="hidden")/);
    const answer = await post(fields({}), { ...ownPage });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Bitte wählen Sie eine der beiden Möglichkeiten.');
    expect(await wanted()).toBe(true);
  });

  it('takes the one click of a mail program, without a cookie and from anywhere, in both forms', async () => {
    const multipart = new FormData();
    multipart.set('List-Unsubscribe', 'One-Click');
    for (const body of [fields({ 'List-Unsubscribe': 'One-Click' }), multipart]) {
      await want(true);
      const answer = await post(body, { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://mail.example' });
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('Sie erhalten ab jetzt für jede Anfrage eine E-Mail');
      expect(await wanted()).toBe(false);
    }
    expect((await post(fields({ 'List-Unsubscribe': 'One-Click' }))).status).toBe(200);
    const trail = await desk.database.app('audit_event').where({ chain: 'people', actor_kind: 'person' });
    expect(trail).toHaveLength(2);
  });

  it('sends at once what was held', async () => {
    await desk.editAndSubmit({ cost: '17.00' });
    const status = async (): Promise<unknown> =>
      desk.database
        .app('notification')
        .where({ person_id: desk.firm.operations, kind: 'approval-request' })
        .orderBy('id', 'desc')
        .first('status');
    expect(await status()).toEqual({ status: 'held' });
    await post(fields({ 'List-Unsubscribe': 'One-Click' }));
    expect(await status()).toEqual({ status: 'queued' });
  });

  it('lets its reader choose on the page, and back again, but only from the page itself', async () => {
    expect((await post(fields({ mails: 'single' }), { ...ownPage })).status).toBe(200);
    expect(await wanted()).toBe(false);
    expect((await post(fields({ mails: 'daily' }), { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect(await wanted()).toBe(false);
    expect((await post(fields({ mails: 'daily' }), { ...ownPage })).status).toBe(200);
    expect(await wanted()).toBe(true);
  });

  it.each([
    ['text', 'List-Unsubscribe=One-Click', 'text/plain'],
    ['broken multipart', 'List-Unsubscribe', 'multipart/form-data'],
    [
      'cut off multipart',
      '--x\r\nContent-Disposition: form-data; name="List-Unsub',
      'multipart/form-data; boundary=x',
    ],
    ['another word', 'List-Unsubscribe=Yes', 'application/x-www-form-urlencoded'],
  ])('refuses %s', async (_what, body, type) => {
    expect((await post(body, { 'Content-Type': type })).status).toBe(422);
    expect(await wanted()).toBe(true);
  });

  it('is a neutral 404 when nobody got it, and stays out of the log', async () => {
    const other = `${desk.server.url}/digest/${'A'.repeat(43)}`;
    expect((await fetch(other)).status).toBe(404);
    expect((await fetch(other, { method: 'POST', body: fields({ mails: 'single' }) })).status).toBe(404);
    expect((await fetch(address, { method: 'DELETE' })).status).toBe(405);
    const token = new URL(address).pathname.split('/').at(-1) ?? '';
    expect(desk.server.logged.join('\n')).toContain('/digest/[redacted]');
    expect(desk.server.logged.join('\n')).not.toContain(token);
  });
});
