import { capacityOf, sizeFor } from '../../domain/assignment/fit.ts';
import { standardNeeds } from '../../domain/assignment/needs.ts';
import { roleGroups, type RoleGroup } from '../../domain/assignment/profile.ts';
import type { CheckEvidence, Counted } from '../../domain/programme-check/check.ts';
import type { Db } from '../client.ts';
import { needsByAccount } from '../stores/account-needs.ts';
import { listManagerProfiles, type StoredProfile } from '../stores/manager-profiles.ts';
import { countAccounts, countOf, rowsOf, type CheckScope, type CountedFor } from './scope.ts';

interface ManagedRow {
  id: string;
  is_key: boolean;
  manager_id: string;
  manager_name: string;
}

// Of accounts that are none of the key ones, those take a manager's time of which somebody said what they need.
const managed = `
  select a.id, a.id = any(cast(:accountIds as bigint[])) as is_key, p.id as manager_id, p.name as manager_name
  from account a join person p on p.id = a.manager_id and p.active
  where a.id = any(cast(:accountIds as bigint[])) or (a.active and a.manager_id in
      (select manager_id from account where id = any(cast(:accountIds as bigint[])))
    and exists (select from account_needs n where n.account_id = a.id and n.set_at < :until))
  order by a.id`;

/** The rating from which on a manager is strong in a role group, and the one that an account's need asks for. */
const strong = 4;
const sufficient = 3;

/** Who manages the key accounts, what they bring, and what they may decide alone. */
export async function managerEvidence(
  db: Db,
  scope: CheckScope,
): Promise<
  CountedFor<'managed' | 'withinCapacity' | 'accountsPerManager' | 'skilled' | 'strongGroups' | 'limited'>
> {
  const rows = await rowsOf<ManagedRow>(db, { sql: managed, scope });
  const key = new Map(rows.filter((row) => row.is_key).map((row) => [row.id, row]));
  const profiles = await profilesBefore(db, scope);
  const needs = await needsByAccount(db, { before: scope.until });
  const managers = managersOf(rows);
  const known = managers.filter(({ id }) => profiles.has(id));
  const load = loadOf({ rows, profiles, needs });
  return {
    managed: countAccounts(scope, (id) => key.has(id)),
    withinCapacity: countOf(known.map((evidence) => ({ evidence, isMet: load(evidence.id) }))),
    accountsPerManager: { met: key.size, all: managers.length, lacking: [], supporting: managers },
    skilled: countAccounts(scope, (id) => {
      const profile = profiles.get(key.get(id)?.manager_id ?? '');
      if (profile === undefined) return undefined;
      const { weights } = needs.get(id)?.needs ?? standardNeeds;
      return roleGroups.every((group) => weights[group] === 0 || profile.profile.skills[group] >= sufficient);
    }),
    strongGroups: groupsOf(known.flatMap(({ id }) => profiles.get(id) ?? [])),
    limited: countOf(
      managers.map((evidence) => ({
        evidence,
        isMet: (profiles.get(evidence.id)?.profile.authority ?? null) !== null,
      })),
    ),
  };
}

type Profiles = ReadonlyMap<string, StoredProfile>;

async function profilesBefore(db: Db, { until }: CheckScope): Promise<Profiles> {
  const profiles = await listManagerProfiles(db, { before: until });
  return new Map(profiles.map((profile) => [profile.personId, profile]));
}

function managersOf(rows: readonly ManagedRow[]): readonly CheckEvidence[] {
  const names = new Map(rows.filter((row) => row.is_key).map((row) => [row.manager_id, row.manager_name]));
  return [...names].map(([id, label]) => ({ kind: 'person', id, label }));
}

function loadOf(given: {
  readonly rows: readonly ManagedRow[];
  readonly profiles: Profiles;
  readonly needs: Awaited<ReturnType<typeof needsByAccount>>;
}): (managerId: string) => boolean {
  return (managerId) => {
    const stored = given.profiles.get(managerId);
    if (stored === undefined) return false;
    const sizes = given.rows
      .filter((row) => row.manager_id === managerId)
      .map(({ id }) => sizeFor(stored.profile, given.needs.get(id)?.needs ?? standardNeeds));
    return sizes.reduce((sum, size) => sum + size, 0) <= capacityOf(stored.profile);
  };
}

function groupsOf(profiles: readonly StoredProfile[]): Counted {
  if (profiles.length === 0) return { met: 0, all: 0, lacking: [], supporting: [] };
  const isStrong = (group: RoleGroup): boolean =>
    profiles.some(({ profile }) => profile.skills[group] >= strong);
  return countOf(
    roleGroups.map((group) => ({
      evidence: { kind: 'roleGroup', id: group, label: group },
      isMet: isStrong(group),
    })),
  );
}
