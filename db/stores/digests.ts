import type { Actor } from '../../domain/actor.ts';
import { nextDigest, type DigestTime } from '../../domain/calendar/digest-times.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import { noLongerNeeded } from './notifications.ts';

/** The link by which a digest's reader goes back to single mails; the token itself is not stored. */
interface DigestLink {
  readonly id: string;
  readonly keyId: string;
  readonly tokenSha256: string;
}

interface HeldRow {
  id: string;
  digest: boolean;
  region: string;
  time_zone: string;
  seat_state: string;
  expires_at: Date | null;
}

/** What a mail about a question must know to wait for its reader's digest. */
interface Waiting {
  readonly personId: string;
  /** The reader's link to the question. */
  readonly linkId: string;
  readonly at: Date;
}

/** Whether a mail about a question waits for its reader's next digest: the reader wants digests, and the question is still open then. */
export async function waitsForDigest(db: Db, { personId, linkId, at }: Waiting): Promise<boolean> {
  const row = await db('person as p')
    .join('approval_link as l', 'l.id', db.raw('cast(? as uuid)', [linkId]))
    .join('approver as a', 'a.id', 'l.approver_id')
    .where({ 'p.id': personId, 'p.digest': true, 'p.active': true })
    .first<Pick<HeldRow, 'region' | 'time_zone' | 'expires_at'> | undefined>(
      'p.region',
      'p.time_zone',
      'a.expires_at',
    );
  return row !== undefined && canWait(row, at);
}

function canWait(held: Pick<HeldRow, 'region' | 'time_zone' | 'expires_at'>, at: Date): boolean {
  const place = { region: held.region, timeZone: held.time_zone };
  return held.expires_at === null || held.expires_at > nextDigest(place, at);
}

/** Stores that a digest was queued, once a person and day, and takes the mails that waited for it out of the queue for good. */
export async function insertDigest(
  db: Db,
  digest: {
    readonly personId: string;
    readonly day: DigestTime['day'];
    readonly at: Date;
    readonly notificationId: string;
    readonly link: DigestLink;
    readonly questionLinkIds: readonly string[];
  },
): Promise<void> {
  const { personId, link } = digest;
  await db('digest').insert({
    person_id: personId,
    day: digest.day,
    notification_id: digest.notificationId,
    link_id: link.id,
    key_id: link.keyId,
    token_sha256: link.tokenSha256,
    made_at: digest.at,
  });
  await db('notification')
    .where({ person_id: personId, status: 'held' })
    .whereIn('link_id', digest.questionLinkIds)
    .update({ status: 'digested' });
}

/**
 * Sends on singly what no digest will carry in time: mails held for somebody who no longer wants digests or has left, and those whose
 * question ends before the next one; a mail whose question is settled is kept back. Returns how many were sent on.
 */
export async function releaseHeld(db: Db, at: Date): Promise<number> {
  return db.transaction(async (trx) => {
    const rows = await trx('notification as n')
      .join('person as p', 'p.id', 'n.person_id')
      .join('approval_link as l', 'l.id', 'n.link_id')
      .join('approver as a', 'a.id', 'l.approver_id')
      .where('n.status', 'held')
      .orderBy('n.id')
      .forUpdate('n')
      .skipLocked()
      .select<HeldRow[]>(
        'n.id',
        trx.raw('(p.digest and p.active) as digest'),
        'p.region',
        'p.time_zone',
        'a.state as seat_state',
        'a.expires_at',
      );
    const settled = rows.filter((row) => row.seat_state !== 'asked');
    const urgent = rows.filter((row) => row.seat_state === 'asked' && !(row.digest && canWait(row, at)));
    await trx('notification')
      .whereIn('id', idsOf(settled))
      .update({ status: 'suppressed', last_error: noLongerNeeded });
    const released = await trx('notification')
      .whereIn('id', idsOf(urgent))
      .update(queuedAgain(trx))
      .returning<{ id: string }[]>('id');
    return released.length;
  });
}

function idsOf(rows: readonly { readonly id: string }[]): readonly string[] {
  return rows.map(({ id }) => id);
}

function queuedAgain(
  db: Db,
): Record<'queued_at' | 'next_attempt_at', ReturnType<Db['raw']>> & { status: string } {
  const now = db.raw('clock_timestamp()');
  return { status: 'queued', queued_at: now, next_attempt_at: now };
}

/**
 * Sets whether a person gets one mail a day instead of one for each question, with its audit event. Switching off sends at once what
 * was held. Returns whether this changed anything; throws `notFound`.
 */
export async function setDigest(
  db: Db,
  wish: { readonly personId: string; readonly digest: boolean; readonly by: Actor; readonly at: Date },
): Promise<boolean> {
  const { personId, digest, by, at } = wish;
  return db.transaction(async (trx) => {
    const person = await trx('person')
      .where({ id: personId })
      .forUpdate()
      .first<{ digest: boolean } | undefined>('digest');
    if (person === undefined) throw new DomainError('notFound', `There is no person ${personId}.`);
    if (person.digest === digest) return false;
    await trx('person').where({ id: personId }).update({ digest, digest_set_at: at });
    if (!digest)
      await trx('notification').where({ person_id: personId, status: 'held' }).update(queuedAgain(trx));
    await appendAudit(trx, {
      chain: 'people',
      at,
      actor: by,
      kind: digest ? 'person.digestOn' : 'person.digestOff',
      subject: personId,
    });
    return true;
  });
}
