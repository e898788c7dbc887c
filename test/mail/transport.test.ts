import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MailDeliveryError } from '../../mail/delivery-error.ts';
import { createMailTransport, type OutgoingMail } from '../../mail/transport.ts';
import { startInbox, type SmtpInbox } from './smtp-inbox.ts';

const from = 'Key Accounts <kam@kam.example>';
const mail: OutgoingMail = {
  messageId: 'kam.2@kam.example',
  inReplyTo: 'kam.1@kam.example',
  to: { name: 'Zoë Müller', address: 'zoe@example.org' },
  subject: 'Your decision, please: Räume für März',
  text: 'Grüße aus Lisboa\n',
  html: '<p>Grüße aus Lisboa</p>',
  language: 'en',
  date: new Date('2026-12-01T09:00:00Z'),
};

describe('sending a mail over SMTP', () => {
  let inbox: SmtpInbox;
  beforeAll(async () => {
    inbox = await startInbox();
  });
  afterEach(() => {
    inbox.mails.length = 0;
    delete inbox.behaviour.recipient;
    delete inbox.behaviour.message;
  });
  afterAll(() => inbox.close());

  const send = (change: Partial<OutgoingMail> = {}): Promise<void> =>
    createMailTransport({ smtpUrl: inbox.url, from }).send({ ...mail, ...change });
  const outcome = async (sending: Promise<void>): Promise<string> => {
    const error: unknown = await sending.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(MailDeliveryError);
    return (error as MailDeliveryError).outcome;
  };

  it('gives the mail its own Message-ID, its thread, and marks it as generated', async () => {
    await send();
    const [received] = inbox.mails;
    expect(received?.envelopeTo).toEqual(['zoe@example.org']);
    const headers = new Map(received?.parsed.headers.map(({ key, value }) => [key, value]));
    expect(headers.get('message-id')).toBe('<kam.2@kam.example>');
    expect(headers.get('in-reply-to')).toBe('<kam.1@kam.example>');
    expect(headers.get('references')).toBe('<kam.1@kam.example>');
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.has('list-unsubscribe')).toBe(false);
    expect(received?.parsed.date).toBe('2026-12-01T09:00:00.000Z');
    expect(received?.parsed.subject).toBe(mail.subject);
    expect(received?.parsed.to?.[0]).toMatchObject({ name: 'Zoë Müller', address: 'zoe@example.org' });
    expect(received?.parsed.text?.trim()).toBe('Grüße aus Lisboa');
    expect(received?.parsed.html).toContain('<p>Grüße aus Lisboa</p>');
  });

  it.each(['\r\n', '\n', '\r', '\u0000\r\n ', '\u2028'])(
    'lets no line break (%j) add a header',
    async (lineBreak) => {
      const injected = `x${lineBreak}Bcc: spy@evil.example${lineBreak}X-Spy: yes`;
      await send({
        subject: injected,
        to: { name: injected, address: 'zoe@example.org' },
        redirectedFrom: injected,
      });
      const [received] = inbox.mails;
      expect(received?.envelopeTo).toEqual(['zoe@example.org']);
      expect(received?.parsed.headers.map(({ key }) => key)).not.toContain('x-spy');
      expect(received?.parsed.bcc).toBeUndefined();
      expect(received?.parsed.subject).toBe('x Bcc: spy@evil.example X-Spy: yes');
      expect(received?.parsed.to).toHaveLength(1);
    },
  );

  it.each([
    'zoe@example.org\r\nRCPT TO:<spy@evil.example>',
    'zoe@example.org, spy@evil.example',
    'zoe',
    '<zoe@example.org>',
  ])('refuses %j as an address before anything is sent', async (address) => {
    expect(await outcome(send({ to: { name: 'Zoë', address } }))).toBe('permanent');
    expect(inbox.mails).toEqual([]);
  });

  it('calls a 4xx answer temporary and a 5xx answer permanent, to the recipient as to the message', async () => {
    inbox.behaviour.recipient = { code: 451, text: 'Try later' };
    expect(await outcome(send())).toBe('temporary');
    inbox.behaviour.recipient = { code: 550, text: 'No such user' };
    expect(await outcome(send())).toBe('permanent');
    delete inbox.behaviour.recipient;
    inbox.behaviour.message = { code: 452, text: 'Mailbox full' };
    expect(await outcome(send())).toBe('temporary');
    inbox.behaviour.message = { code: 554, text: 'Looks like spam' };
    expect(await outcome(send())).toBe('permanent');
  });

  it('calls the fate of a mail unknown when the connection is lost after the message was handed over', async () => {
    inbox.behaviour.message = 'drop';
    expect(await outcome(send())).toBe('unknown');
  });

  it('does not blame the recipient when the server refuses our login or cannot be reached', async () => {
    const strict = await startInbox({ refuseLogin: true });
    const login = strict.url.replace('//', '//kam:wrong@');
    expect(await outcome(createMailTransport({ smtpUrl: login, from }).send(mail))).toBe('temporary');
    await expect(createMailTransport({ smtpUrl: login, from }).verify()).rejects.toThrow('No such login');
    await strict.close();
    expect(await outcome(createMailTransport({ smtpUrl: strict.url, from }).send(mail))).toBe('temporary');
  });

  it('finds the server ready when it is', async () => {
    await expect(createMailTransport({ smtpUrl: inbox.url, from }).verify()).resolves.toBeUndefined();
  });
});
