import { absenceFaults, type AbsenceFault, type AbsenceSpan } from '../../domain/approvals/absence.ts';
import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import { lockProcess, recordFact } from './processes.ts';

/** Somebody's absence as it was set: away from `startsAt` until just before `endsAt`. */
export interface Absence extends AbsenceSpan {
  readonly id: string;
  readonly standInName: string;
  readonly setAt: Date;
  readonly cancelledAt: Date | null;
}

/** What was set or cancelled, and the processes that have to look at it again; `refused` says what is wrong with the wish. */
export type AbsenceResult =
  | { readonly kind: 'done'; readonly absence: Absence; readonly workflowIds: readonly string[] }
  | { readonly kind: 'refused'; readonly refused: readonly AbsenceFault[] };

interface AbsenceRow {
  id: string;
  person_id: string;
  stand_in_id: string;
  stand_in_name: string;
  starts_at: Date;
  ends_at: Date;
  set_at: Date;
  cancelled_at: Date | null;
}

function toAbsence(row: AbsenceRow): Absence {
  return {
    id: row.id,
    personId: row.person_id,
    standInId: row.stand_in_id,
    standInName: row.stand_in_name,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    setAt: row.set_at,
    cancelledAt: row.cancelled_at,
  };
}

function absences(db: Db) {
  return db('absence as a')
    .join('person as p', 'p.id', 'a.stand_in_id')
    .whereNull('a.cancelled_at')
    .orderBy('a.starts_at')
    .select<AbsenceRow[]>('a.*', 'p.name as stand_in_name');
}

/** Somebody's absences that are not over at `asOf` and not cancelled, the next first. */
export async function listAbsences(
  db: Db,
  of: { readonly personId: string; readonly asOf: Date },
): Promise<readonly Absence[]> {
  const rows = await absences(db).where('a.person_id', of.personId).where('a.ends_at', '>', of.asOf);
  return rows.map(toAbsence);
}

/** Sets an absence, unless the domain's rule finds faults, and tells every process that waits for this person. */
export function setAbsence(
  db: Db,
  wish: {
    readonly personId: string;
    readonly standIn: { readonly id: string } | { readonly email: string };
    readonly startsAt: Date;
    readonly endsAt: Date;
    readonly via: 'link' | 'api' | 'cli';
    readonly by: Actor;
    readonly at: Date;
  },
): Promise<AbsenceResult> {
  const { personId, standIn, startsAt, endsAt, by, at } = wish;
  return db.transaction(async (trx) => {
    await lockAbsences(trx);
    await mustBeKnown(trx, personId);
    const known = await trx('person')
      .where(standIn)
      .first<{ id: string; active: boolean } | undefined>('id', 'active');
    if (!known) return { kind: 'refused', refused: ['unknown'] };
    const span = { personId, standInId: known.id, startsAt, endsAt };
    const others = (await absences(trx).where('a.ends_at', '>', startsAt)).map(toAbsence);
    const refused = absenceFaults(span, { now: at, others, standInActive: known.active });
    if (refused.length > 0) return { kind: 'refused', refused };
    const [row] = await trx('absence')
      .insert({
        person_id: personId,
        stand_in_id: known.id,
        starts_at: startsAt,
        ends_at: endsAt,
        set_by: `${by.kind}:${by.id}`,
        set_at: at,
      })
      .returning<{ id: string }[]>('id');
    const absence = await getAbsence(trx, { personId, absenceId: row?.id ?? '' });
    const workflowIds = await tell(trx, { absence, change: 'set', via: wish.via, by, at });
    return { kind: 'done', absence, workflowIds };
  });
}

/** Ends an absence before its time; what went to the stand-in stays there. Throws `notFound`, also when it was cancelled before. */
export function cancelAbsence(
  db: Db,
  wish: {
    readonly personId: string;
    readonly absenceId: string;
    readonly via: 'link' | 'api' | 'cli';
    readonly by: Actor;
    readonly at: Date;
  },
): Promise<{ readonly absence: Absence; readonly workflowIds: readonly string[] }> {
  return db.transaction(async (trx) => {
    await lockAbsences(trx);
    const absence = await getAbsence(trx, wish);
    await trx('absence').where({ id: absence.id }).update({ cancelled_at: wish.at });
    const { via, by, at } = wish;
    return { absence, workflowIds: await tell(trx, { absence, change: 'cancelled', via, by, at }) };
  });
}

/** Notes that the absences of a seat's person that have begun were looked at for it, so that the same one is never looked at twice. */
export async function noteLooked(
  db: Db,
  look: { readonly seatId: string; readonly at: Date },
): Promise<void> {
  await db.raw(
    `insert into absence_seat (absence_id, approver_id, looked_at)
     select a.id, s.id, cast(:at as timestamptz) from absence a join approver s on s.person_id = a.person_id
     where s.id = :seatId and a.cancelled_at is null and a.starts_at <= :at and a.ends_at > coalesce(s.asked_at, :at)
     on conflict do nothing`,
    look,
  );
}

// One at a time, so that two wishes together never close a circle.
async function lockAbsences(db: Db): Promise<void> {
  await db.raw(`select pg_advisory_xact_lock(hashtextextended('absences', 0))`);
}

async function mustBeKnown(db: Db, personId: string): Promise<void> {
  const row = await db('person').where({ id: personId }).first<{ id: string } | undefined>('id');
  if (!row) throw new DomainError('notFound', `There is no person ${personId}.`);
}

/** One absence, also when it is over; `undefined` when it was cancelled. */
export async function findAbsence(db: Db, id: string): Promise<Absence | undefined> {
  const [row] = await absences(db).where({ 'a.id': id });
  return row && toAbsence(row);
}

async function getAbsence(
  db: Db,
  key: { readonly personId: string; readonly absenceId: string },
): Promise<Absence> {
  const [row] = await absences(db).where({ 'a.id': key.absenceId, 'a.person_id': key.personId });
  if (!row) throw new DomainError('notFound', `Person ${key.personId} has no absence ${key.absenceId}.`);
  return toAbsence(row);
}

async function tell(
  db: Db,
  told: {
    readonly absence: Absence;
    readonly change: 'set' | 'cancelled';
    readonly via: string;
    readonly by: Actor;
    readonly at: Date;
  },
): Promise<readonly string[]> {
  const { absence, change, via, by, at } = told;
  const { id: absenceId, personId, standInId, startsAt, endsAt } = absence;
  const workflowIds = await waitingFor(db, personId);
  for (const workflowId of workflowIds) {
    await lockProcess(db, workflowId);
    await recordFact(db, { workflowId, kind: 'absenceChanged', payload: { absenceId, change, via }, at });
  }
  await appendAudit(db, {
    chain: 'absences',
    at,
    actor: by,
    kind: `absence.${change}`,
    subject: absenceId,
    data: { personId, standInId, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), via },
  });
  return workflowIds;
}

// In one order, so that two transactions never wait for each other's process.
async function waitingFor(db: Db, personId: string): Promise<readonly string[]> {
  const rows = await db('approver as a')
    .join('approval_request as r', 'r.id', 'a.request_id')
    .join('process as p', 'p.workflow_id', 'r.workflow_id')
    .where({ 'a.person_id': personId, 'a.state': 'asked', 'r.status': 'open', 'p.state': 'open' })
    .distinct<{ workflow_id: string }[]>('r.workflow_id')
    .orderBy('r.workflow_id');
  return rows.map((row) => row.workflow_id);
}
