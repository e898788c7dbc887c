import { DateTime } from 'luxon';
import type { Db } from '../client.ts';

// A sponsor whose mails come back is news once in that time, however many come back.
const newsForDays = 30;

/** The accounts with an open process of which a person is the sponsor, and of which it is news that the sponsor cannot be reached. */
export async function accountsLosingSponsor(
  db: Db,
  of: { readonly personId: string; readonly at: Date },
): Promise<readonly string[]> {
  const since = DateTime.fromJSDate(of.at).minus({ days: newsForDays }).toJSDate();
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select a.id from account a join team_member t on t.account_id = a.id and t.function = 'sponsor' and t.person_id = :personId
     where a.active and exists (select from process p where p.account_id = a.id and p.state = 'open')
       and not exists (select from signal s where s.account_id = a.id and s.kind = 'sponsor.unreachable' and s.occurred_at > :since)
     order by a.id`,
    { personId: of.personId, since },
  );
  return rows.map(({ id }) => id);
}
