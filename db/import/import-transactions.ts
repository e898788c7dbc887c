import type { Readable } from 'node:stream';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { ImportMapping } from '../../domain/import-mapping.ts';
import type { Db } from '../client.ts';
import { appendAudit } from '../stores/audit.ts';
import {
  addFaults,
  closeBatch,
  failBatch,
  findOrCreateSource,
  noteProgress,
  openBatch,
} from '../stores/imports.ts';
import type { ImportSource } from '../stores/imports.ts';
import {
  mergeRows,
  prepareStaging,
  repeatedKeys,
  shiftToLastCompleteMonth,
  type MergeCounts,
} from './merge-rows.ts';
import { readSource, type SourceText } from './read-source.ts';
import { stageRows, type RowCounts, type RowFault } from './stage-rows.ts';

/** How far an import has come; `bytesRead` are of the file as given, gzip included. */
export interface ImportProgress {
  readonly batchId: string;
  readonly stage: 'reading' | 'merging';
  readonly bytesRead: number;
  readonly rowsRead: number;
}

/** One file to import, for `by`, whom the audit trail names. `now` is the time the batch and the shift take; `shiftMonths` overrides the mapping's shift at the first
 * import of a source and is ignored later; `confirmRemoval` lets a snapshot remove most of what its source had. */
export interface ImportOrder {
  readonly source: Readable;
  readonly mapping: ImportMapping;
  readonly by: Actor;
  readonly now: Date;
  readonly skipBadRows?: boolean;
  readonly shiftMonths?: number | undefined;
  readonly confirmRemoval?: boolean;
  readonly fileName?: string;
  readonly bytesTotal?: number;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** What a finished import read and changed. */
export interface ImportResult extends MergeCounts {
  readonly batchId: string;
  readonly source: string;
  readonly rowsRead: number;
  readonly rowsFiltered: number;
  readonly rowsBad: number;
  readonly shiftMonths: number;
  readonly fileSha256: string;
}

interface Run {
  readonly db: Db;
  readonly client: pg.PoolClient;
  readonly order: ImportOrder;
  readonly source: ImportSource;
  readonly batchId: string;
}

/** What knex leaves untyped: taking one connection out of its pool for statements that belong to one session. */
interface ConnectionPool {
  acquireConnection(): Promise<pg.PoolClient>;
  releaseConnection(client: pg.PoolClient): Promise<void>;
}

/** The first of two numbers of a session lock; the second is the source's id. */
const lockClass = 72416;
const progressEveryRows = 20_000;

/** Imports a CSV into its source, all or nothing, and leaves an event in the audit chain 'imports'. `db` must be the pool, not a transaction: it takes a connection of its own.
 * Throws `invalid` when the file or rows of it are bad (`kam import`'s --skip-bad-rows takes the others; every fault is kept under
 * the batch), `conflict` when another import of the source runs or a snapshot would remove most of it. */
export async function importTransactions(db: Db, order: ImportOrder): Promise<ImportResult> {
  const { id } = await findOrCreateSource(db, order.mapping.source);
  const connections = db.client as ConnectionPool;
  const client = await connections.acquireConnection();
  try {
    await lockSource(client, { id, name: order.mapping.source });
    const source = await findOrCreateSource(db, order.mapping.source);
    const batchId = await openBatch(db, {
      sourceId: id,
      fileName: order.fileName ?? null,
      bytesTotal: order.bytesTotal ?? null,
      startedAt: order.now,
    });
    return await runBatch({ db, client, order, source, batchId });
  } finally {
    order.source.destroy();
    try {
      await client.query('drop table if exists import_row');
      await client.query('select pg_advisory_unlock($1, $2)', [lockClass, Number(id)]);
    } finally {
      await connections.releaseConnection(client);
    }
  }
}

async function lockSource(client: pg.PoolClient, source: { id: string; name: string }): Promise<void> {
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1, $2) as held', [
    lockClass,
    Number(source.id),
  ]);
  if (rows[0]?.held === true) return;
  throw new DomainError('conflict', `Another import of ${source.name} is running: wait for its end.`);
}

