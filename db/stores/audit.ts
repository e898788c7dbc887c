import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import { auditHash } from '../audit-hash.ts';
import type { Db } from '../client.ts';

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
  last_seq: number | null;
  last_hash: string | null;
  recorded_at: Date;
}

// Only what is rounded to milliseconds comes back from a JavaScript date as it was stored.
const headQuery = `select c.last_seq, c.last_hash, date_trunc('milliseconds', clock_timestamp()) as recorded_at
  from (values (cast(? as text))) as wanted (chain) left join audit_chain c using (chain)`;

async function lockHead(db: Db, chain: string): Promise<ChainHead> {
  await db.raw(`select pg_advisory_xact_lock(hashtextextended('audit:' || ?, 0))`, [chain]);
  const [head] = (await db.raw<{ rows: ChainHead[] }>(headQuery, [chain])).rows;
  if (!head) throw new DomainError('conflict', `The audit chain ${chain} has no head.`);
  return head;
}

/** Appends to the chain inside the caller's transaction: each event carries the hash of the one before it. */
export async function appendAudit(db: Db, entry: AuditEntry): Promise<void> {
  const head = await lockHead(db, entry.chain);
  const event = {
    chain: entry.chain,
    seq: (head.last_seq ?? 0) + 1,
    occurred_at: entry.at.toISOString(),
    recorded_at: head.recorded_at.toISOString(),
    actor_kind: entry.actor.kind,
    actor_id: entry.actor.id,
    kind: entry.kind,
    subject: entry.subject,
    data: entry.data ?? {},
    previous_hash: head.last_hash,
    hash_form: 2,
  };
  await db('audit_event').insert({ ...event, data: JSON.stringify(event.data), hash: auditHash(event) });
}
