import type { Db } from '../db/client.ts';
import { askersOf } from '../db/read-models/digests.ts';
import { findMailReader } from '../db/read-models/mail-readers.ts';
import { accountsLosingSponsor } from '../db/read-models/sponsored-accounts.ts';
import { recordSignal } from '../db/stores/signals.ts';
import type { ClaimedNotification, DeliveryOutcome } from '../db/stores/notifications.ts';
import { questionLinksOf } from './digest-urls.ts';
import { queueMail } from './mail-queue.ts';

/** Queues a mail to the account's manager when this mail was refused for good, or when its fate is still unknown after the second try;
 * for a digest, one to each who asked a question in it. One that a sponsor does not get is a signal of the accounts that count on them. A report that cannot be delivered is not reported again. */
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
  if (outcome.status === 'failed') await signalLostSponsor(db, { ...undelivered, error });
  for (const managerId of await managersOf(db, mail))
    await tell(db, { ...undelivered, managerId, error, uncertain });
}

// A sponsor who cannot be written to is missing wherever they are counted on.
async function signalLostSponsor(
  db: Db,
  lost: { readonly mail: ClaimedNotification; readonly error: string; readonly at: Date },
): Promise<void> {
  const { mail, error: reason, at } = lost;
  const { personId, toName: name } = mail;
  if (personId === null) return;
  for (const accountId of await accountsLosingSponsor(db, { personId, at }))
    await recordSignal(db, {
      kind: 'sponsor.unreachable',
      ...{ accountId, planId: null, subject: `${personId}/${accountId}`, occurredAt: at },
      evidence: { name, reason },
    });
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
