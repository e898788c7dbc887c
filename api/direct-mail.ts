import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Clock } from '../domain/clock.ts';
import { spokenLanguage } from '../domain/reader-format.ts';
import { MailDeliveryError } from '../mail/delivery-error.ts';
import type { DirectMessage } from '../mail/messages.ts';
import { createMailRenderer } from '../mail/render.ts';
import type { MailTransport } from '../mail/transport.ts';

/** Who gets a direct mail. */
interface DirectRecipient {
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly timeZone: string;
}

/** A mail that somebody waits for at a page: a code, or with `linkUrl` a sign-in link. */
interface DirectMail {
  readonly to: DirectRecipient;
  readonly message: DirectMessage;
  readonly linkUrl?: string | undefined;
}

/** Hands a mail to the mail server and says whether it may arrive; never throws. Nothing of it is stored, queued or logged. */
export type SendDirectly = (mail: DirectMail) => Promise<'sent' | 'notSent'>;

/** What direct mails stand on; `mailEnabled` and `redirectTo` mean the same as for queued ones. */
export interface DirectMailDeps {
  readonly transport: MailTransport;
  readonly clock: Clock;
  readonly log: Logger;
  readonly publicUrl: string;
  readonly mailEnabled: boolean;
  readonly redirectTo?: string | undefined;
}

// Somebody is waiting at a page; a mail server that takes longer may still deliver.
const patienceMs = 20_000;

/** Sends mails straight from the process that answers the page, so that a secret passes through no table and no worker. */
export function createDirectMail(deps: DirectMailDeps): SendDirectly {
  const render = createMailRenderer();
  const deliver = async ({ to, message, linkUrl }: DirectMail): Promise<void> => {
    const { transport, redirectTo, clock, publicUrl } = deps;
    const { language, timeZone } = to;
    const rendered = await render(message, { language, timeZone, linkUrl, publicUrl });
    await transport.send({
      ...rendered,
      messageId: `${randomUUID()}@${transport.domain}`,
      inReplyTo: null,
      to: { name: to.name, address: redirectTo ?? to.email },
      subject: redirectTo === undefined ? rendered.subject : `[for ${to.email}] ${rendered.subject}`,
      language: spokenLanguage(language),
      date: clock.now(),
      redirectedFrom: redirectTo === undefined ? undefined : `${to.name} <${to.email}>`,
    });
  };
  return async (mail) => {
    const { kind } = mail.message;
    if (!deps.mailEnabled) {
      deps.log.warn({ kind }, 'mail is switched off, so nothing was sent');
      return 'notSent';
    }
    const sending = deliver(mail).then(
      () => 'sent' as const,
      (error: unknown) => outcomeOf(error, { kind, log: deps.log }),
    );
    return Promise.race([sending, setTimeout(patienceMs, 'sent' as const, { ref: false })]);
  };
}

// Where the mail server went silent after it had the message, the mail may have arrived.
function outcomeOf(error: unknown, { kind, log }: { kind: string; log: Logger }): 'sent' | 'notSent' {
  const outcome = error instanceof MailDeliveryError ? error.outcome : 'temporary';
  log.warn({ kind, outcome, error: error instanceof Error ? error.message : String(error) }, 'direct mail');
  return outcome === 'unknown' ? 'sent' : 'notSent';
}
