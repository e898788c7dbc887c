import type { Db } from '../client.ts';
import type { ProcessRecord } from '../stores/processes.ts';

/** A process with how many facts it has not consumed yet, and how many came too late for it. */
export interface ProcessSummaryRecord {
  readonly workflowId: string;
  readonly kind: string;
  readonly accountId: string | null;
  readonly state: ProcessRecord['state'];
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly unconsumed: number;
  readonly late: number;
}

/** A fact that its process has not consumed: too early, on its way, or late. `ringAt` is when the loop rings (again). */
export interface PendingFactRecord {
  readonly seq: number;
  readonly kind: string;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly late: boolean;
  readonly rings: number;
  readonly ringAt: Date;
}

interface ProcessRow {
  workflow_id: string;
  kind: string;
  account_id: string | null;
  state: ProcessRecord['state'];
  opened_at: Date;
  closed_at: Date | null;
  unconsumed: number;
  late: number;
}

interface FactRow {
  seq: number;
  kind: string;
  occurred_at: Date;
  recorded_at: Date;
  late: boolean;
  rings: number;
  ring_at: Date;
}

function processes(db: Db) {
  const count = (condition: string): string =>
    `(select count(*)::int from inbox_fact f where f.workflow_id = p.workflow_id and ${condition})`;
  return db('process as p')
    .select<ProcessRow[]>('p.workflow_id', 'p.kind', 'p.account_id', 'p.state', 'p.opened_at', 'p.closed_at')
    .select(db.raw(`${count('f.consumed_at is null and not f.late')} as unconsumed`))
    .select(db.raw(`${count('f.late')} as late`));
}

function toSummary(row: ProcessRow): ProcessSummaryRecord {
  return {
    workflowId: row.workflow_id,
    kind: row.kind,
    accountId: row.account_id,
    state: row.state,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    unconsumed: row.unconsumed,
    late: row.late,
  };
}

/** Processes by workflow id; one more than `limit` says that there is a next page. */
export async function listProcesses(
  db: Db,
  page: {
    readonly after: string | undefined;
    readonly limit: number;
    readonly state: ProcessRecord['state'] | undefined;
    readonly accountId: string | undefined;
  },
): Promise<readonly ProcessSummaryRecord[]> {
  const rows = processes(db)
    .orderBy('p.workflow_id')
    .limit(page.limit + 1);
  if (page.after !== undefined) void rows.where('p.workflow_id', '>', page.after);
  if (page.state !== undefined) void rows.where('p.state', page.state);
  if (page.accountId !== undefined) void rows.where('p.account_id', page.accountId);
  return ((await rows) as ProcessRow[]).map(toSummary);
}

/** One process with the facts it has not consumed, in their order; undefined if there is none. */
export async function findProcessSummary(
  db: Db,
  workflowId: string,
): Promise<(ProcessSummaryRecord & { readonly pending: readonly PendingFactRecord[] }) | undefined> {
  const [row] = (await processes(db).where('p.workflow_id', workflowId)) as ProcessRow[];
  if (row === undefined) return undefined;
  const facts = await db('inbox_fact')
    .where({ workflow_id: workflowId })
    .whereNull('consumed_at')
    .orderBy('seq')
    .limit(200)
    .select<FactRow[]>('seq', 'kind', 'occurred_at', 'recorded_at', 'late', 'rings', 'ring_at');
  const pending = facts.map((fact) => ({
    seq: fact.seq,
    kind: fact.kind,
    occurredAt: fact.occurred_at,
    recordedAt: fact.recorded_at,
    late: fact.late,
    rings: fact.rings,
    ringAt: fact.ring_at,
  }));
  return { ...toSummary(row), pending };
}
