import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';

/** An account as the lists show it; money is in the account's currency. */
export interface AccountRecord {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly programmeId: string;
  readonly region: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly managerId: string | null;
  readonly managerName: string | null;
  readonly directorId: string | null;
  readonly active: boolean;
  /** Amounts delivered in the twelve months before `asOf`. */
  readonly revenue: string;
}

/** A person at an account's firm or of its team here. */
interface AccountTeamMember {
  readonly personId: string;
  readonly name: string;
  readonly function: string;
}

/** Whom one knows at the account; influence and support from 1 to 5. */
interface AccountContact {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: string | null;
  readonly influence: number | null;
  readonly support: number | null;
  readonly lastContactOn: string | null;
}

/** One account with its team and contacts. */
export interface AccountDetails extends AccountRecord {
  readonly team: readonly AccountTeamMember[];
  readonly contacts: readonly AccountContact[];
}

/** Which accounts: a part of the key or name, a manager; `asOf` ('YYYY-MM-DD', exclusive) is where revenue ends. */
export interface AccountSearch {
  readonly asOf: string;
  readonly after: string | undefined;
  readonly limit: number;
  readonly search?: string | undefined;
  readonly managerId?: string | undefined;
  readonly active?: boolean | undefined;
}

/** Accounts by number; one more than `limit` says that there is a next page. */
export async function listAccounts(db: Db, search: AccountSearch): Promise<readonly AccountRecord[]> {
  const query = accounts(db, search.asOf)
    .orderBy('a.id')
    .limit(search.limit + 1);
  if (search.after !== undefined) void query.where('a.id', '>', search.after);
  if (search.managerId !== undefined) void query.where('a.manager_id', search.managerId);
  if (search.active !== undefined) void query.where('a.active', search.active);
  if (search.search !== undefined) {
    const pattern = `%${search.search.replace(/[\\%_]/g, '\\$&')}%`;
    void query.where((either) => {
      void either.whereILike('a.key', pattern).orWhereILike('a.name', pattern);
    });
  }
  return query;
}

/** One account by id; throws `notFound`. `asOf` is where its revenue ends. */
export async function getAccount(
  db: Db,
  look: { readonly accountId: string; readonly asOf: string },
): Promise<AccountDetails> {
  const [account] = await accounts(db, look.asOf).where('a.id', look.accountId);
  if (account === undefined) throw new DomainError('notFound', `There is no account ${look.accountId}.`);
  const team = await db('team_member as m')
    .join('person as p', 'p.id', 'm.person_id')
    .where('m.account_id', look.accountId)
    .orderBy(['m.function', 'p.id'])
    .select<AccountTeamMember[]>({ personId: 'p.id', name: 'p.name', function: 'm.function' });
  const contacts = await db('contact')
    .where('account_id', look.accountId)
    .orderBy('id')
    .select<AccountContact[]>({
      id: 'id',
      key: 'key',
      name: 'name',
      email: 'email',
      role: 'role',
      influence: 'influence',
      support: 'support',
      lastContactOn: 'last_contact_on',
    });
  return { ...account, team, contacts };
}

/** The id of the account with this key; throws `notFound`. */
export async function findAccountId(db: Db, key: string): Promise<string> {
  const row = await db('account').where({ key }).first<{ id: string } | undefined>('id');
  if (row === undefined) throw new DomainError('notFound', `There is no account with the key "${key}".`);
  return row.id;
}

function accounts(db: Db, asOf: string) {
  const revenue = db.raw(
    `(select coalesce(sum(t.amount), 0)::numeric(16, 2) from transaction t
      where t.account_id = a.id and t.status = 'delivered' and t.currency = a.currency
        and t.delivered_on >= (:asOf::date - interval '1 year')::date and t.delivered_on < :asOf::date) as revenue`,
    { asOf },
  );
  return db('account as a')
    .leftJoin('person as m', 'm.id', 'a.manager_id')
    .select<AccountRecord[]>(
      'a.id',
      'a.key',
      'a.name',
      'a.parent_id as parentId',
      'a.programme_id as programmeId',
      'a.region',
      'a.time_zone as timeZone',
      'a.currency',
      'a.manager_id as managerId',
      'm.name as managerName',
      'a.director_id as directorId',
      'a.active',
      revenue,
    );
}
