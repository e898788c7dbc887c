import type { Db } from '../client.ts';

/** Whose request it is: the caller's Idempotency-Key counts only within one API key. */
export interface IdempotencyScope {
  readonly apiKeyId: string;
  readonly key: string;
}

/** An attempt to be the one that carries out a request. Both dates are instants after `at`. */
export interface IdempotencyClaim extends IdempotencyScope {
  readonly fingerprint: Buffer;
  readonly claim: string;
  readonly at: Date;
  readonly claimedUntil: Date;
  readonly expiresAt: Date;
}

/** An answer as it went out, kept to be given again byte for byte. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** What a claim found: the right to go on, the earlier answer, or why neither is to be had. */
export type ClaimOutcome =
  | { readonly kind: 'claimed' }
  | { readonly kind: 'answered'; readonly answer: KeptAnswer }
  | { readonly kind: 'inProgress' }
  | { readonly kind: 'otherRequest' };

interface IdempotencyRow {
  fingerprint: Buffer;
  status: number | null;
  headers: Record<string, string> | null;
  body: string | null;
}

const claimSql = `
  insert into idempotency_key as k (api_key_id, key, fingerprint, claim, claimed_until, expires_at)
  values (:apiKeyId, :key, :fingerprint, :claim, :claimedUntil, :expiresAt)
  on conflict (api_key_id, key) do update
    set fingerprint = excluded.fingerprint, claim = excluded.claim, claimed_until = excluded.claimed_until,
        expires_at = excluded.expires_at, status = null, headers = null, body = null
    where k.expires_at <= :at
       or (k.status is null and k.claimed_until <= :at and k.fingerprint = excluded.fingerprint)
  returning 1`;

/**
 * Claims the key for one attempt. A claim whose holder died is free again after `claimedUntil`, an answer after
 * `expiresAt`. Call it outside the transaction of the effect, so that others see the claim at once.
 */
export async function claimIdempotencyKey(db: Db, attempt: IdempotencyClaim): Promise<ClaimOutcome> {
  const claimed = await db.raw<{ rows: unknown[] }>(claimSql, { ...attempt });
  if (claimed.rows.length > 0) return { kind: 'claimed' };
  const row = await db('idempotency_key')
    .where({ api_key_id: attempt.apiKeyId, key: attempt.key })
    .first<IdempotencyRow | undefined>('fingerprint', 'status', 'headers', 'body');
  if (row === undefined) return { kind: 'inProgress' };
  if (!row.fingerprint.equals(attempt.fingerprint)) return { kind: 'otherRequest' };
  if (row.status === null) return { kind: 'inProgress' };
  return {
    kind: 'answered',
    answer: { status: row.status, headers: row.headers ?? {}, body: row.body },
  };
}

/**
 * Keeps the answer; call it in the transaction of the effect. False when another attempt has taken the claim over
 * in the meantime: then the effect must be rolled back.
 */
export async function keepAnswer(
  db: Db,
  kept: IdempotencyScope & { readonly claim: string; readonly answer: KeptAnswer },
): Promise<boolean> {
  const { answer } = kept;
  const changed = await db('idempotency_key')
    .where({ api_key_id: kept.apiKeyId, key: kept.key, claim: kept.claim })
    .whereNull('status')
    .update({ status: answer.status, headers: JSON.stringify(answer.headers), body: answer.body });
  return changed === 1;
}

/** Gives the claim back after a refusal, so that a corrected request may use the same key. */
export async function releaseIdempotencyKey(
  db: Db,
  held: IdempotencyScope & { readonly claim: string },
): Promise<void> {
  await db('idempotency_key')
    .where({ api_key_id: held.apiKeyId, key: held.key, claim: held.claim })
    .whereNull('status')
    .delete();
}

/** Forgets answers whose time has passed; returns how many. */
export async function purgeIdempotencyKeys(db: Db, at: Date): Promise<number> {
  return await db('idempotency_key').where('expires_at', '<=', at).delete();
}
