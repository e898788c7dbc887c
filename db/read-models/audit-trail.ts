import type { Actor } from '../../domain/actor.ts';
import type { Db } from '../client.ts';

/** One event of a trail with the hashes that chain it to the one before. */
export interface AuditRecord {
  readonly chain: string;
  readonly seq: number;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly actor: Actor;
  readonly kind: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly previousHash: string | null;
  readonly hash: string;
}

interface AuditRow {
  chain: string;
  seq: number;
  occurred_at: Date;
  recorded_at: Date;
  actor_kind: Actor['kind'];
  actor_id: string;
  kind: string;
  subject: string;
  data: Record<string, unknown>;
  previous_hash: string | null;
  hash: string;
}

/** The trail of one process in the order of its chain; one more than `limit` says that there is a next page. */
export async function listAuditEvents(
  db: Db,
  page: { readonly chain: string; readonly after: number | undefined; readonly limit: number },
): Promise<readonly AuditRecord[]> {
  const rows = db<AuditRow>('audit_event')
    .where({ chain: page.chain })
    .orderBy('seq')
    .limit(page.limit + 1);
  if (page.after !== undefined) void rows.where('seq', '>', page.after);
  return (await rows).map((row) => ({
    chain: row.chain,
    seq: row.seq,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    actor: { kind: row.actor_kind, id: row.actor_id },
    kind: row.kind,
    subject: row.subject,
    data: row.data,
    previousHash: row.previous_hash,
    hash: row.hash,
  }));
}
