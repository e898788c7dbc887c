import { draftContact } from '../../domain/planning/draft-contact.ts';
import type { Db } from '../client.ts';
import { countAccounts, rowsByAccount, rowsOf, type CheckScope, type CountedFor } from './scope.ts';

interface TeamRow {
  account_id: string;
  sponsored: boolean;
  functions: number;
}

interface MetRow {
  account_id: string;
  source: 'plan' | 'contacts';
  person: string;
  role: string | null;
  is_recent: boolean;
}

const team = `
  select m.account_id, bool_or(m.function = 'sponsor') as sponsored, count(distinct m.function)::int as functions
  from team_member m join person p on p.id = m.person_id and p.active
  where m.account_id = any(cast(:accountIds as bigint[])) group by m.account_id`;

/** Calendar days without contact after which an account counts as lost touch with, as for contacts in a plan. */
const recentDays = 90;

const met = `
  with centre as (
    select distinct on (p.account_id) p.account_id, c.content -> 'buyingCentre' as people
    from plan p join plan_content c on c.plan_id = p.id
    where p.account_id = any(cast(:accountIds as bigint[])) and c.changed_at < :until
    order by p.account_id, p.year desc, c.revision desc
  ), person_met as (
    select account_id, 'plan' as source, one ->> 'contact' as person, one ->> 'role' as role,
      (one ->> 'lastContactOn')::date as last_contact_on
    from centre cross join lateral jsonb_array_elements(people) one
    union all
    select account_id, 'contacts', key, role, last_contact_on
    from contact where account_id = any(cast(:accountIds as bigint[]))
  )
  select account_id, source, person, role, coalesce(last_contact_on < cast(:asOf as date)
    and last_contact_on >= cast(:asOf as date) - ${recentDays}, false) as is_recent
  from person_met`;

/** The functions of a team that make it cross-functional, and the contacts that make an account known by more than one or two people. */
const enough = { functions: 3, contacts: 3 };

/** Who works for the key accounts, and whom we know there. */
export async function peopleEvidence(
  db: Db,
  scope: CheckScope,
): Promise<CountedFor<'sponsored' | 'functions' | 'contacts' | 'roles' | 'recent' | 'channels'>> {
  const teams = await rowsByAccount<TeamRow>(db, { sql: team, scope });
  const people = groupedByAccount(await rowsOf<MetRow>(db, { sql: met, scope }));
  const known = (id: string): readonly MetRow[] => buyingCentre(people.get(id) ?? []);
  return {
    sponsored: countAccounts(scope, (id) => teams.get(id)?.sponsored ?? false),
    functions: countAccounts(scope, (id) => (teams.get(id)?.functions ?? 0) >= enough.functions),
    contacts: countAccounts(scope, (id) => known(id).length >= enough.contacts),
    roles: countAccounts(scope, (id) => {
      const roles = new Set(known(id).map(roleOf));
      return roles.has('sponsor') && roles.has('decisionMaker');
    }),
    recent: countAccounts(scope, (id) => (people.get(id) ?? []).some((one) => one.is_recent)),
    channels: { met: 0, all: 0, lacking: [], supporting: [] },
  };
}

function groupedByAccount(rows: readonly MetRow[]): ReadonlyMap<string, readonly MetRow[]> {
  const grouped = new Map<string, MetRow[]>();
  for (const row of rows) {
    const group = grouped.get(row.account_id);
    if (group === undefined) grouped.set(row.account_id, [row]);
    else group.push(row);
  }
  return grouped;
}

// A plan that describes the buying centre is what the manager stands by; the imported contacts count where there is none.
function buyingCentre(rows: readonly MetRow[]): readonly MetRow[] {
  const planned = rows.filter(({ source }) => source === 'plan');
  return planned.length > 0 ? planned : rows;
}

function roleOf({ source, role, person }: MetRow): string {
  if (source === 'plan') return role ?? 'other';
  const unrated = { influence: null, support: null, lastContactOn: null };
  return draftContact({ key: person, name: person, role, ...unrated }).role;
}
