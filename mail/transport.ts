import MailComposer from 'nodemailer/lib/mail-composer';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import { MailDeliveryError } from './delivery-error.ts';
import { greet, transmit } from './smtp-session.ts';

/** A file that goes with a mail; one of the type 'text/calendar; method=…' is sent as an invitation. */
export interface MailAttachment {
  readonly name: string;
  readonly type: string;
  readonly content: string | Buffer;
}

/** One mail for one recipient. `messageId` and `inReplyTo` are without angle brackets; `redirectedFrom` is shown when it was redirected;
 * `unsubscribeUrl` takes the POST by which a mail program ends mails of this kind (RFC 8058). */
export interface OutgoingMail {
  readonly messageId: string;
  readonly inReplyTo: string | null;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments?: readonly MailAttachment[];
  readonly language: string;
  readonly date: Date;
  readonly redirectedFrom?: string | undefined;
  readonly unsubscribeUrl?: string | undefined;
}

/** Sends mails over SMTP, one connection each. */
export interface MailTransport {
  readonly domain: string;
  send(mail: OutgoingMail): Promise<void>;
  verify(): Promise<void>;
}

const singleAddress = /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[^\s@<>()[\]\\,;:"\p{Cc}]+$/u;
const seconds = 1000;

/** A transport for `smtpUrl` (smtp:// or smtps://, options in its query as nodemailer reads them) that sends as `from`, an address with or
 * without a name. `send` throws `MailDeliveryError`, whose outcome says whether trying again makes sense; `verify` throws if the server
 * does not let us in. */
export function createMailTransport(settings: {
  readonly smtpUrl: string;
  readonly from: string;
}): MailTransport {
  const sender = parseSender(settings.from);
  const options = {
    connectionTimeout: 10 * seconds,
    greetingTimeout: 10 * seconds,
    socketTimeout: 60 * seconds,
  };
  const connection = { ...options, ...parseConnectionUrl(settings.smtpUrl) };
  return {
    domain: sender.address.slice(sender.address.lastIndexOf('@') + 1),
    send: async (mail) => {
      if (!singleAddress.test(mail.to.address)) {
        throw new MailDeliveryError('permanent', `“${oneLine(mail.to.address)}” is not a mail address.`);
      }
      const message = await compose(mail, sender);
      await transmit(connection, { from: sender.address, to: mail.to.address, message });
    },
    verify: () => greet(connection),
  };
}

function parseSender(from: string): { name: string; address: string } {
  const named = /^\s*"?(.*?)"?\s*<([^<>]+)>\s*$/.exec(from);
  const address = (named?.[2] ?? from).trim();
  if (!singleAddress.test(address)) throw new Error(`MAIL_FROM names no mail address: ${from}`);
  return { name: oneLine(named?.[1] ?? ''), address };
}

function compose(mail: OutgoingMail, sender: { name: string; address: string }): Promise<Buffer> {
  const parent =
    mail.inReplyTo === null ? {} : { inReplyTo: `<${mail.inReplyTo}>`, references: `<${mail.inReplyTo}>` };
  return new MailComposer({
    from: sender,
    to: { name: oneLine(mail.to.name), address: mail.to.address },
    subject: oneLine(mail.subject),
    messageId: `<${mail.messageId}>`,
    ...parent,
    date: mail.date,
    text: mail.text,
    html: mail.html,
    ...invitationOf(mail),
    attachments: (mail.attachments ?? []).filter(isNoInvitation).map(({ name, type, content }) => ({
      filename: name,
      contentType: type,
      content,
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': mail.language,
      ...(mail.unsubscribeUrl !== undefined && {
        'List-Unsubscribe': { prepared: true, value: `<${mail.unsubscribeUrl}>` },
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
      ...(mail.redirectedFrom !== undefined && { 'X-Kam-Redirected-From': oneLine(mail.redirectedFrom) }),
    },
  })
    .compile()
    .build();
}

const invitation = /^text\/calendar; method=(REQUEST|CANCEL)$/;

function isNoInvitation({ type }: MailAttachment): boolean {
  return !invitation.test(type);
}

// A mail program takes a calendar for an invitation only where it stands beside the texts, with its method (RFC 6047, 2.4).
function invitationOf({ attachments = [] }: OutgoingMail): {
  readonly icalEvent?: { readonly method: string; readonly filename: string; readonly content: string };
} {
  for (const { name, type, content } of attachments) {
    const [, method] = invitation.exec(type) ?? [];
    if (method !== undefined) return { icalEvent: { method, filename: name, content: String(content) } };
  }
  return {};
}

function oneLine(value: string): string {
  return value
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}
