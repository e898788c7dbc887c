import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import type { NotificationStatus } from './notifications.ts';

const retriable: readonly NotificationStatus[] = ['failed', 'unknown', 'suppressed'];

/**
 * Puts a mail that failed, was kept back or whose fate is unknown into the queue again, with its audit event. It keeps its
 * Message-ID, so a mailbox that got it already shows it once. Throws `notFound`, or `conflict` for any other state.
 */
export async function retryNotification(
  db: Db,
  retry: { readonly id: string; readonly by: Actor; readonly at: Date },
): Promise<void> {
  await db.transaction(async (trx) => {
    const row = await trx('notification')
      .where({ id: retry.id })
      .forUpdate()
      .first<{ status: NotificationStatus; workflow_id: string | null } | undefined>('status', 'workflow_id');
    if (row === undefined) throw new DomainError('notFound', `There is no notification ${retry.id}.`);
    if (!retriable.includes(row.status))
      throw new DomainError(
        'conflict',
        `Notification ${retry.id} is ${row.status}; only ${retriable.join(', ')} can be retried.`,
      );
    const now = trx.raw('clock_timestamp()');
    await trx('notification')
      .where({ id: retry.id })
      .update({ status: 'queued', uncertain_attempts: 0, queued_at: now, next_attempt_at: now });
    await appendAudit(trx, {
      chain: row.workflow_id ?? 'notifications',
      at: retry.at,
      actor: retry.by,
      kind: 'notification.retried',
      subject: retry.id,
      data: { was: row.status },
    });
  });
}