async function runBatch(run: Run): Promise<ImportResult> {
  const { db, order, batchId } = run;
  try {
    const text = readSource(order.source, order.mapping.csv.encoding);
    order.onProgress?.({ batchId, stage: 'reading', bytesRead: 0, rowsRead: 0 });
    const counts = await readRows(run, text);
    order.onProgress?.({ batchId, stage: 'merging', bytesRead: text.bytesRead(), rowsRead: counts.read });
    return await mergeBatch(run, { text, counts });
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    await failBatch(db, { batchId, error: sentence, finishedAt: order.now });
    throw error;
  }
}

async function readRows(run: Run, text: SourceText): Promise<RowCounts> {
  const { db, client, order, batchId } = run;
  const copy = client.query(copyFrom(await prepareStaging(client)));
  copy.on('error', () => undefined);
  let noted = 0;
  const onPiece = async (counts: RowCounts, faults: readonly RowFault[]): Promise<void> => {
    if (faults.length > 0) await addFaults(db, { batchId, faults });
    if (counts.read - noted < progressEveryRows) return;
    noted = counts.read;
    const bytesRead = text.bytesRead();
    await noteProgress(db, { batchId, ...counts, bytesRead });
    order.onProgress?.({ batchId, stage: 'reading', bytesRead, rowsRead: counts.read });
  };
  try {
    const counts = await stageRows({ pieces: text.pieces, mapping: order.mapping }, { copy, onPiece });
    await refuseRepeatedKeys(run, counts);
    if (counts.bad > 0 && order.skipBadRows !== true) throw badRows(counts.bad, batchId);
    return counts;
  } catch (error) {
    copy.destroy();
    throw error;
  }
}

async function refuseRepeatedKeys({ db, client, order, batchId }: Run, counts: RowCounts): Promise<void> {
  const { key } = order.mapping.transaction;
  if (key === 'row') return;
  const repeated = await repeatedKeys(client);
  if (repeated.length === 0) return;
  counts.bad += repeated.length;
  const faults = repeated.map(({ line, first }) => ({
    line,
    column: key.join(', '),
    reason: `repeats the key of line ${first}`,
  }));
  await addFaults(db, { batchId, faults });
  await client.query('delete from import_row where line = any($1)', [repeated.map(({ line }) => line)]);
}

function badRows(bad: number, batchId: string): DomainError {
  const [rows, them] = bad === 1 ? ['1 row is', 'it'] : [`${bad} rows are`, 'them'];
  return new DomainError('invalid', `${rows} bad, so nothing was taken: correct ${them}, or skip bad rows.`, [
    { path: 'batch', message: batchId },
  ]);
}

async function mergeBatch(
  run: Run,
  { text, counts }: { readonly text: SourceText; readonly counts: RowCounts },
): Promise<ImportResult> {
  const { db, client, order, source, batchId } = run;
  const { mapping, now } = order;
  const shiftMonths = source.shiftMonths ?? (await chooseShift(client, order));
  const confirmRemoval = order.confirmRemoval === true;
  return db.transaction(
    async (trx) => {
      const merged = await mergeRows(client, { sourceId: source.id, mapping, shiftMonths, confirmRemoval });
      const change = {
        source: mapping.source,
        rowsRead: counts.read,
        rowsFiltered: counts.filtered,
        rowsBad: counts.bad,
        ...merged,
        shiftMonths,
        fileSha256: text.sha256(),
      };
      await closeBatch(trx, {
        batchId,
        counts,
        bytesRead: text.bytesRead(),
        merged,
        sha256: change.fileSha256,
        finishedAt: now,
        shiftMonths,
      });
      const event = { chain: 'imports', kind: 'import.finished', subject: batchId, data: change };
      await appendAudit(trx, { ...event, at: now, actor: order.by });
      return { batchId, ...change };
    },
    { connection: client },
  );
}

async function chooseShift(client: pg.PoolClient, order: ImportOrder): Promise<number> {
  const { shift } = order.mapping;
  if (order.shiftMonths !== undefined) return order.shiftMonths;
  if (shift === 'none') return 0;
  if (typeof shift === 'number') return shift;
  return shiftToLastCompleteMonth(client, order.now.toISOString().slice(0, 10));
}
