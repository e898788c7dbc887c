import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';

/** One import: how far it has come and, once it is done, what it changed. Bytes are of the file as it was sent. */
export interface ImportBatchRecord {
  readonly id: string;
  readonly source: string;
  readonly fileName: string | null;
  readonly fileSha256: string | null;
  readonly state: 'running' | 'done' | 'failed';
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly bytesTotal: string | null;
  readonly bytesRead: string;
  readonly rowsRead: string;
  readonly rowsFiltered: string;
  readonly rowsBad: string;
  readonly inserted: string;
  readonly updated: string;
  readonly unchanged: string;
  readonly removed: string;
  readonly error: string | null;
}

/** One fault of a file: where it is and what to do about it. */
export interface ImportFaultRecord {
  readonly id: string;
  readonly line: string;
  readonly column: string;
  readonly reason: string;
}

const names = {
  fileName: 'b.file_name',
  fileSha256: 'b.file_sha256',
  startedAt: 'b.started_at',
  finishedAt: 'b.finished_at',
  bytesTotal: 'b.bytes_total',
  bytesRead: 'b.bytes_read',
  rowsRead: 'b.rows_read',
  rowsFiltered: 'b.rows_filtered',
  rowsBad: 'b.rows_bad',
};

function batches(db: Db) {
  return db('import_batch as b')
    .join('import_source as s', 's.id', 'b.source_id')
    .select<ImportBatchRecord[]>('b.id', 's.name as source', 'b.state', 'b.error', names)
    .select('b.inserted', 'b.updated', 'b.unchanged', 'b.removed');
}

/** Imports, the latest first; one more than `limit` says that there is a next page. */
export async function listImportBatches(
  db: Db,
  page: { readonly before: string | undefined; readonly limit: number },
): Promise<readonly ImportBatchRecord[]> {
  const rows = batches(db)
    .orderBy('b.id', 'desc')
    .limit(page.limit + 1);
  if (page.before !== undefined) void rows.where('b.id', '<', page.before);
  return (await rows) as ImportBatchRecord[];
}

/** One import; throws `notFound`. */
export async function getImportBatch(db: Db, id: string): Promise<ImportBatchRecord> {
  const [row] = (await batches(db).where('b.id', id)) as ImportBatchRecord[];
  if (row === undefined) throw new DomainError('notFound', `There is no import ${id}.`);
  return row;
}

/** The number of the import that runs for a source now; throws `notFound` when none does. */
export async function runningImport(db: Db, source: string): Promise<string> {
  const [row] = (await batches(db).where({ 's.name': source, 'b.state': 'running' })) as ImportBatchRecord[];
  if (row === undefined) throw new DomainError('notFound', `No import of ${source} is running.`);
  return row.id;
}

/** The faults of an import in the order in which they were found; one more than `limit` says that there is a next page. */
export async function listImportFaults(
  db: Db,
  page: { readonly batchId: string; readonly after: string | undefined; readonly limit: number },
): Promise<readonly ImportFaultRecord[]> {
  const rows = db('import_fault')
    .where({ batch_id: page.batchId })
    .orderBy('id')
    .limit(page.limit + 1);
  if (page.after !== undefined) void rows.where('id', '>', page.after);
  return await rows.select<ImportFaultRecord[]>('id', 'line', 'reason', { column: 'column_name' });
}
