import type { Db } from '../client.ts';
import { getSweep } from '../stores/warning-sweeps.ts';

/** The next key accounts of a programme after the one with the number `after`: those designated now and active, in the order of their numbers. */
export async function nextKeyAccounts(
  db: Db,
  of: { readonly programmeId: string; readonly after: string; readonly limit: number },
): Promise<readonly string[]> {
  return db('designation as d')
    .join('account as a', 'a.id', 'd.account_id')
    .where({ 'd.programme_id': of.programmeId, 'a.active': true })
    .whereNull('d.ended_at')
    .where('d.account_id', '>', of.after)
    .orderBy('d.account_id')
    .limit(of.limit)
    .pluck<string[]>('d.account_id');
}

/** Key accounts of a sweep after the one with the number `from`, with its programme and day; none of one that was abandoned. Throws `notFound`. */
export async function sweptAccounts(
  db: Db,
  { sweepId, from, limit }: { readonly sweepId: string; readonly from: string; readonly limit: number },
): Promise<{ readonly programmeId: string; readonly asOf: string; readonly accountIds: readonly string[] }> {
  const { programmeId, asOf, state } = await getSweep(db, sweepId);
  const accountIds =
    state === 'abandoned' ? [] : await nextKeyAccounts(db, { programmeId, after: from, limit });
  return { programmeId, asOf, accountIds };
}
