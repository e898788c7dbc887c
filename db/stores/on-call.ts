import type { Actor } from '../../domain/actor.ts';
import { DomainError, type Fault } from '../../domain/errors.ts';
import { rotaFaults, shiftsOf, type OnCallSpan, type Rota } from '../../domain/escalations/on-call.ts';
import type { Rung } from '../../domain/escalations/policy.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';

/** Somebody is on call in a programme. `endsAt` is when it ends or was ended early; `timeZone` is that of the local times it was set by. */
export interface OnCallEntry extends OnCallSpan {
  readonly programmeId: string;
  readonly personName: string;
  readonly timeZone: string;
  readonly setBy: string;
  readonly setAt: Date;
}

interface EntryRow {
  id: string;
  programme_id: string;
  region: string | null;
  rung: Rung | null;
  person_id: string;
  name: string;
  time_zone: string;
  starts_at: Date;
  until: Date;
  set_by: string;
  set_at: Date;
}

const until = 'coalesce(o.ended_at, o.ends_at)';

function entries(db: Db) {
  return db('on_call as o')
    .join('person as p', 'p.id', 'o.person_id')
    .select<EntryRow[]>('o.*', 'p.name', db.raw(`${until} as until`));
}

function toEntry(row: EntryRow): OnCallEntry {
  return {
    id: row.id,
    programmeId: row.programme_id,
    region: row.region,
    rung: row.rung,
    personId: row.person_id,
    personName: row.name,
    timeZone: row.time_zone,
    startsAt: row.starts_at,
    endsAt: row.until,
    setBy: row.set_by,
    setAt: row.set_at,
  };
}

/** Every entry of these programmes that covers a moment. */
export async function onCallAt(
  db: Db,
  { programmeIds, at }: { readonly programmeIds: readonly string[]; readonly at: Date },
): Promise<readonly OnCallEntry[]> {
  const rows = await entries(db)
    .whereIn('o.programme_id', programmeIds)
    .where('o.starts_at', '<=', at)
    .whereRaw(`${until} > ?`, [at]);
  return rows.map(toEntry);
}

/** Entries that are not over at `asOf`, or all that were ever in force, the newest first; one more than `limit` says that there is a next page. */
export async function listOnCall(
  db: Db,
  page: {
    readonly programmeId?: string | undefined;
    readonly asOf?: Date | undefined;
    readonly before?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly OnCallEntry[]> {
  const rows = entries(db)
    .whereRaw(`${until} > o.starts_at`)
    .orderBy('o.id', 'desc')
    .limit(page.limit + 1);
  if (page.programmeId !== undefined) void rows.where('o.programme_id', page.programmeId);
  if (page.asOf !== undefined) void rows.whereRaw(`${until} > ?`, [page.asOf]);
  if (page.before !== undefined) void rows.where('o.id', '<', page.before);
  return (await rows).map(toEntry);
}

/** Who is on call from when to when: a {@link Rota} for a programme, in one region or on one rung where given. `replaces` is the entry that it takes the place of. */
export interface OnCallWish extends Rota {
  readonly programmeId: string;
  readonly region?: string | undefined;
  readonly rung?: Rung | undefined;
  readonly replaces?: string | undefined;
  readonly by: Actor;
  readonly at: Date;
}

/** Stores a rota from the moment `at` on, since what is past does not change, and ends the entry that it replaces. Throws `invalid` with every fault, and as {@link endOnCall}. */
export async function setOnCall(db: Db, wish: OnCallWish): Promise<readonly OnCallEntry[]> {
  const { programmeId, region = null, rung = null, replaces, timeZone, by, at } = wish;
  return db.transaction(async (trx) => {
    const faults = [...rotaFaults(wish, at), ...(await recordFaults(trx, wish))];
    if (faults.length > 0) throw new DomainError('invalid', 'Nobody was put on call.', faults);
    if (replaces !== undefined) await endOnCall(trx, { id: replaces, by, at });
    const shifts = shiftsOf(wish, at).map(({ personId, startsAt, endsAt }) => ({
      ...{ programme_id: programmeId, region, rung, person_id: personId, time_zone: timeZone },
      ...{ starts_at: startsAt, ends_at: endsAt, set_by: `${by.kind}:${by.id}`, set_at: at },
    }));
    const stored = await trx('on_call').insert(shifts).returning<{ id: string }[]>('id');
    const ids = stored.map(({ id }) => id);
    const rows = await entries(trx).whereIn('o.id', ids).orderBy('o.starts_at');
    await appendAudit(trx, {
      ...{ chain: 'on-call', at, actor: by, kind: 'onCall.set', subject: ids[0] ?? '' },
      data: {
        ...{ programmeId, region, rung, ...(replaces !== undefined && { replaces }) },
        shifts: rows.map((row) => ({
          ...{ id: row.id, personId: row.person_id },
          ...{ startsAt: row.starts_at.toISOString(), endsAt: row.until.toISOString() },
        })),
      },
    });
    return rows.map(toEntry);
  });
}

async function recordFaults(db: Db, wish: OnCallWish): Promise<readonly Fault[]> {
  const { programmeId, personIds } = wish;
  const programme = await db('programme').where({ id: programmeId }).first<{ id: string } | undefined>('id');
  const active = await db('person').whereIn('id', personIds).where({ active: true }).pluck<string[]>('id');
  return [
    ...(programme ? [] : [{ path: '/programmeId', message: `There is no programme ${programmeId}.` }]),
    ...(personIds.length > 0 ? [] : [{ path: '/personIds', message: 'Name at least one person.' }]),
    ...personIds.flatMap((id, index) =>
      active.includes(id)
        ? []
        : [{ path: `/personIds/${index}`, message: `There is no active person ${id}.` }],
    ),
  ];
}

/** Ends an entry now, or before it begins. Throws `notFound`, or `conflict` where it is over: what is past cannot be changed. */
export async function endOnCall(
  db: Db,
  { id, by, at }: { readonly id: string; readonly by: Actor; readonly at: Date },
): Promise<OnCallEntry> {
  return db.transaction(async (trx) => {
    const ended = await trx('on_call')
      .where({ id, ended_at: null })
      .where('ends_at', '>', at)
      .update({ ended_at: at });
    const [row] = await entries(trx).where('o.id', id);
    if (!row) throw new DomainError('notFound', `There is no on-call entry ${id}.`);
    if (ended === 0)
      throw new DomainError('conflict', 'This on-call entry is over; what is past cannot be changed.');
    const data = { personId: row.person_id, startsAt: row.starts_at.toISOString() };
    await appendAudit(trx, { chain: 'on-call', at, actor: by, kind: 'onCall.ended', subject: id, data });
    return toEntry(row);
  });
}
