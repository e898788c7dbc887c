import type { Db } from '../client.ts';

const columns = { askAt: 'ask_at', remindAt: 'remind_at', silentAt: 'silent_at', missAt: 'miss_at' } as const;

/** When something becomes of a commitment by itself; `null` once that was used up or nothing is to come. */
export async function dueOfCommitment(
  db: Db,
  of: { readonly id: string; readonly date: keyof typeof columns },
): Promise<Date | null> {
  const row = await db('commitment')
    .where({ id: of.id })
    .first<{ due: Date | null } | undefined>(`${columns[of.date]} as due`);
  return row?.due ?? null;
}
