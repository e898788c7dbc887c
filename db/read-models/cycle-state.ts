import type { Db } from '../client.ts';
import { awaitsUndo, listDecisions } from '../stores/decision-rows.ts';
import type { RequestStatus } from '../stores/requests.ts';
import { approvalDues } from './approval-dues.ts';
import type { DueRecord } from './due-dates.ts';

interface DueRow {
  at: Date;
  effect: string;
  subject: string;
}

const cycleDues = `
  select c.nominations_until as at, 'endNominations' as effect, c.id::text as subject
  from selection_cycle c where c.id = :cycleId and c.status = 'nominating'
  union all
  select c.managers_check_at, 'checkManagers', c.id::text
  from selection_cycle c where c.id = :cycleId and c.status = 'exits'
  union all
  select e.remind_at, 'remindExit', e.id::text
  from proposed_exit e where e.cycle_id = :cycleId and e.state = 'open'
  union all
  select e.pass_on_at, 'passExitOn', e.id::text
  from proposed_exit e where e.cycle_id = :cycleId and e.state = 'open'
  union all
  ${approvalDues}`;

/** The next due date of a cycle of selection, its panel's included, whether it has passed or not; `null` when it waits for none. */
export async function nextCycleDue(db: Db, cycleId: string): Promise<DueRecord | null> {
  const { rows } = await db.raw<{ rows: DueRow[] }>(
    `with this as (select workflow_id from selection_cycle where id = :cycleId)
     select at, effect, subject from (${cycleDues}) d where at is not null order by at, effect, subject::bigint limit 1`,
    { cycleId },
  );
  const [row] = rows;
  return row ? { at: row.at.toISOString(), effect: row.effect, subject: row.subject } : null;
}

/** The reviews of accounts that a cycle designated whose wish for a year no workflow has taken up yet. */
export async function reviewsToRing(db: Db, cycleId: string): Promise<readonly string[]> {
  const { rows } = await db.raw<{ rows: { workflow_id: string }[] }>(
    `select distinct p.workflow_id from designation d
       join process p on p.account_id = d.account_id and p.kind = 'accountReview' and p.state = 'open'
       join inbox_fact f on f.workflow_id = p.workflow_id and f.kind = 'yearRequested'
     where d.cycle_id = :cycleId and f.consumed_at is null and not f.late order by p.workflow_id`,
    { cycleId },
  );
  return rows.map((row) => row.workflow_id);
}

/** An account that a cycle designated and whose review was never opened. */
export interface UnreviewedAccount {
  readonly accountId: string;
  readonly accountName: string;
  readonly managerId: string | null;
}

/** The key accounts that a cycle designated and that have no review yet, by number. */
export async function unreviewedAccounts(db: Db, cycleId: string): Promise<readonly UnreviewedAccount[]> {
  return db('designation as d')
    .join('account as a', 'a.id', 'd.account_id')
    .where('d.cycle_id', cycleId)
    .whereNull('d.ended_at')
    .whereNotExists(
      db('process as p')
        .where({ 'p.kind': 'accountReview' })
        .whereRaw('p.account_id = d.account_id')
        .select('p.kind'),
    )
    .orderBy('d.account_id')
    .select<UnreviewedAccount[]>({
      accountId: 'd.account_id',
      accountName: 'a.name',
      managerId: 'a.manager_id',
    });
}

/** What the panel was asked about one revision, and what those said who wrote something; `awaitsUndo` while an answer can be taken back. */
export interface CycleRequest {
  readonly id: string;
  readonly status: RequestStatus;
  readonly reason: string | null;
  readonly awaitsUndo: boolean;
  readonly comments: readonly { readonly by: string; readonly text: string }[];
}

/** The panel's request about a revision of a cycle's list; `undefined` while there is none. */
export async function cycleRequest(
  db: Db,
  of: { readonly cycleId: string; readonly revision: number },
): Promise<CycleRequest | undefined> {
  const request = await db('approval_request')
    .where({ cycle_id: of.cycleId, revision: of.revision })
    .orderBy('id', 'desc')
    .first<{ id: string; status: RequestStatus; reason: string | null } | undefined>(
      'id',
      'status',
      'reason',
    );
  if (!request) return undefined;
  const decisions = await listDecisions(db, request.id);
  const people = await db('person')
    .whereIn(
      'id',
      decisions.map(({ personId }) => personId),
    )
    .select<{ id: string; name: string }[]>('id', 'name');
  return {
    ...request,
    awaitsUndo: decisions.some(awaitsUndo),
    comments: decisions.flatMap(({ personId, comment }) =>
      comment === '' ? [] : [{ by: people.find(({ id }) => id === personId)?.name ?? '', text: comment }],
    ),
  };
}
