import type { Db } from '../db/client.ts';
import { findMailReader } from '../db/read-models/mail-readers.ts';
import type { ClaimedNotification, DeliveryOutcome } from '../db/stores/notifications.ts';
import { queueMail } from './mail-queue.ts';

/** Queues a mail to the account's manager when this mail was refused for good, or when its fate is still unknown after the second try.
 * A report that cannot be delivered is not reported again. */
export async function reportUndelivered(
  db: Db,
  undelivered: {
    readonly mail: ClaimedNotification;
    readonly outcome: DeliveryOutcome;
    readonly subject: string;
    readonly at: Date;
  },
): Promise<void> {
  const { mail, outcome, subject, at } = undelivered;
  const uncertain = outcome.status === 'unknown' && mail.uncertainAttempts > 0;
  if ((outcome.status !== 'failed' && !uncertain) || mail.kind === 'delivery-failed') return;
  const manager = mail.managerId === null ? undefined : await findMailReader(db, mail.managerId);
  if (manager === undefined) return;
  await queueMail(db, {
    dedupeKey: `delivery-failed/${mail.id}`,
    workflowId: mail.workflowId,
    to: manager,
    occurredAt: at,
    message: {
      kind: 'delivery-failed',
      data: {
        toName: mail.toName,
        toAddress: mail.toAddress,
        subject,
        error: 'error' in outcome ? outcome.error : '',
        uncertain,
      },
    },
  });
}
