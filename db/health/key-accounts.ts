import type { Db } from '../client.ts';

/** The accounts of a programme above `from` and up to `to` that were key accounts on a day ('YYYY-MM-DD', in UTC), by id. */
export async function keyAccountsOn(
  db: Db,
  of: { readonly programmeId: string; readonly asOf: string; readonly from?: string; readonly to?: string },
): Promise<readonly string[]> {
  const dayStart = new Date(`${of.asOf}T00:00:00Z`);
  const dayEnd = new Date(dayStart.getTime() + 86_400_000);
  const rows = await db('designation')
    .distinct('account_id')
    .where('programme_id', of.programmeId)
    .where('account_id', '>', of.from ?? '0')
    .where('account_id', '<=', of.to ?? '9223372036854775807')
    .where('designated_at', '<', dayEnd)
    .where((still) => void still.whereNull('ended_at').orWhere('ended_at', '>=', dayStart))
    .orderBy('account_id')
    .select<{ account_id: string }[]>('account_id');
  return rows.map((row) => row.account_id);
}
