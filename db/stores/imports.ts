import type { RowCounts, RowFault } from '../import/stage-rows.ts';
import type { MergeCounts } from '../import/merge-rows.ts';
import type { Db } from '../client.ts';

/** A source as stored; `shiftMonths` is null until its first import is done. */
export interface ImportSource {
  readonly id: string;
  readonly shiftMonths: number | null;
}

interface Progress extends RowCounts {
  readonly bytesRead: number;
}

/** The source of that name, created if there is none yet. */
export async function findOrCreateSource(db: Db, name: string): Promise<ImportSource> {
  await db('import_source').insert({ name }).onConflict('name').ignore();
  const row = await db<{ id: string; name: string; shift_months: number | null }>('import_source')
    .where({ name })
    .first('id', 'shift_months');
  if (row === undefined) throw new Error(`import_source ${name} vanished`);
  return { id: row.id, shiftMonths: row.shift_months };
}

/** Notes the beginning of an import; any that a killed process left running for the same source is closed as failed. */
export async function openBatch(
  db: Db,
  batch: { sourceId: string; fileName: string | null; bytesTotal: number | null; startedAt: Date },
): Promise<string> {
  const { sourceId, fileName, bytesTotal, startedAt } = batch;
  await db('import_batch')
    .where({ source_id: sourceId, state: 'running' })
    .update({
      state: 'failed',
      error: 'It was interrupted.',
      finished_at: db.raw('greatest(started_at, ?)', [startedAt]),
    });
  const [row] = await db('import_batch')
    .insert({ source_id: sourceId, file_name: fileName, bytes_total: bytesTotal, started_at: startedAt })
    .returning<{ id: string }[]>('id');
  if (row === undefined) throw new Error('import_batch returned no id');
  return row.id;
}

/** Notes how far a running import has come. */
export async function noteProgress(
  db: Db,
  { batchId, ...progress }: Progress & { readonly batchId: string },
): Promise<void> {
  await db('import_batch').where({ id: batchId }).update(countColumns(progress));
}

/** Keeps faults of a file so that every one can be told, however many there are. */
export async function addFaults(
  db: Db,
  { batchId, faults }: { readonly batchId: string; readonly faults: readonly RowFault[] },
): Promise<void> {
  const rows = faults.map(({ line, column, reason }) => ({
    batch_id: batchId,
    line,
    column_name: column,
    reason,
  }));
  await db.batchInsert('import_fault', rows, 1000);
}

/** Closes an import as done and, at the source's first, fixes its shift. Part of the transaction that made the changes. */
export async function closeBatch(
  db: Db,
  outcome: {
    batchId: string;
    counts: RowCounts;
    bytesRead: number;
    merged: MergeCounts;
    sha256: string;
    finishedAt: Date;
    shiftMonths: number;
  },
): Promise<void> {
  const { merged, counts, bytesRead } = outcome;
  const { inserted, updated, unchanged, removed } = merged;
  const [row] = await db('import_batch')
    .where({ id: outcome.batchId })
    .update({
      ...countColumns({ ...counts, bytesRead }),
      ...{ inserted, updated, unchanged, removed },
      state: 'done',
      file_sha256: outcome.sha256,
      finished_at: outcome.finishedAt,
    })
    .returning<{ source_id: string }[]>('source_id');
  await db('import_source')
    .where({ id: row?.source_id })
    .whereNull('shift_months')
    .update({ shift_months: outcome.shiftMonths });
}

/** Closes an import as failed, with the sentence people are told. */
export async function failBatch(
  db: Db,
  failure: { readonly batchId: string; readonly error: string; readonly finishedAt: Date },
): Promise<void> {
  await db('import_batch')
    .where({ id: failure.batchId, state: 'running' })
    .update({ state: 'failed', error: failure.error, finished_at: failure.finishedAt });
}

function countColumns({ read, filtered, bad, bytesRead }: Progress): object {
  return { rows_read: read, rows_filtered: filtered, rows_bad: bad, bytes_read: bytesRead };
}
