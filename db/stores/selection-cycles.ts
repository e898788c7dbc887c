import type { ApprovalPolicy } from '../../domain/approvals/policy.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';

/** Where a cycle stands. */
export type CycleStatus = 'scoring' | 'nominating' | 'approving' | 'exits' | 'closed';

/** How a cycle ended, or will end when its exits are settled. */
export type CycleOutcome = 'designated' | 'rejected' | 'expired' | 'cancelled' | 'refused';

/** A cycle of selection: what was frozen when it started, and how far it has come. `asOf` is a day, exclusive; hours are business hours. */
export interface SelectionCycle {
  readonly id: string;
  readonly workflowId: string;
  readonly programmeId: string;
  readonly programmeKey: string;
  readonly programmeName: string;
  readonly year: number;
  readonly criteriaSetId: string;
  readonly asOf: string;
  readonly scorecardId: string | null;
  readonly leadId: string;
  readonly panel: readonly string[];
  readonly policy: ApprovalPolicy;
  readonly nominationHours: number;
  readonly status: CycleStatus;
  readonly outcome: CycleOutcome | null;
  readonly outcomeReason: string | null;
  readonly version: number;
  readonly revision: number;
  readonly nominationsUntil: Date | null;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
}

interface CycleRow {
  id: string;
  workflow_id: string;
  programme_id: string;
  programme_key: string;
  programme_name: string;
  year: number;
  criteria_set_id: string;
  as_of: string;
  scorecard_id: string | null;
  lead_id: string;
  panel: string[];
  panel_policy: ApprovalPolicy;
  nomination_hours: number;
  status: CycleStatus;
  outcome: CycleOutcome | null;
  outcome_reason: string | null;
  version: number;
  revision: number;
  nominations_until: Date | null;
  opened_at: Date;
  closed_at: Date | null;
}

function toCycle(row: CycleRow): SelectionCycle {
  return {
    id: row.id,
    workflowId: row.workflow_id,
    programmeId: row.programme_id,
    programmeKey: row.programme_key,
    programmeName: row.programme_name,
    year: row.year,
    criteriaSetId: row.criteria_set_id,
    asOf: row.as_of,
    scorecardId: row.scorecard_id,
    leadId: row.lead_id,
    panel: row.panel,
    policy: row.panel_policy,
    nominationHours: row.nomination_hours,
    status: row.status,
    outcome: row.outcome,
    outcomeReason: row.outcome_reason,
    version: row.version,
    revision: row.revision,
    nominationsUntil: row.nominations_until,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
  };
}

const panel = `array(select m.person_id::text from panel_member m where m.cycle_id = c.id order by m.position) as panel`;

function cycles(db: Db) {
  return db('selection_cycle as c')
    .join('programme as p', 'p.id', 'c.programme_id')
    .select<CycleRow[]>('c.*', { programme_key: 'p.key', programme_name: 'p.name' }, db.raw(panel));
}

/** One cycle by its number or its process; throws `notFound`. */
export async function getCycle(
  db: Db,
  key: { readonly id: string } | { readonly workflowId: string },
): Promise<SelectionCycle> {
  const where = 'id' in key ? { 'c.id': key.id } : { 'c.workflow_id': key.workflowId };
  const [row] = await cycles(db).where(where);
  if (row === undefined)
    throw new DomainError('notFound', `There is no selection cycle ${Object.values(key).join('')}.`);
  return toCycle(row);
}

/** The cycle of a programme and year that is open or has designated: there is at most one. */
export async function standingCycle(
  db: Db,
  of: { readonly programmeId: string; readonly year: number },
): Promise<SelectionCycle | undefined> {
  const [row] = await cycles(db)
    .where({ 'c.programme_id': of.programmeId, 'c.year': of.year })
    .whereRaw(`(c.outcome is null or c.outcome = 'designated')`);
  return row && toCycle(row);
}

