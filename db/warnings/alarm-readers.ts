import type { Person } from '../../domain/person.ts';
import type { Db } from '../client.ts';
import { peopleById } from '../read-models/planning-context.ts';

/** Who is told of an account's alarms, where its process runs, and what mails call it; `reader` is undefined where nobody active answers for it. */
export interface AlarmReader {
  readonly accountId: string;
  readonly accountName: string;
  readonly reader: Person | undefined;
  /** The open process that is the account's life in the programme. */
  readonly workflowId: string | null;
}

interface ReaderRow {
  account_id: string;
  name: string;
  reader_id: string | null;
  workflow_id: string | null;
}

const readersSql = `
  select a.id as account_id, a.name, w.workflow_id, (
    select p.id from (values (1, a.manager_id), (2, a.director_id), (3, g.owner_id)) as one (place, id)
      join person p on p.id = one.id and p.active
    order by exists (select from absence b where b.person_id = p.id and b.cancelled_at is null
      and b.starts_at <= :at and b.ends_at > :at), one.place
    limit 1) as reader_id
  from account a join programme g on g.id = a.programme_id
    left join process w on w.workflow_id = 'account-review/' || a.id and w.state = 'open'
  where a.id = any(:ids)`;

/** For each account the first of its manager, its director and the programme's owner who is active and not away; where all are away, the first who is active. */
export async function alarmReaders(
  db: Db,
  of: { readonly accountIds: readonly string[]; readonly at: Date },
): Promise<ReadonlyMap<string, AlarmReader>> {
  const { rows } = await db.raw<{ rows: ReaderRow[] }>(readersSql, { ids: [...of.accountIds], at: of.at });
  const ids = rows.flatMap(({ reader_id: id }) => (id === null ? [] : [id]));
  const people = await peopleById(db, [...new Set(ids)]);
  return new Map(
    rows.map((row) => [
      row.account_id,
      {
        accountId: row.account_id,
        accountName: row.name,
        reader: people.get(row.reader_id ?? ''),
        workflowId: row.workflow_id,
      },
    ]),
  );
}
