import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';

/** A process as its row tells it; `input` is what its workflow is started with. */
export interface ProcessRecord {
  readonly workflowId: string;
  readonly kind: string;
  readonly accountId: string | null;
  readonly state: 'open' | 'closed' | 'stopped';
  readonly input: Readonly<Record<string, unknown>>;
}

/** A fact that reached a process; `occurredAt` (ISO, process time) is the only time that rules read. */
export interface Fact {
  readonly seq: number;
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly occurredAt: string;
  readonly consumed: boolean;
}

interface ProcessRow {
  workflow_id: string;
  kind: string;
  account_id: string | null;
  state: ProcessRecord['state'];
  input: Record<string, unknown>;
}

interface FactRow {
  workflow_id: string;
  late: boolean;
  seq: number;
  kind: string;
  payload: Record<string, unknown>;
  occurred_at: Date;
  consumed_at: Date | null;
}

function toProcess(row: ProcessRow): ProcessRecord {
  return {
    workflowId: row.workflow_id,
    kind: row.kind,
    accountId: row.account_id,
    state: row.state,
    input: row.input,
  };
}

function toFact(row: FactRow): Fact {
  return {
    seq: row.seq,
    kind: row.kind,
    payload: row.payload,
    occurredAt: row.occurred_at.toISOString(),
    consumed: row.consumed_at !== null,
  };
}

/** Opens the process's row unless there is one; says whether it did. */
export async function openProcess(
  db: Db,
  process: Omit<ProcessRecord, 'state'> & { readonly at: Date },
): Promise<boolean> {
  const inserted = await db('process')
    .insert({
      workflow_id: process.workflowId,
      kind: process.kind,
      account_id: process.accountId,
      input: JSON.stringify(process.input),
      opened_at: process.at,
    })
    .onConflict('workflow_id')
    .ignore()
    .returning('workflow_id');
  return inserted.length === 1;
}

/** The process's row, or `undefined`. */
export async function findProcess(db: Db, workflowId: string): Promise<ProcessRecord | undefined> {
  const row = await db<ProcessRow>('process').where({ workflow_id: workflowId }).first();
  return row && toProcess(row);
}

/** Locks the row for the caller's transaction: everything that changes one process happens in turn. Throws `notFound`. */
export async function lockProcess(db: Db, workflowId: string): Promise<ProcessRecord> {
  const row = await db<ProcessRow>('process').where({ workflow_id: workflowId }).forUpdate().first();
  if (!row) throw new DomainError('notFound', `There is no process ${workflowId}.`);
  return toProcess(row);
}

/** Takes the next number under the row's lock; a fact that finds the process closed is stored as late. */
export async function recordFact(
  db: Db,
  fact: { workflowId: string; kind: string; payload?: Record<string, unknown>; at: Date },
): Promise<{ seq: number; late: boolean }> {
  const [row] = await db('process')
    .where({ workflow_id: fact.workflowId })
    .update({ last_seq: db.raw('last_seq + 1') })
    .returning<{ last_seq: number; state: ProcessRecord['state'] }[]>(['last_seq', 'state']);
  if (!row) throw new DomainError('notFound', `There is no process ${fact.workflowId}.`);
  const late = row.state === 'closed';
  await db('inbox_fact').insert({
    workflow_id: fact.workflowId,
    seq: row.last_seq,
    kind: fact.kind,
    payload: JSON.stringify(fact.payload ?? {}),
    occurred_at: fact.at,
    late,
  });
  return { seq: row.last_seq, late };
}

/** Has the delivery loop ring a process for what it has not acted on yet in its next round, as where nobody else rings it; also where `at` is a later day of a rehearsal. */
export async function ringSoon(
  db: Db,
  of: { readonly workflowId: string; readonly at: Date },
): Promise<void> {
  await db('inbox_fact')
    .where({ workflow_id: of.workflowId, late: false })
    .whereNull('consumed_at')
    .update({ ring_at: db.raw('least(cast(:at as timestamptz), clock_timestamp())', { at: of.at }) });
}

/** What the process has not yet acted on, in the order in which it was recorded. */
export async function unconsumedFacts(db: Db, workflowId: string): Promise<readonly Fact[]> {
  const rows = await db<FactRow>('inbox_fact')
    .where({ workflow_id: workflowId, late: false })
    .whereNull('consumed_at')
    .orderBy('seq');
  return rows.map(toFact);
}

/** Marks a fact consumed in the transaction of its effect; `false` when that has already happened. */
export async function consumeFact(
  db: Db,
  fact: { workflowId: string; seq: number; at: Date },
): Promise<boolean> {
  const changed = await db('inbox_fact')
    .where({ workflow_id: fact.workflowId, seq: fact.seq, late: false })
    .whereNull('consumed_at')
    .update({ consumed_at: fact.at });
  return changed === 1;
}

/** Closes the row unless facts wait for it; `false` means: read them first. */
export async function closeProcess(db: Db, closing: { workflowId: string; at: Date }): Promise<boolean> {
  const process = await lockProcess(db, closing.workflowId);
  if (process.state === 'closed') return true;
  const waiting = await unconsumedFacts(db, closing.workflowId);
  if (waiting.length > 0) return false;
  await db('process')
    .where({ workflow_id: closing.workflowId })
    .update({ state: 'closed', closed_at: closing.at });
  return true;
}

/** Says that ops ended the workflow, so that nothing resurrects it. `false` if the process was not open. */
export async function markStopped(db: Db, workflowId: string): Promise<boolean> {
  const where = { workflow_id: workflowId, state: 'open' };
  return (await db('process').where(where).update({ state: 'stopped' })) === 1;
}

/** Lets a stopped process run again. `false` if it was not stopped. */
export async function markOpen(db: Db, workflowId: string): Promise<boolean> {
  const where = { workflow_id: workflowId, state: 'stopped' };
  return (await db('process').where(where).update({ state: 'open' })) === 1;
}

/** One fact by its number; throws `notFound`. */
export async function getFact(db: Db, key: { workflowId: string; seq: number }): Promise<Fact> {
  const row = await db<FactRow>('inbox_fact').where({ workflow_id: key.workflowId, seq: key.seq }).first();
  if (!row) throw new DomainError('notFound', `${key.workflowId} has no fact ${key.seq}.`);
  return toFact(row);
}

/** Notes that the process's workflow was seen to start. */
export async function noteStarted(db: Db, started: { workflowId: string; at: Date }): Promise<void> {
  await db('process')
    .where({ workflow_id: started.workflowId })
    .whereNull('started_at')
    .update({ started_at: started.at });
}
