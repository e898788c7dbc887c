import { codeLimits } from '../../domain/approvals/decision-code.ts';
import { DomainError } from '../../domain/errors.ts';
import type { SealedCode } from '../approval-code.ts';
import type { Db } from '../client.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Whose code it is and what it proves. */
export interface CodeOwner {
  readonly personId: string;
  readonly bindingSha256: string;
}

/** A new code may be sent, or how many may not until when. */
export type CodeReserved =
  | { readonly kind: 'reserved'; readonly id: string; readonly expiresAt: Date }
  | { readonly kind: 'tooMany'; readonly nextAt: Date };

interface SentRow {
  binding_sha256: string;
  sent_at: Date;
}

/**
 * Stores a code that is about to be sent, unless three were sent for the same decisions, or twelve to this person, within the last
 * hour. Several processes count as one.
 */
export async function reserveCode(
  db: Db,
  code: { readonly personId: string; readonly sealed: SealedCode; readonly at: Date },
): Promise<CodeReserved> {
  const { personId, sealed, at } = code;
  return db.transaction(async (trx): Promise<CodeReserved> => {
    await trx.raw(`select pg_advisory_xact_lock(hashtextextended('approval-code:' || ?, 0))`, [personId]);
    const sent = await trx('approval_code')
      .where({ person_id: personId })
      .where('sent_at', '>', new Date(at.getTime() - hour))
      .orderBy('sent_at', 'desc')
      .select<SentRow[]>('binding_sha256', 'sent_at');
    const same = sent.filter((one) => one.binding_sha256 === sealed.bindingSha256);
    const full = same[codeLimits.sendsPerHour - 1] ?? sent[codeLimits.sendsPerPersonAndHour - 1];
    if (full) return { kind: 'tooMany', nextAt: new Date(full.sent_at.getTime() + hour) };
    const expiresAt = new Date(at.getTime() + codeLimits.minutes * minute);
    const [row] = await trx('approval_code')
      .insert({
        person_id: personId,
        binding_sha256: sealed.bindingSha256,
        key_id: sealed.keyId,
        mac: sealed.mac,
        sent_at: at,
        expires_at: expiresAt,
      })
      .returning<{ id: string }[]>('id');
    if (!row) throw new DomainError('conflict', 'The code was not stored.');
    return { kind: 'reserved', id: row.id, expiresAt };
  });
}

/** Forgets a code that could not be sent, so that it does not count. */
export async function withdrawCode(db: Db, id: string): Promise<void> {
  await db('approval_code').where({ id, tries: 0 }).whereNull('used_at').delete();
}

const newest = `select id from approval_code where person_id = :personId and binding_sha256 = :bindingSha256
  order by id desc limit 1`;

/** Counts one try of the newest code in a single statement; undefined when it can no longer be tried. */
export async function tryCode(
  db: Db,
  attempt: CodeOwner & { readonly at: Date },
): Promise<{ readonly id: string; readonly sealed: SealedCode; readonly triesLeft: number } | undefined> {
  const { rows } = await db.raw<{ rows: { id: string; key_id: string; mac: string; tries: number }[] }>(
    `update approval_code set tries = tries + 1
     where id = (${newest}) and tries < :most and used_at is null and expires_at >= :at
     returning id, key_id, mac, tries`,
    { ...attempt, most: codeLimits.tries },
  );
  const [row] = rows;
  if (!row) return undefined;
  const sealed = { keyId: row.key_id, bindingSha256: attempt.bindingSha256, mac: row.mac };
  return { id: row.id, sealed, triesLeft: codeLimits.tries - row.tries };
}

/** Where the newest code stands; `undefined` if none was ever sent. */
export async function newestCode(
  db: Db,
  owner: CodeOwner & { readonly at: Date },
): Promise<{ readonly state: 'live' | 'dead' | 'expired' | 'used'; readonly expiresAt: Date } | undefined> {
  const { rows } = await db.raw<{ rows: { tries: number; expires_at: Date; used_at: Date | null }[] }>(
    `select tries, expires_at, used_at from approval_code where id = (${newest})`,
    { ...owner },
  );
  const [row] = rows;
  if (!row) return undefined;
  const expiresAt = row.expires_at;
  if (row.used_at) return { state: 'used', expiresAt };
  if (expiresAt < owner.at) return { state: 'expired', expiresAt };
  return { state: row.tries >= codeLimits.tries ? 'dead' : 'live', expiresAt };
}

/** Holds an unused code for the caller's transaction, in which a part of what it proves is decided; false if it was used. */
export async function holdCode(db: Db, id: string): Promise<boolean> {
  const rows = await db('approval_code').where({ id }).whereNull('used_at').forUpdate().select('id');
  return rows.length === 1;
}

/** Uses a code up, in the transaction of the (last) decision it proves; false if it was used before. */
export async function useCode(db: Db, use: { readonly id: string; readonly at: Date }): Promise<boolean> {
  return (
    (await db('approval_code').where({ id: use.id }).whereNull('used_at').update({ used_at: use.at })) === 1
  );
}
