import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';

/** Counts a reminder and sets the next one; `null` when there is no further one. */
export async function remindSeat(db: Db, reminder: { seatId: string; remindAt: Date | null }): Promise<void> {
  await db('approver')
    .where({ id: reminder.seatId, state: 'asked' })
    .update({ remind_at: reminder.remindAt, reminders: db.raw('reminders + 1') });
}

/** Ends the time in which this seat could answer. */
export async function expireSeat(db: Db, seatId: string): Promise<void> {
  await db('approver').where({ id: seatId, state: 'asked' }).update({ state: 'expired', remind_at: null });
}

/** The link that this seat's mails carry. Throws `notFound` if it was never asked. */
export async function linkOf(db: Db, seatId: string): Promise<string> {
  const row = await db('approval_link')
    .where({ approver_id: seatId })
    .orderBy('created_at', 'desc')
    .first<{ id: string } | undefined>('id');
  if (!row) throw new DomainError('notFound', `Approver ${seatId} has no link.`);
  return row.id;
}