/** Cycles, the latest first; one more than `limit` says that there is a next page. */
export async function listCycles(
  db: Db,
  page: {
    readonly after: string | undefined;
    readonly limit: number;
    readonly status?: CycleStatus | undefined;
    readonly programme?: string | undefined;
  },
): Promise<readonly SelectionCycle[]> {
  const rows = cycles(db)
    .orderBy('c.id', 'desc')
    .limit(page.limit + 1);
  if (page.after !== undefined) void rows.where('c.id', '<', page.after);
  if (page.status !== undefined) void rows.where('c.status', page.status);
  if (page.programme !== undefined) void rows.where('p.key', page.programme);
  return (await rows).map(toCycle);
}

/** The scorecard of the latest cycle of this programme that designated, or null while none did. */
export async function lastScorecardId(db: Db, programmeId: string): Promise<string | null> {
  const row = await db('selection_cycle')
    .where({ programme_id: programmeId, outcome: 'designated' })
    .whereNotNull('scorecard_id')
    .orderBy('id', 'desc')
    .first<{ scorecard_id: string } | undefined>('scorecard_id');
  return row?.scorecard_id ?? null;
}

/** Gives the cycle the scorecard that is to be filled. */
export async function setScorecard(
  db: Db,
  { cycleId, scorecardId }: { readonly cycleId: string; readonly scorecardId: string },
): Promise<void> {
  await db('selection_cycle')
    .where({ id: cycleId, status: 'scoring' })
    .update({ scorecard_id: scorecardId, version: db.raw('version + 1') });
}

/** Opens the window for nominations and vetoes. */
export async function openNominations(
  db: Db,
  window: { readonly cycleId: string; readonly since: Date; readonly until: Date },
): Promise<void> {
  await db('selection_cycle')
    .where({ id: window.cycleId })
    .update({
      status: 'nominating',
      nominating_since: window.since,
      nominations_until: window.until,
      version: db.raw('version + 1'),
    });
}

/** Moves the cycle on to its panel with the next revision of its list, and returns that revision. */
export async function beginApproval(db: Db, cycleId: string): Promise<number> {
  const [row] = await db('selection_cycle')
    .where({ id: cycleId })
    .update({
      status: 'approving',
      nominating_since: null,
      nominations_until: null,
      revision: db.raw('revision + 1'),
      version: db.raw('version + 1'),
    })
    .returning<{ revision: number }[]>('revision');
  if (!row) throw new DomainError('notFound', `There is no selection cycle ${cycleId}.`);
  return row.revision;
}

/** Notes that the cycle has designated and waits for its exits; `managersCheckAt` is when accounts without a manager are looked at again. */
export async function beginExits(
  db: Db,
  { cycleId, managersCheckAt }: { readonly cycleId: string; readonly managersCheckAt: Date | null },
): Promise<void> {
  await db('selection_cycle')
    .where({ id: cycleId })
    .update({
      status: 'exits',
      outcome: 'designated',
      managers_check_at: managersCheckAt,
      version: db.raw('version + 1'),
    });
}

/** Sets when accounts without a manager are looked at again; null for no more. */
export async function setManagersCheck(
  db: Db,
  { cycleId, at }: { readonly cycleId: string; readonly at: Date | null },
): Promise<void> {
  await db('selection_cycle').where({ id: cycleId }).update({ managers_check_at: at });
}

/** Ends the cycle; one that has ended stays as it is. `false` if it had. */
export async function endCycle(
  db: Db,
  end: {
    readonly cycleId: string;
    readonly outcome: CycleOutcome;
    readonly reason: string | null;
    readonly at: Date;
  },
): Promise<boolean> {
  const changed = await db('selection_cycle')
    .where({ id: end.cycleId })
    .whereNot({ status: 'closed' })
    .update({
      status: 'closed',
      outcome: end.outcome,
      outcome_reason: end.reason,
      closed_at: end.at,
      managers_check_at: null,
      version: db.raw('version + 1'),
    });
  return changed === 1;
}
