import type { Actor } from '../../domain/actor.ts';
import type { Db } from '../client.ts';
import { contentHash } from '../content-hash.ts';

/** One thing that happened: `chain` is the process it belongs to (or a name such as 'imports'), `at` is process time. */
export interface AuditEntry {
  readonly chain: string;
  readonly at: Date;
  readonly actor: Actor;
  readonly kind: string;
  readonly subject: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

interface ChainHead {
  seq: number;
  hash: string;
}

async function lockHead(db: Db, chain: string): Promise<ChainHead | undefined> {
  await db.raw(`select pg_advisory_xact_lock(hashtextextended('audit:' || ?, 0))`, [chain]);
  return db('audit_event')
    .where({ chain })
    .orderBy('seq', 'desc')
    .first<ChainHead | undefined>('seq', 'hash');
}

/** Appends to the chain inside the caller's transaction: each event carries the hash of the one before it. */
export async function appendAudit(db: Db, entry: AuditEntry): Promise<void> {
  const head = await lockHead(db, entry.chain);
  const event = {
    chain: entry.chain,
    seq: (head?.seq ?? 0) + 1,
    occurred_at: entry.at.toISOString(),
    actor_kind: entry.actor.kind,
    actor_id: entry.actor.id,
    kind: entry.kind,
    subject: entry.subject,
    data: entry.data ?? {},
    previous_hash: head?.hash ?? null,
  };
  await db('audit_event').insert({ ...event, data: JSON.stringify(event.data), hash: contentHash(event) });
}
