import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Language } from '../../domain/reader-format.ts';
import type { Db } from '../client.ts';
import type { CalendarSubject } from '../read-models/due-calendar.ts';
import { appendAudit } from './audit.ts';
import { getPlan } from './plan-rows.ts';
import { lockProcess } from './processes.ts';

/** An address under which a calendar reads due dates; what it is, is not stored. */
export interface CalendarFeed {
  readonly id: string;
  readonly subject: CalendarSubject;
  readonly language: Language;
  readonly madeAt: Date;
}

interface FeedRow {
  id: string;
  plan_id: string | null;
  person_id: string | null;
  language: Language;
  made_at: Date;
}

/** A change of whose calendar can be read, by whom and when. */
export interface FeedChange {
  readonly subject: CalendarSubject;
  readonly by: Actor;
  readonly at: Date;
}

function columnsOf(subject: CalendarSubject): Record<string, string> {
  return 'planId' in subject ? { plan_id: subject.planId } : { person_id: subject.personId };
}

function toFeed(row: FeedRow): CalendarFeed {
  const subject = row.plan_id === null ? { personId: row.person_id ?? '' } : { planId: row.plan_id };
  return { id: row.id, subject, language: row.language, madeAt: row.made_at };
}

/** The feed of a plan or person that can be read now; `undefined` if there is none. */
export async function currentFeed(db: Db, subject: CalendarSubject): Promise<CalendarFeed | undefined> {
  const row = await db<FeedRow>('calendar_feed').where(columnsOf(subject)).whereNull('revoked_at').first();
  return row && toFeed(row);
}

/** The feed with this token's SHA-256, unless it was revoked or its person has left. Reads only. */
export async function findFeed(db: Db, tokenSha256: string): Promise<CalendarFeed | undefined> {
  const row = await db('calendar_feed as f')
    .leftJoin('person as p', 'p.id', 'f.person_id')
    .where({ 'f.token_sha256': tokenSha256 })
    .whereNull('f.revoked_at')
    .whereRaw('coalesce(p.active, true)')
    .first<FeedRow | undefined>('f.*');
  return row && toFeed(row);
}

/**
 * Stores a new address, in place of the one before, which opens nothing from then on. Throws `notFound` for an unknown plan or person,
 * and `conflict` for a person who has left.
 */
export function makeFeed(
  db: Db,
  made: FeedChange & {
    readonly language: Language;
    readonly link: { readonly id: string; readonly keyId: string; readonly tokenSha256: string };
  },
): Promise<CalendarFeed> {
  const { subject, by, at, language, link } = made;
  return db.transaction(async (trx) => {
    const chain = await lockSubject(trx, subject);
    await refuseWhoLeft(trx, subject);
    const before = await revoke(trx, made);
    const columns = {
      ...columnsOf(subject),
      id: link.id,
      key_id: link.keyId,
      token_sha256: link.tokenSha256,
    };
    const [row] = await trx('calendar_feed')
      .insert({ ...columns, language, made_at: at })
      .returning<FeedRow[]>('*');
    if (!row) throw new DomainError('conflict', 'The address was not stored.');
    await appendAudit(trx, {
      chain,
      at,
      actor: by,
      kind: before === undefined ? 'calendar.made' : 'calendar.renewed',
      subject: idOf(subject),
    });
    return toFeed(row);
  });
}

/** Makes the address of a plan's or a person's calendar useless. Throws `notFound` if there is none. */
export function revokeFeed(db: Db, change: FeedChange): Promise<void> {
  const { subject, by, at } = change;
  return db.transaction(async (trx) => {
    const chain = await lockSubject(trx, subject);
    if ((await revoke(trx, change)) === undefined)
      throw new DomainError('notFound', 'There is no calendar address to revoke.');
    await appendAudit(trx, { chain, at, actor: by, kind: 'calendar.revoked', subject: idOf(subject) });
  });
}

const idOf = (subject: CalendarSubject): string => ('planId' in subject ? subject.planId : subject.personId);

/** Lets one change at a time through; returns the audit chain that tells of it. */
async function lockSubject(db: Db, subject: CalendarSubject): Promise<string> {
  if ('planId' in subject) {
    const { workflowId } = await getPlan(db, { id: subject.planId });
    await lockProcess(db, workflowId);
    return workflowId;
  }
  const { personId } = subject;
  await db.raw(`select pg_advisory_xact_lock(hashtextextended('calendar:' || ?, 0))`, [personId]);
  const person = await db('person').where({ id: personId }).first<{ id: string } | undefined>('id');
  if (!person) throw new DomainError('notFound', `There is no person ${personId}.`);
  return 'people';
}

async function refuseWhoLeft(db: Db, subject: CalendarSubject): Promise<void> {
  if ('planId' in subject) return;
  const left = await db('person')
    .where({ id: subject.personId, active: false })
    .first<{ id: string } | undefined>('id');
  if (left !== undefined) throw new DomainError('conflict', 'This person has left: they get no calendar.');
}

async function revoke(db: Db, { subject, at }: FeedChange): Promise<{ id: string } | undefined> {
  const [row] = await db('calendar_feed')
    .where(columnsOf(subject))
    .whereNull('revoked_at')
    .update({ revoked_at: at })
    .returning<{ id: string }[]>('id');
  return row;
}
