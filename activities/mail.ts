import { ApplicationFailure } from '@temporalio/common';
import { claimDueNotifications, claimNotifications, suppressQueued } from '../db/stores/notifications.ts';
import { createDelivery, type MailDeps } from './mail-delivery.ts';

export type { MailDeps };

// A mail server greets slowly on purpose, so a few mails go out side by side.
const atOnce = 5;

/** When the delivery loop takes a mail up: queued ones that nobody has sent, and those held by a sender that is gone. */
export interface SendQueuedOptions {
  readonly limit?: number;
  readonly queuedForSeconds?: number;
  readonly sendingForSeconds?: number;
}

/** The activity that sends mails queued by other activities. `sendMail` throws a retryable failure when the server asks to try later;
 * mails that another sender holds or has sent are passed by. */
export function createMailActivities(deps: MailDeps): {
  sendMail(input: { readonly notificationIds: readonly string[] }): Promise<void>;
} {
  const deliver = createDelivery(deps);
  return {
    sendMail: async ({ notificationIds }) => {
      if (!deps.mailEnabled) {
        await suppressQueued(deps.db);
        return;
      }
      const deferred: string[] = [];
      const attempt = async (id: string): Promise<void> => {
        const [mail] = await claimNotifications(deps.db, [id]);
        if (mail !== undefined && (await deliver(mail)) === 'queued') deferred.push(id);
      };
      for (let next = 0; next < notificationIds.length; next += atOnce) {
        await Promise.all(notificationIds.slice(next, next + atOnce).map(attempt));
      }
      if (deferred.length === 0) return;
      throw ApplicationFailure.retryable(
        `The mail server asked to try later: ${deferred.join(', ')}`,
        'mailDeferred',
      );
    },
  };
}

/** Sends what activities have left behind and returns how many mails it took up; the worker's delivery loop calls it again and again.
 * Mails whose fate is unknown are sent once more, after five minutes and with the same Message-ID. */
export async function sendQueued(deps: MailDeps, options: SendQueuedOptions = {}): Promise<number> {
  if (!deps.mailEnabled) {
    await suppressQueued(deps.db);
    return 0;
  }
  const deliver = createDelivery(deps);
  const mails = await claimDueNotifications(deps.db, {
    limit: options.limit ?? 20,
    queuedForSeconds: options.queuedForSeconds ?? 60,
    sendingForSeconds: options.sendingForSeconds ?? 300,
  });
  for (let next = 0; next < mails.length; next += atOnce) {
    await Promise.all(mails.slice(next, next + atOnce).map(deliver));
  }
  return mails.length;
}
