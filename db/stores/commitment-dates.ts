import type { Db } from '../client.ts';

const columns = {
  askAt: 'ask_at',
  remindAt: 'remind_at',
  silentAt: 'silent_at',
  missAt: 'miss_at',
  dueSoonAt: 'due_soon_at',
  lateAt: 'late_at',
  settleRemindAt: 'settle_remind_at',
  settleTellAt: 'settle_tell_at',
} as const;

/** One of the dates on which something becomes of a commitment by itself. */
export type CommitmentDate = keyof typeof columns;

/** When something becomes of a commitment by itself; `null` once that was used up or nothing is to come. */
export async function dueOfCommitment(
  db: Db,
  of: { readonly id: string; readonly date: CommitmentDate },
): Promise<Date | null> {
  const row = await db('commitment')
    .where({ id: of.id })
    .first<{ due: Date | null } | undefined>(`${columns[of.date]} as due`);
  return row?.due ?? null;
}
