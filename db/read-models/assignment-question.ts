import { sizeFor, type Candidate, type OpenAccount } from '../../domain/assignment/fit.ts';
import { standardNeeds } from '../../domain/assignment/needs.ts';
import type { Db } from '../client.ts';
import { needsByAccount, type StoredNeeds } from '../stores/account-needs.ts';
import { listManagerProfiles } from '../stores/manager-profiles.ts';

/** A manager as a proposal sees them: everything but their name, with the version of their profile. */
export interface SeenManager extends Candidate {
  readonly version: number;
}

/** An account as a proposal sees it, with what may forbid a change: `isReviewed` says that its review runs. */
export interface SeenAccount extends Omit<OpenAccount, 'precedence'> {
  readonly key: string;
  readonly name: string;
  readonly programmeId: string;
  readonly active: boolean;
  readonly managerId: string | null;
  readonly isReviewed: boolean;
  /** Takes some of its manager's capacity now. */
  readonly isCarried: boolean;
  /** Delivered in the twelve months before, in the account's currency. */
  readonly revenue: string;
  /** The version of the needs, 0 where nobody has said. */
  readonly version: number;
}

interface AccountRow {
  id: string;
  key: string;
  name: string;
  programme_id: string;
  region: string;
  time_zone: string;
  active: boolean;
  manager_id: string | null;
  is_reviewed: boolean;
  is_carried: boolean;
  revenue: string;
}

// An import may name the same person for every account there is: only those count that take a key account manager's time.
const isReviewed = `exists (select from process p where p.kind = 'accountReview' and p.account_id = account.id
  and p.state <> 'closed')`;
const lookedAfter = `(exists (select from account_needs n where n.account_id = account.id)
  or exists (select from assignment s where s.account_id = account.id) or ${isReviewed})`;

const accountsQuery = `
  select id, key, name, programme_id, region, time_zone, active, manager_id, ${isReviewed} as is_reviewed,
    manager_id is not null and ${lookedAfter} as is_carried,
    (select coalesce(sum(t.amount), 0)::numeric(16, 2) from transaction t
      where t.account_id = account.id and t.status = 'delivered' and t.currency = account.currency
        and t.delivered_on >= (cast(:asOf as date) - interval '1 year')::date
        and t.delivered_on < cast(:asOf as date)) as revenue
  from account where id = any(cast(:ids as bigint[])) order by id`;

/** Everybody with a manager's profile, with what they carry besides `without`, which are about to be assigned anew: their active accounts
 * whose needs are stated, which an accepted proposal gave them, or whose review runs. */
export async function seenManagers(
  db: Db,
  { without }: { readonly without: readonly string[] },
): Promise<readonly SeenManager[]> {
  const needs = await needsByAccount(db);
  const profiles = await listManagerProfiles(db, {});
  const people = await db('person')
    .whereIn('id', [...profiles.map(({ personId }) => personId)])
    .select<{ id: string; active: boolean; time_zone: string }[]>('id', 'active', 'time_zone');
  const managed = await db('account')
    .where({ active: true })
    .whereNotNull('manager_id')
    .whereNotIn('id', [...without])
    .whereRaw(lookedAfter)
    .select<{ id: string; manager_id: string }[]>('id', 'manager_id');
  return profiles.map(({ personId, profile, version }) => {
    const person = people.find(({ id }) => id === personId);
    const carried = managed.filter((account) => account.manager_id === personId);
    const sizes = carried.map(({ id }) => sizeFor(profile, needs.get(id)?.needs ?? standardNeeds));
    return {
      personId,
      active: person?.active ?? false,
      timeZone: person?.time_zone ?? 'UTC',
      profile,
      load: sizes.reduce((sum, size) => sum + size, 0),
      version,
    };
  });
}

/** These accounts by number; revenue ends before `asOf` ('YYYY-MM-DD'). Unknown numbers are left out. */
export async function seenAccounts(
  db: Db,
  look: { readonly ids: readonly string[]; readonly asOf: string },
): Promise<readonly SeenAccount[]> {
  const { rows } = await db.raw<{ rows: AccountRow[] }>(accountsQuery, {
    ids: [...look.ids],
    asOf: look.asOf,
  });
  const needs = await needsByAccount(db);
  return rows.map((row) => toAccount(row, needs.get(row.id)));
}

function toAccount(row: AccountRow, needs: StoredNeeds | undefined): SeenAccount {
  return {
    accountId: row.id,
    key: row.key,
    name: row.name,
    programmeId: row.programme_id,
    region: row.region,
    timeZone: row.time_zone,
    active: row.active,
    managerId: row.manager_id,
    isReviewed: row.is_reviewed,
    isCarried: row.is_carried,
    revenue: row.revenue,
    version: needs?.version ?? 0,
    needs: needs?.needs ?? standardNeeds,
  };
}

/** The numbers of a programme's active accounts without a manager and without a running review: those whose needs somebody stated, or
 * with `all` every one. */
export async function openAccountIds(
  db: Db,
  { programmeId, all }: { readonly programmeId: string; readonly all: boolean },
): Promise<readonly string[]> {
  const rows = db('account')
    .where({ programme_id: programmeId, active: true })
    .whereNull('manager_id')
    .whereRaw(`not ${isReviewed}`)
    .orderBy('id')
    .select<{ id: string }[]>('id');
  if (!all) void rows.whereIn('id', db('account_needs').select('account_id'));
  return (await rows).map(({ id }) => id);
}
