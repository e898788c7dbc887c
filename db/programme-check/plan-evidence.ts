import type { Db } from '../client.ts';
import { countAccounts, countOf, rowsByAccount, rowsOf, type CheckScope, type CountedFor } from './scope.ts';

interface PlanRow {
  account_id: string;
  targeted: boolean;
  budgeted: boolean;
  owners: number;
}

interface StepRow {
  account_id: string;
  alone: number;
  asked: number;
}

interface SeatRow {
  request_id: string;
  subject_name: string;
  in_time: boolean;
}

const plans = `
  select distinct on (p.account_id) p.account_id, coalesce(jsonb_array_length(c.content -> 'kpis') > 0, false) as targeted,
    coalesce(jsonb_typeof(c.content -> 'budget') = 'string', false) as budgeted,
    (select count(distinct s.owner_id) from plan_step s
      where s.plan_id = p.id and s.started_at < :until and s.status not in ('cancelled', 'rejected'))::int as owners
  from plan p left join lateral (
    select content from plan_content where plan_id = p.id and changed_at < :until order by revision desc limit 1) c on true
  where p.account_id = any(cast(:accountIds as bigint[])) and p.starts_on <= cast(:asOf as date) and p.ends_on >= cast(:asOf as date)
    and (p.closed_at is null or p.closed_at >= :until)
    and exists (select from plan_step s where s.plan_id = p.id and s.started_at < :until)
  order by p.account_id, p.year desc`;

const steps = `
  with decided as (
    select p.account_id, d.step_id, true as alone from autonomy_decision d join plan p on p.id = d.plan_id
    where p.account_id = any(cast(:accountIds as bigint[])) and d.decided_at >= :since and d.decided_at < :until
    union
    select p.account_id, r.step_id, false from approval_request r join plan p on p.id = r.plan_id
    where p.account_id = any(cast(:accountIds as bigint[])) and r.requested_at >= :since and r.requested_at < :until
  ), step as (select account_id, step_id, bool_or(alone) as alone from decided group by account_id, step_id)
  select account_id, (count(*) filter (where alone))::int as alone, (count(*) filter (where not alone))::int as asked
  from step group by account_id`;

// A seat that somebody else filled, or that was no longer needed, says nothing about who was asked.
const seats = `
  with executive as (
    select m.person_id from team_member m where m.function = 'sponsor' and m.account_id = any(cast(:accountIds as bigint[]))
    union select owner_id from programme where id = :programmeId and owner_id is not null
  )
  select a.request_id, b.subject_name, d.id is not null as in_time
  from approver a join executive e on e.person_id = a.person_id
    join approval_request r on r.id = a.request_id join approval_subject b on b.request_id = r.id
    left join selection_cycle c on c.id = r.cycle_id
    left join decision d on d.approver_id = a.id and d.round = a.round
  where (b.account_id = any(cast(:accountIds as bigint[])) or c.programme_id = :programmeId)
    and ((d.decided_at >= :since and d.decided_at < :until)
      or (a.state = 'expired' and a.expires_at >= :since and a.expires_at < :until))
  order by a.request_id`;

/** What stands in the plans of the key accounts, and who decides about their steps. */
export async function planEvidence(
  db: Db,
  scope: CheckScope,
): Promise<
  CountedFor<'planned' | 'targeted' | 'budgeted' | 'sharedWork' | 'decidedAlone' | 'decidedInTime'>
> {
  const at = await rowsByAccount<PlanRow>(db, { sql: plans, scope });
  const decided = await rowsByAccount<StepRow>(db, { sql: steps, scope });
  const asked = await rowsOf<SeatRow>(db, { sql: seats, scope });
  const total = (field: 'alone' | 'asked'): number =>
    [...decided.values()].reduce((sum, row) => sum + row[field], 0);
  const alone = countAccounts(scope, (id) => {
    const row = decided.get(id);
    return row === undefined ? undefined : row.alone > 0;
  });
  return {
    planned: countAccounts(scope, (id) => at.has(id)),
    targeted: countAccounts(scope, (id) => at.get(id)?.targeted),
    budgeted: countAccounts(scope, (id) => at.get(id)?.budgeted),
    sharedWork: countAccounts(scope, (id) => {
      const plan = at.get(id);
      return plan === undefined ? undefined : plan.owners >= 2;
    }),
    decidedAlone: { ...alone, met: total('alone'), all: total('alone') + total('asked') },
    decidedInTime: countOf(
      asked.map(({ request_id: id, subject_name: label, in_time: isMet }) => ({
        evidence: { kind: 'approval', id, label },
        isMet,
      })),
    ),
  };
}
