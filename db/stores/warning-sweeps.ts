import { DomainError } from '../../domain/errors.ts';
import { system } from '../../domain/actor.ts';
import type { Db } from '../client.ts';
import { deliveriesCover } from '../warnings/facts.ts';
import { appendAudit } from './audit.ts';
import { currentWarningRules } from './warning-rules.ts';

/** A sweep over a programme's key accounts as of a day (exclusive); `abandoned` when a later day was swept before it ended. */
export interface WarningSweep {
  readonly id: string;
  readonly programmeId: string;
  readonly asOf: string;
  readonly rulesVersion: number;
  readonly dataFrom: string | null;
  readonly dataTo: string | null;
  readonly state: 'running' | 'done' | 'abandoned';
  /** The number of the last account that was looked at. */
  readonly sweptThrough: string;
  readonly counts: SweepCounts;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

/** Accounts looked at, those of them that could not be compared with the year before, and what became of alarms. */
export interface SweepCounts {
  readonly accounts: number;
  readonly uncompared: number;
  readonly opened: number;
  readonly updated: number;
  readonly cleared: number;
  readonly closed: number;
}

interface SweepRow extends SweepCounts {
  id: string;
  programme_id: string;
  as_of: string;
  rules_version: number;
  data_from: string | null;
  data_to: string | null;
  state: WarningSweep['state'];
  swept_through: string;
  started_at: Date;
  finished_at: Date | null;
}

function toSweep(row: SweepRow): WarningSweep {
  const { accounts, uncompared, opened, updated, cleared, closed } = row;
  return {
    id: row.id,
    programmeId: row.programme_id,
    asOf: row.as_of,
    rulesVersion: row.rules_version,
    dataFrom: row.data_from,
    dataTo: row.data_to,
    state: row.state,
    sweptThrough: row.swept_through,
    counts: { accounts, uncompared, opened, updated, cleared, closed },
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}

/**
 * Opens the sweep of a day, or returns the one there is. One of an earlier day that never ended is abandoned. Throws `invalid` for a day still to come, `conflict` where a later
 * day was swept already: alarms go forward only.
 */
export async function openSweep(
  db: Db,
  wish: { readonly programmeId: string; readonly asOf: string; readonly at: Date },
): Promise<WarningSweep> {
  const { programmeId, asOf, at } = wish;
  return db.transaction(async (trx) => {
    await trx('programme').where({ id: programmeId }).forUpdate().first('id');
    const known = await trx<SweepRow>('warning_sweep')
      .where({ programme_id: programmeId, as_of: asOf })
      .first();
    if (known) return toSweep(known);
    await refuseDay(trx, wish);
    await trx('warning_sweep')
      .where({ programme_id: programmeId, state: 'running' })
      .update({ state: 'abandoned', finished_at: at });
    const data = await deliveriesCover(trx, asOf);
    const [row] = await trx('warning_sweep')
      .insert({
        programme_id: programmeId,
        as_of: asOf,
        rules_version: (await currentWarningRules(trx)).version,
        data_from: data.from,
        data_to: data.to,
        started_at: at,
      })
      .returning<SweepRow[]>('*');
    if (!row) throw new Error('the sweep was not stored');
    return toSweep(row);
  });
}

// East of Greenwich the day begins before it does in the records.
async function refuseDay(
  trx: Db,
  { programmeId, asOf, at }: { programmeId: string; asOf: string; at: Date },
): Promise<void> {
  const tomorrow = new Date(at.getTime() + 86_400_000).toISOString().slice(0, 10);
  if (asOf > tomorrow)
    throw new DomainError('invalid', `${asOf} is still to come: sweep a day that has begun.`, [
      { path: 'asOf', message: 'must not be after today' },
    ]);
  const later = await trx<SweepRow>('warning_sweep')
    .where({ programme_id: programmeId })
    .where('as_of', '>', asOf)
    .orderBy('as_of', 'desc')
    .first();
  if (later)
    throw new DomainError(
      'conflict',
      `This programme was swept as of ${later.as_of} already; alarms go forward only, so ${asOf} cannot be swept any more.`,
    );
}

/** A sweep by its number; throws `notFound`. */
export async function getSweep(db: Db, sweepId: string): Promise<WarningSweep> {
  const row = await db<SweepRow>('warning_sweep').where({ id: sweepId }).first();
  if (!row) throw new DomainError('notFound', `There is no sweep ${sweepId}.`);
  return toSweep(row);
}

/** Locks the sweep for the caller's transaction, so that its batches come in turn. Throws `notFound`. */
export async function lockSweep(trx: Db, sweepId: string): Promise<WarningSweep> {
  const row = await trx<SweepRow>('warning_sweep').where({ id: sweepId }).forUpdate().first();
  if (!row) throw new DomainError('notFound', `There is no sweep ${sweepId}.`);
  return toSweep(row);
}

/** Adds what a batch found to the sweep that the caller has locked. */
export async function noteBatch(
  trx: Db,
  batch: { readonly sweepId: string; readonly through: string; readonly counts: SweepCounts },
): Promise<void> {
  const { sweepId, through, counts } = batch;
  await trx('warning_sweep')
    .where({ id: sweepId })
    .increment({ ...counts })
    .update({ swept_through: through });
}

/** Ends the sweep that the caller has locked, with a line in the programme's trail; `closed` alarms are added to its counts. */
export async function finishSweep(
  trx: Db,
  { sweep, ...ended }: { readonly sweep: WarningSweep; readonly closed: number; readonly at: Date },
): Promise<void> {
  const counts = { ...sweep.counts, closed: sweep.counts.closed + ended.closed };
  await trx('warning_sweep')
    .where({ id: sweep.id })
    .update({ state: 'done', finished_at: ended.at, closed: counts.closed });
  await appendAudit(trx, {
    chain: `early-warning/${sweep.programmeId}`,
    at: ended.at,
    actor: system,
    kind: 'warningSweep.done',
    subject: sweep.id,
    data: { asOf: sweep.asOf, rulesVersion: sweep.rulesVersion, ...counts },
  });
}

/** Sweeps of a programme or of all, the latest first; one more than `limit` says that there are others before the one with the number `before`. */
export async function listSweeps(
  db: Db,
  of: {
    readonly programmeId?: string | undefined;
    readonly limit: number;
    readonly before?: string | undefined;
  },
): Promise<readonly WarningSweep[]> {
  const found = db('warning_sweep')
    .orderBy('id', 'desc')
    .limit(of.limit + 1)
    .select<SweepRow[]>('*');
  if (of.programmeId !== undefined) void found.where({ programme_id: of.programmeId });
  if (of.before !== undefined) void found.where('id', '<', of.before);
  return (await found).map(toSweep);
}

/** The programmes with key accounts that were never swept, by key, each with the time zone of its owner. */
export async function neverSwept(
  db: Db,
): Promise<readonly { readonly programme: string; readonly timeZone: string }[]> {
  return db('programme as g')
    .leftJoin('person as p', 'p.id', 'g.owner_id')
    .whereExists(
      db('designation as d').whereRaw('d.programme_id = g.id').whereNull('d.ended_at').select(db.raw('1')),
    )
    .whereNotExists(db('warning_sweep as w').whereRaw('w.programme_id = g.id').select(db.raw('1')))
    .orderBy('g.key')
    .select<{ programme: string; timeZone: string }[]>(
      'g.key as programme',
      db.raw(`coalesce(p.time_zone, 'UTC') as "timeZone"`),
    );
}
