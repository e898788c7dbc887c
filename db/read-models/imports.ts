import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';

/** One import of one file; counts are exact once it is done, and of the moment while it runs. Bytes are of the file as given. */
export interface ImportBatch {
  readonly id: string;
  readonly source: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly fileName: string | null;
  readonly fileSha256: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly bytesTotal: number | null;
  readonly bytesRead: number;
  readonly rowsRead: number;
  readonly rowsFiltered: number;
  readonly rowsBad: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly shiftMonths: number | null;
  readonly error: string | null;
}

/** One fault of an imported file: the line its record begins on, the column ('' for the whole row) and what is wrong. */
export interface ImportFault {
  readonly id: string;
  readonly line: number;
  readonly column: string;
  readonly reason: string;
}

interface FaultRow {
  id: string;
  line: string;
  column_name: string;
  reason: string;
}

const columns = {
  id: 'b.id',
  source: 's.name',
  state: 'b.state',
  fileName: 'b.file_name',
  fileSha256: 'b.file_sha256',
  startedAt: 'b.started_at',
  finishedAt: 'b.finished_at',
  bytesTotal: 'b.bytes_total',
  bytesRead: 'b.bytes_read',
  rowsRead: 'b.rows_read',
  rowsFiltered: 'b.rows_filtered',
  rowsBad: 'b.rows_bad',
  inserted: 'b.inserted',
  updated: 'b.updated',
  unchanged: 'b.unchanged',
  removed: 'b.removed',
  shiftMonths: 's.shift_months',
  error: 'b.error',
};
const counts = [
  'bytesRead',
  'rowsRead',
  'rowsFiltered',
  'rowsBad',
  'inserted',
  'updated',
  'unchanged',
  'removed',
] as const;

type BatchRow = Omit<ImportBatch, (typeof counts)[number] | 'bytesTotal'> &
  Record<(typeof counts)[number], string> & { bytesTotal: string | null };

/** One import; throws `notFound`. */
export async function getImportBatch(db: Db, id: string): Promise<ImportBatch> {
  const row = await batches(db).where('b.id', id).first<BatchRow | undefined>(columns);
  if (row === undefined) throw new DomainError('notFound', `There is no import ${id}.`);
  return toBatch(row);
}

/** Imports, the latest first; one more than `limit` says that there is a next page. */
export async function listImportBatches(
  db: Db,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly ImportBatch[]> {
  const query = batches(db)
    .orderBy('b.id', 'desc')
    .limit(page.limit + 1);
  if (page.after !== undefined) void query.where('b.id', '<', page.after);
  return (await query.select<BatchRow[]>(columns)).map(toBatch);
}

/** Faults of one import in the order of the file; one more than `limit` says that there is a next page. */
export async function listImportFaults(
  db: Db,
  page: { readonly batchId: string; readonly after: string | undefined; readonly limit: number },
): Promise<readonly ImportFault[]> {
  const query = db('import_fault')
    .where({ batch_id: page.batchId })
    .orderBy('id')
    .limit(page.limit + 1);
  if (page.after !== undefined) void query.where('id', '>', page.after);
  const rows = await query.select<FaultRow[]>('id', 'line', 'column_name', 'reason');
  return rows.map(({ id, line, column_name, reason }) => ({
    id,
    line: Number(line),
    column: column_name,
    reason,
  }));
}

function batches(db: Db) {
  return db('import_batch as b').join('import_source as s', 's.id', 'b.source_id');
}

function toBatch(row: BatchRow): ImportBatch {
  const numbers = Object.fromEntries(counts.map((name) => [name, Number(row[name])])) as Record<
    (typeof counts)[number],
    number
  >;
  return { ...row, ...numbers, bytesTotal: row.bytesTotal === null ? null : Number(row.bytesTotal) };
}
