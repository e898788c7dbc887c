import type { Db } from '../db/client.ts';
import { askersOf } from '../db/read-models/digests.ts';
import { findMailReader } from '../db/read-models/mail-readers.ts';
import type { ClaimedNotification, DeliveryOutcome } from '../db/stores/notifications.ts';
import { questionLinksOf } from './digest-urls.ts';
import { queueMail } from './mail-queue.ts';

/** Queues a mail to the account's manager when this mail was refused for good, or when its fate is still unknown after the second try;
 * for a digest, one to each who asked a question in it. A report that cannot be delivered is not reported again. */
export async function reportUndelivered(
  db: Db,
  undelivered: {
    readonly mail: ClaimedNotification;
    readonly outcome: DeliveryOutcome;
    readonly subject: string;
    readonly at: Date;
  },
): Promise<void> {
  const { mail, outcome } = undelivered;
  const uncertain = outcome.status === 'unknown' && mail.uncertainAttempts > 0;
  if ((outcome.status !== 'failed' && !uncertain) || mail.kind === 'delivery-failed') return;
  const error = 'error' in outcome ? outcome.error : '';
  for (const managerId of await managersOf(db, mail))
    await tell(db, { ...undelivered, managerId, error, uncertain });
}

async function managersOf(db: Db, mail: ClaimedNotification): Promise<readonly string[]> {
  const questions = questionLinksOf(mail);
  if (questions.length > 0) return askersOf(db, questions);
  return mail.managerId === null ? [] : [mail.managerId];
}

async function tell(
  db: Db,
  failure: {
    readonly mail: ClaimedNotification;
    readonly managerId: string;
    readonly subject: string;
    readonly error: string;
    readonly uncertain: boolean;
    readonly at: Date;
  },
): Promise<void> {
  const { mail, managerId, subject, error, uncertain, at } = failure;
  const manager = await findMailReader(db, managerId);
  if (manager === undefined) return;
  const { toName, toAddress } = mail;
  const several = managerId === mail.managerId ? '' : `/${managerId}`;
  await queueMail(db, {
    dedupeKey: `delivery-failed/${mail.id}${several}`,
    workflowId: mail.workflowId,
    to: manager,
    occurredAt: at,
    message: { kind: 'delivery-failed', data: { toName, toAddress, subject, error, uncertain } },
  });
}
