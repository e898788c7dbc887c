import type { HealthFacts, Measured } from '../../domain/health/score.ts';
import type { Db } from '../client.ts';
import type { HealthScope } from './trade-facts.ts';

type RelationshipFacts = Pick<HealthFacts, 'contact' | 'support' | 'sponsors'>;

interface RelationshipRow {
  account_id: string;
  last_contact_on: string | null;
  days: number | null;
  support: number | null;
  rated: number;
  sponsors: number;
  source: 'plan' | 'contacts';
}

/** From which rating on a contact counts as influential, and as a supporter. */
const high = 4;

// The buying centre of the newest plan as it stood then is kept with its history; where it is empty the contacts count, which are kept only as they are now.
const relationship = `
  with centre as (
    select distinct on (p.account_id) p.account_id, c.content -> 'buyingCentre' as people
    from plan p join plan_content c on c.plan_id = p.id
    where p.account_id = any(cast(:accountIds as bigint[])) and c.changed_at < :before
    order by p.account_id, p.year desc, c.revision desc
  ), person_met as (
    select account_id, 'plan' as source, (one ->> 'influence')::int as influence, (one ->> 'support')::int as support,
      (one ->> 'lastContactOn')::date as last_contact_on
    from centre cross join lateral jsonb_array_elements(people) one
    union all
    select account_id, 'contacts', influence, support, last_contact_on
    from contact where account_id = any(cast(:accountIds as bigint[]))
  ), met as (
    select *, source = max(source) over (partition by account_id) and influence is not null and support is not null as counts
    from person_met
  )
  select account_id, max(source) as source,
    max(last_contact_on) filter (where last_contact_on < cast(:asOf as date)) as last_contact_on,
    cast(:asOf as date) - max(last_contact_on) filter (where last_contact_on < cast(:asOf as date)) as days,
    (sum(influence * support) filter (where counts)::numeric / sum(influence) filter (where counts))::float8 as support,
    (count(*) filter (where counts))::int as rated,
    (count(*) filter (where counts and influence >= ${high} and support >= ${high}))::int as sponsors
  from met group by account_id`;

/** What is known of the people at each account, by account id. Contact days of both the plan and the contacts count. */
export async function relationshipFacts(
  db: Db,
  { accountIds, asOf }: HealthScope,
): Promise<ReadonlyMap<string, RelationshipFacts>> {
  const before = new Date(`${asOf}T00:00:00Z`);
  const { rows } = await db.raw<{ rows: RelationshipRow[] }>(relationship, {
    accountIds: [...accountIds],
    asOf,
    before,
  });
  const found = new Map(rows.map((row) => [row.account_id, factsOf(row)]));
  return new Map(accountIds.map((id) => [id, found.get(id) ?? nobody]));
}

const nobody: RelationshipFacts = {
  contact: { value: null, missing: 'noContact', inputs: {} },
  support: { value: null, missing: 'notRated', inputs: {} },
  sponsors: { value: null, missing: 'notRated', inputs: {} },
};

function factsOf(row: RelationshipRow): RelationshipFacts {
  const { days, last_contact_on: lastContactOn, rated, sponsors, support, source } = row;
  const inputs = { rated, source };
  const known = (value: number | null): Measured =>
    value === null || rated === 0
      ? { value: null, missing: 'notRated', inputs }
      : { value, missing: null, inputs };
  return {
    contact:
      days === null
        ? { value: null, missing: 'noContact', inputs: {} }
        : { value: days, missing: null, inputs: { lastContactOn } },
    support: known(support),
    sponsors: known(sponsors),
  };
}
