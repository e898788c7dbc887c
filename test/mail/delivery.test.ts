import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { queueMail, type MailRecipient } from '../../activities/mail-queue.ts';
import type { MailDeps } from '../../activities/mail-delivery.ts';
import { createMailActivities, sendQueued } from '../../activities/mail.ts';
import { createLinkTokens } from '../../db/link-token.ts';
import { claimNotifications, releaseSuppressed } from '../../db/stores/notifications.ts';
import type { MailMessage } from '../../mail/messages.ts';
import { createMailTransport } from '../../mail/transport.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { testSeal } from '../support/receipt-seal.ts';
import { sampleMessages } from './sample-messages.ts';
import { startInbox, type SmtpInbox } from './smtp-inbox.ts';

const occurredAt = new Date('2026-12-01T09:00:00Z');
const links = createLinkTokens([{ id: 'k1', key: new Uint8Array(32).fill(7) }]);
const logged: string[] = [];
const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });

describe('delivering queued mails', () => {
  let database: TestDatabase;
  let inbox: SmtpInbox;
  let deps: MailDeps;
  let manager: MailRecipient;
  let zoe: MailRecipient;
  let reason = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
    inbox = await startInbox();
    deps = {
      db: database.app,
      transport: createMailTransport({ smtpUrl: inbox.url, from: 'kam@kam.example' }),
      links,
      receipts: testSeal,
      publicUrl: 'https://kam.example',
      clock: { now: () => occurredAt },
      log,
      mailEnabled: true,
    };
    [manager, zoe] = [await addPerson('ana'), await addPerson('zoe')];
  });
  afterEach(async () => {
    inbox.mails.length = 0;
    delete inbox.behaviour.recipient;
    delete inbox.behaviour.message;
    await database.owner('notification').delete();
  });
  afterAll(async () => {
    await inbox.close();
    await database.drop();
  });

  async function addPerson(key: string): Promise<MailRecipient> {
    const [row] = await database
      .owner('person')
      .insert({
        key,
        name: key,
        email: `${key}@example.org`,
        region: 'PT',
        time_zone: 'Europe/Lisbon',
        language: 'en',
      })
      .returning<{ id: string }[]>('id');
    return {
      id: row?.id ?? '',
      name: key,
      email: `${key}@example.org`,
      language: 'en',
      timeZone: 'Europe/Lisbon',
    };
  }

  const queue = async (
    change: { thread?: string; message?: MailMessage; dedupeKey?: string } = {},
  ): Promise<string> => {
    reason += 1;
    const { id } = await queueMail(deps.db, {
      dedupeKey: `reason/${String(reason)}`,
      workflowId: 'annual-plan/1/2027',
      to: zoe,
      message: sampleMessages['step-due-soon'],
      occurredAt,
      managerId: manager.id,
      ...change,
    });
    return id;
  };
  const send = (...notificationIds: string[]): Promise<void> =>
    createMailActivities(deps).sendMail({ notificationIds });
  const row = (id: string): Promise<Record<string, unknown>> =>
    database.owner('notification').where({ id }).first<Record<string, unknown>>();
  const letTimePass = (id: string, column: string): Promise<number> =>
    database
      .owner('notification')
      .where({ id })
      .update({ [column]: new Date('2000-01-01') });

  it('sends a queued mail once, however often it is queued and asked for', async () => {
    const id = await queue({ dedupeKey: 'same-reason' });
    expect(await queue({ dedupeKey: 'same-reason' })).toBe(id);
    await Promise.all([send(id), send(id), send(id)]);
    await send(id);
    expect(inbox.mails).toHaveLength(1);
    expect(await row(id)).toMatchObject({ status: 'sent', attempts: 1, sent_at: occurredAt });
    expect(inbox.mails[0]?.parsed.to?.[0]).toMatchObject({ name: 'zoe', address: 'zoe@example.org' });
  });

  it('keeps the mails of one approval in one thread per reader', async () => {
    const first = await queue({ thread: 'approval/1' });
    const second = await queue({ thread: 'approval/1' });
    const other = await queue({ thread: 'approval/2' });
    for (const id of [first, second, other]) await send(id);
    const [one, two, three] = inbox.mails.map(({ parsed }) => parsed);
    expect(one?.inReplyTo).toBeUndefined();
    expect(two?.inReplyTo).toBe(one?.messageId);
    expect(two?.references).toBe(one?.messageId);
    expect(three?.inReplyTo).toBeUndefined();
  });

  it('queues again and asks for a retry after a 4xx answer, then sends', async () => {
    inbox.behaviour.recipient = { code: 451, text: 'Greylisted' };
    const id = await queue();
    await expect(send(id)).rejects.toMatchObject({ type: 'mailDeferred', nonRetryable: false });
    expect(await row(id)).toMatchObject({ status: 'queued', attempts: 1 });
    expect((await row(id)).last_error).toContain('Greylisted');
    delete inbox.behaviour.recipient;
    await send(id);
    expect(inbox.mails).toHaveLength(1);
    expect(await row(id)).toMatchObject({ status: 'sent', attempts: 2, last_error: null });
  });

  it('gives up a mail that was deferred for three days', async () => {
    inbox.behaviour.recipient = { code: 451, text: 'Greylisted' };
    const id = await queue();
    await letTimePass(id, 'queued_at');
    await send(id);
    expect(await row(id)).toMatchObject({ status: 'failed' });
  });

  it('tells the manager what to whom failed after a 5xx answer, and is silent about a failed report', async () => {
    inbox.behaviour.recipient = { code: 550, text: 'No such user' };
    const id = await queue();
    await send(id);
    expect(await row(id)).toMatchObject({ status: 'failed' });
    await letTimePass(String((await reportOf(id)).id), 'queued_at');
    delete inbox.behaviour.recipient;
    expect(await sendQueued(deps)).toBe(1);
    const report = inbox.mails[0]?.parsed;
    expect(report?.to?.[0]?.address).toBe('ana@example.org');
    expect(report?.text).toContain('zoe, zoe@example.org');
    expect(report?.text).toContain('No such user');
    expect(report?.text?.replace(/\s+/g, ' ')).toContain(
      'Run a joint operations workshop in Lisbon (Iberian Tours, 2027)',
    );

    const second = await queue();
    inbox.behaviour.recipient = { code: 550, text: 'No such user' };
    await send(second);
    await send(String((await reportOf(second)).id));
    expect(await database.owner('notification').where({ kind: 'delivery-failed' })).toHaveLength(2);
  });

  it('fails a mail whose data no longer fits its template, and says so to the manager', async () => {
    const id = await queue();
    await database.owner('notification').where({ id }).update({ data: '{}' });
    await send(id);
    expect(await row(id)).toMatchObject({ status: 'failed' });
    expect(await reportOf(id)).toMatchObject({ person_id: manager.id, status: 'queued' });
  });

  it('sends a mail of unknown fate once more, with the same Message-ID, and then leaves it to the manager', async () => {
    inbox.behaviour.message = 'drop';
    const id = await queue();
    await send(id);
    expect(await row(id)).toMatchObject({ status: 'unknown', attempts: 1 });
    expect(await sendQueued(deps)).toBe(0);
    await letTimePass(id, 'next_attempt_at');
    expect(await sendQueued(deps)).toBe(1);
    expect(await row(id)).toMatchObject({ status: 'unknown', attempts: 2 });
    expect((await reportOf(id)).data).toMatchObject({ uncertain: true });
    await letTimePass(id, 'next_attempt_at');
    delete inbox.behaviour.message;
    expect(await sendQueued(deps)).toBe(0);
    expect(inbox.mails).toEqual([]);
  });

  it('takes up a mail whose sender was killed, and its reader sees one Message-ID', async () => {
    const id = await queue();
    await claimNotifications(deps.db, [id]);
    await send(id);
    expect(await sendQueued(deps)).toBe(0);
    expect(inbox.mails).toEqual([]);
    await letTimePass(id, 'sending_since');
    expect(await sendQueued(deps)).toBe(1);
    const { message_id: messageId } = await row(id);
    expect(inbox.mails.map(({ parsed }) => parsed.messageId)).toEqual([`<${String(messageId)}@kam.example>`]);
  });

  it('leaves a fresh mail to its activity and takes up an old one', async () => {
    const id = await queue();
    expect(await sendQueued(deps)).toBe(0);
    await letTimePass(id, 'queued_at');
    expect(await sendQueued(deps)).toBe(1);
    expect(inbox.mails).toHaveLength(1);
  });

  it('sends nothing while mail is switched off, keeps every mail, and sends them once released', async () => {
    const id = await queue();
    const off = { ...deps, mailEnabled: false };
    await createMailActivities(off).sendMail({ notificationIds: [id] });
    expect(await sendQueued(off)).toBe(0);
    expect(await row(id)).toMatchObject({ status: 'suppressed' });
    await send(id);
    expect(inbox.mails).toEqual([]);
    expect(await releaseSuppressed(deps.db)).toBe(1);
    await send(id);
    expect(inbox.mails).toHaveLength(1);
  });

  it('sends everything to one address when told to, and says for whom it was', async () => {
    const id = await queue();
    await createMailActivities({ ...deps, redirectTo: 'test@kam.example' }).sendMail({
      notificationIds: [id],
    });
    const [received] = inbox.mails;
    expect(received?.envelopeTo).toEqual(['test@kam.example']);
    expect(received?.parsed.subject).toMatch(/^\[for zoe@example.org\] /);
    const headers = new Map(received?.parsed.headers.map(({ key, value }) => [key, value]));
    expect(headers.get('x-kam-redirected-from')).toBe('zoe <zoe@example.org>');
  });

  async function reportOf(id: string): Promise<Record<string, unknown>> {
    const report = await database
      .owner('notification')
      .where({ dedupe_key: `delivery-failed/${id}` })
      .first<Record<string, unknown> | undefined>();
    return report ?? {};
  }
});

describe('link tokens', () => {
  it('are the HMAC of the link under the key that signed it, so that the same link can be mailed again', () => {
    const rotated = createLinkTokens([
      { id: 'k2', key: new Uint8Array(32).fill(9) },
      { id: 'k1', key: new Uint8Array(32).fill(7) },
    ]);
    const link = { linkId: '0b9f4a52-0000-4000-8000-000000000001', keyId: 'k1' };
    expect(rotated.token(link)).toBe(links.token(link));
    expect(rotated.currentKeyId).toBe('k2');
    expect(rotated.token({ ...link, keyId: 'k2' })).not.toBe(links.token(link));
    expect(links.token(link)).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(links.sha256(links.token(link))).toMatch(/^[0-9a-f]{64}$/);
  });

  it('cannot be made once their key is gone, and the operator is told what to put back', () => {
    expect(() => links.token({ linkId: 'x', keyId: 'k0' })).toThrow('LINK_KEYS');
  });
});
