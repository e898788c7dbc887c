import type { Db } from '../client.ts';

/** A key account: designated by a cycle, in force until it ends. */
export interface Designation {
  readonly id: string;
  readonly accountId: string;
  readonly accountKey: string;
  readonly accountName: string;
  readonly cycleId: string;
  readonly designatedAt: Date;
}

/** The designations in force of a programme, or those that a cycle made, by account. */
export async function designationsInForce(
  db: Db,
  of: { readonly programmeId: string } | { readonly cycleId: string },
): Promise<readonly Designation[]> {
  const where = 'cycleId' in of ? { 'd.cycle_id': of.cycleId } : { 'd.programme_id': of.programmeId };
  return db('designation as d')
    .join('account as a', 'a.id', 'd.account_id')
    .where(where)
    .whereNull('d.ended_at')
    .orderBy('d.account_id')
    .select<Designation[]>({
      id: 'd.id',
      accountId: 'd.account_id',
      accountKey: 'a.key',
      accountName: 'a.name',
      cycleId: 'd.cycle_id',
      designatedAt: 'd.designated_at',
    });
}

/** Designates an account unless it is a key account already; says whether it did. */
export async function designateAccount(
  db: Db,
  designation: { accountId: string; programmeId: string; cycleId: string; at: Date },
): Promise<boolean> {
  const rows = await db('designation')
    .insert({
      account_id: designation.accountId,
      programme_id: designation.programmeId,
      cycle_id: designation.cycleId,
      designated_at: designation.at,
    })
    .onConflict(db.raw('(account_id) where ended_at is null'))
    .ignore()
    .returning<{ id: string }[]>('id');
  return rows.length === 1;
}
