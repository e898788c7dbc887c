import type { Logger } from 'pino';
import type { Db } from '../db/client.ts';
import type { LinkTokens } from '../db/link-token.ts';
import type { ReceiptSeal } from '../db/receipt-seal.ts';
import {
  settleNotification,
  type ClaimedNotification,
  type DeliveryOutcome,
} from '../db/stores/notifications.ts';
import type { Clock } from '../domain/clock.ts';
import { DomainError } from '../domain/errors.ts';
import { spokenLanguage } from '../domain/reader-format.ts';
import { MailDeliveryError } from '../mail/delivery-error.ts';
import type { MailReader } from '../mail/messages.ts';
import { createMailRenderer, type RenderedMail } from '../mail/render.ts';
import type { MailAttachment, MailTransport, OutgoingMail } from '../mail/transport.ts';
import { createDocumentPrinter } from '../packs/document-printer.ts';
import { digestUrlsOf } from './digest-urls.ts';
import { attachmentsOf } from './mail-attachments.ts';
import { rememberPrints } from './remembered-prints.ts';
import { reportUndelivered } from './mail-report.ts';

/** What sending needs. With `mailEnabled` false nothing leaves and every mail is kept as suppressed; `redirectTo` sends all of them to
 * one address and says for whom they were. */
export interface MailDeps {
  readonly db: Db;
  readonly transport: MailTransport;
  readonly links: LinkTokens;
  readonly receipts: ReceiptSeal;
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly mailEnabled: boolean;
  readonly redirectTo?: string | undefined;
}

const minute = 60;
const resendUnknownAfter = 5 * minute;
const longestPause = 60 * minute;

/** Sends claimed mails: renders, hands over, records the outcome, and tells the manager when a mail will not arrive. */
export function createDelivery(
  deps: MailDeps,
): (mail: ClaimedNotification) => Promise<DeliveryOutcome['status']> {
  const render = createMailRenderer();
  const print = rememberPrints(createDocumentPrinter());
  return async (mail) => {
    let subject = mail.kind;
    let outcome: DeliveryOutcome;
    try {
      const rendered = await render(mail, await readerOf(mail, deps));
      subject = rendered.subject;
      const attachments = await attachmentsOf(mail, { ...deps, print });
      await deps.transport.send(outgoing({ mail, rendered, attachments }, deps));
      outcome = { status: 'sent', at: deps.clock.now() };
    } catch (error) {
      outcome = outcomeOf(error, mail);
    }
    await record(deps, { mail, outcome, subject });
    return outcome.status;
  };
}

async function record(
  deps: MailDeps,
  sent: { readonly mail: ClaimedNotification; readonly outcome: DeliveryOutcome; readonly subject: string },
): Promise<void> {
  const { mail, outcome, subject } = sent;
  await deps.db.transaction(async (trx) => {
    const settled = await settleNotification(trx, { id: mail.id, attempts: mail.attempts, outcome });
    if (settled) await reportUndelivered(trx, { mail, outcome, subject, at: deps.clock.now() });
  });
  const error = 'error' in outcome ? outcome.error : undefined;
  const level = outcome.status === 'sent' ? 'info' : 'warn';
  deps.log[level]({ notificationId: mail.id, kind: mail.kind, status: outcome.status, error }, 'mail');
}

async function readerOf(mail: ClaimedNotification, deps: MailDeps): Promise<MailReader> {
  const { linkKeyId, language, timeZone } = mail;
  const link = linkOf(mail);
  const { publicUrl, links } = deps;
  const digest = await digestUrlsOf(mail, deps);
  const reader = { language, timeZone, publicUrl, digest };
  if (link === undefined || linkKeyId === null) return { ...reader, linkUrl: undefined };
  const token = links.token({ linkId: link.id, keyId: linkKeyId });
  return { ...reader, linkUrl: new URL(`/${link.place}/${token}`, publicUrl).href };
}

function linkOf(mail: ClaimedNotification): { readonly place: string; readonly id: string } | undefined {
  const {
    linkId: d,
    questionLinkId: q,
    commitmentLinkId: c,
    leaseLinkId: p,
    surveyLinkId: s,
    escalationLinkId: e,
  } = mail;
  const ids = { d, q, c, p, s, e };
  return Object.entries(ids)
    .map(([place, id]) => ({ place, id }))
    .find((link): link is { place: string; id: string } => link.id !== null);
}

function outgoing(
  content: {
    readonly mail: ClaimedNotification;
    readonly rendered: RenderedMail;
    readonly attachments: readonly MailAttachment[];
  },
  deps: MailDeps,
): OutgoingMail {
  const { mail, rendered, attachments } = content;
  const { domain } = deps.transport;
  const intended = { name: mail.toName, address: mail.toAddress };
  const redirected = deps.redirectTo !== undefined;
  return {
    messageId: `${mail.messageId}@${domain}`,
    inReplyTo: mail.inReplyTo === null ? null : `${mail.inReplyTo}@${domain}`,
    to: deps.redirectTo === undefined ? intended : { name: mail.toName, address: deps.redirectTo },
    subject: redirected ? `[for ${mail.toAddress}] ${rendered.subject}` : rendered.subject,
    text: rendered.text,
    html: rendered.html,
    attachments,
    language: spokenLanguage(mail.language),
    date: deps.clock.now(),
    unsubscribeUrl: rendered.unsubscribeUrl,
    redirectedFrom: redirected ? `${mail.toName} <${mail.toAddress}>` : undefined,
  };
}

function outcomeOf(error: unknown, mail: ClaimedNotification): DeliveryOutcome {
  const message = error instanceof Error ? error.message : String(error);
  const failure = error instanceof MailDeliveryError ? error.outcome : 'temporary';
  if (failure === 'permanent' || (error instanceof DomainError && error.code === 'invalid')) {
    return { status: 'failed', error: message };
  }
  if (failure === 'unknown') return { status: 'unknown', error: message, retryInSeconds: resendUnknownAfter };
  if (mail.stale) return { status: 'failed', error: `Tried for three days: ${message}` };
  const retryInSeconds = Math.min(longestPause, minute * 2 ** Math.min(mail.attempts - 1, 6));
  return { status: 'queued', error: message, retryInSeconds };
}
