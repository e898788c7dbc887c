import type { AccountEntry } from '../../domain/import-people.ts';
import type { Db } from '../client.ts';

interface StoredAccount {
  id: string;
  key: string;
  parent: string | null;
}

/** An account's entry in a people file, and the ids of everybody and everything it may name. */
export interface Assignment {
  readonly entry: AccountEntry;
  readonly ids: {
    readonly people: ReadonlyMap<string, { id: string }>;
    readonly accounts: ReadonlyMap<string, { id: string }>;
  };
}

interface Team {
  readonly accountId: string;
  readonly members: readonly { function: string; person_id: string }[];
}

/** Every account's parent's key, by key. */
export async function accountsByKey(db: Db): Promise<ReadonlyMap<string, StoredAccount>> {
  const rows = await db('account as a')
    .leftJoin('account as p', 'p.id', 'a.parent_id')
    .select<StoredAccount[]>('a.id', 'a.key', 'p.key as parent');
  return new Map(rows.map((row) => [row.key, row]));
}

/** Sets what `entry` says of an account and of who answers for it, people and accounts by id; says whether anything changed. Part
 * of the caller's transaction. */
export async function assignAccount(db: Db, { entry, ids }: Assignment): Promise<boolean> {
  const accountId = ids.accounts.get(entry.key)?.id;
  const personId = (key: string | undefined): string | undefined =>
    key === undefined ? undefined : ids.people.get(key)?.id;
  const row = {
    name: entry.name,
    region: entry.region,
    time_zone: entry.timeZone,
    manager_id: personId(entry.manager),
    director_id: personId(entry.director),
    parent_id: entry.parent === null ? null : entry.parent && ids.accounts.get(entry.parent)?.id,
  };
  const given = Object.entries(row).filter(([, value]) => value !== undefined);
  const stored = await db('account').where({ id: accountId }).first<Record<string, unknown>>();
  const changes = given.filter(([column, value]) => stored[column] !== value);
  if (changes.length > 0) await db('account').where({ id: accountId }).update(Object.fromEntries(changes));
  if (accountId === undefined || entry.team === undefined) return changes.length > 0;
  const members = Object.entries(entry.team).map(([part, key]) => ({
    function: part,
    person_id: personId(key) ?? '',
  }));
  return (await replaceTeam(db, { accountId, members })) || changes.length > 0;
}

async function replaceTeam(db: Db, { accountId, members }: Team): Promise<boolean> {
  const stored = await db('team_member')
    .where({ account_id: accountId })
    .select<{ function: string; person_id: string }[]>('function', 'person_id');
  const told = (list: Team['members']): string =>
    list
      .map((each) => `${each.function} ${each.person_id}`)
      .sort()
      .join();
  if (told(stored) === told(members)) return false;
  await db('team_member').where({ account_id: accountId }).delete();
  if (members.length > 0)
    await db('team_member').insert(members.map((each) => ({ account_id: accountId, ...each })));
  return true;
}
