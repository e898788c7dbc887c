import { createHash, randomUUID } from 'node:crypto';
import type { Db } from '../db/client.ts';
import { claimIdempotencyKey, keepAnswer, releaseIdempotencyKey } from '../db/stores/idempotency.ts';
import type { IdempotencyScope, KeptAnswer } from '../db/stores/idempotency.ts';
import { HttpProblem } from './problems.ts';

const claimSeconds = 60;
const keptHours = 24;

/** What makes two requests the same: method, address and body (its canonical form, or the hash of an upload). */
export interface Fingerprint {
  readonly method: string;
  readonly address: string;
  readonly body: string;
}

/** One request that may be carried out once only. */
export interface OnceRequest {
  readonly db: Db;
  readonly scope: IdempotencyScope;
  readonly fingerprint: Fingerprint;
  readonly now: Date;
}

/** An answer ready to be sent, and what is to happen once its effect is committed. */
export interface WireAnswer extends KeptAnswer {
  /** A file instead of the body; never kept. */
  readonly file?: Buffer;
  readonly afterCommit?: () => void;
}

function sha256(fingerprint: Fingerprint): Buffer {
  const { method, address, body } = fingerprint;
  return createHash('sha256')
    .update(JSON.stringify([method, address, body]))
    .digest();
}

function inProgress(): HttpProblem {
  return new HttpProblem({
    status: 409,
    type: 'idempotency-in-progress',
    detail: 'A request with this Idempotency-Key is still being carried out. Ask again in a moment.',
    headers: { 'Retry-After': '1' },
  });
}

function otherRequest(): HttpProblem {
  const detail = 'This Idempotency-Key was used for another request. Use a new key for a new request.';
  return new HttpProblem({ status: 422, type: 'idempotency-key-reused', detail });
}

/**
 * Carries a request out at most once per Idempotency-Key. The effect and the kept answer are one transaction, so a
 * process killed at any point leaves both or neither; its claim is free again after a minute. Refusals are not kept.
 */
export async function performOnce(
  once: OnceRequest,
  effect: (db: Db) => Promise<WireAnswer>,
): Promise<{ answer: WireAnswer; replayed: boolean }> {
  const { db, scope, now } = once;
  const claim = randomUUID();
  const found = await claimIdempotencyKey(db, {
    ...scope,
    claim,
    fingerprint: sha256(once.fingerprint),
    at: now,
    claimedUntil: new Date(now.getTime() + claimSeconds * 1000),
    expiresAt: new Date(now.getTime() + keptHours * 3_600_000),
  });
  if (found.kind === 'answered') return { answer: found.answer, replayed: true };
  if (found.kind === 'inProgress') throw inProgress();
  if (found.kind === 'otherRequest') throw otherRequest();
  try {
    const answer = await db.transaction(async (transaction) => {
      const made = await effect(transaction);
      const { status, headers, body } = made;
      const kept = await keepAnswer(transaction, { ...scope, claim, answer: { status, headers, body } });
      if (!kept) throw inProgress();
      return made;
    });
    return { answer, replayed: false };
  } catch (error) {
    // Should the database be gone, the claim runs out by itself and the first error is the one to report.
    await releaseIdempotencyKey(db, { ...scope, claim }).catch(() => undefined);
    throw error;
  }
}
