import type { AccountEntry } from '../../domain/import-people.ts';
import type { Db } from '../client.ts';

/** Creates or updates contacts of one account by key; says how many rows changed. Part of the caller's transaction. */
export async function upsertContacts(
  db: Db,
  { accountId, contacts }: { accountId: string; contacts: NonNullable<AccountEntry['contacts']> },
): Promise<number> {
  let changed = 0;
  for (const contact of contacts) {
    const { rowCount } = await db.raw<{ rowCount: number }>(
      `insert into contact as c (account_id, key, name, email, role, influence, support, last_contact_on)
       values (:accountId, :key, :name, :email, :role, :influence, :support, :lastContactOn)
       on conflict (account_id, key) do update set (name, email, role, influence, support, last_contact_on) =
         row(excluded.name, excluded.email, excluded.role, excluded.influence, excluded.support, excluded.last_contact_on)
       where (c.name, c.email, c.role, c.influence, c.support, c.last_contact_on) is distinct from
         (excluded.name, excluded.email, excluded.role, excluded.influence, excluded.support, excluded.last_contact_on)`,
      { accountId, ...contact },
    );
    changed += rowCount;
  }
  return changed;
}
