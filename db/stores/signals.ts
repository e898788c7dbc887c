import type { Db } from '../client.ts';
import { escalateSignal } from './escalation-signals.ts';

/** Something that a watchful eye should see: `kind` such as 'commitment.missed', `subject` the number of what it is about, `evidence` what shows it. */
export interface Signal {
  readonly id: string;
  readonly kind: string;
  readonly accountId: string;
  readonly planId: string | null;
  readonly subject: string;
  readonly occurredAt: Date;
  readonly evidence: Readonly<Record<string, unknown>>;
}

interface SignalRow {
  id: string;
  kind: string;
  account_id: string;
  plan_id: string | null;
  subject: string;
  occurred_at: Date;
  evidence: Record<string, unknown>;
}

/** Records a signal once, and escalates it where its kind is escalated; call it in the transaction that stores what it tells of. */
export async function recordSignal(db: Db, signal: Omit<Signal, 'id'>): Promise<void> {
  const recorded = await db('signal')
    .insert({
      kind: signal.kind,
      account_id: signal.accountId,
      plan_id: signal.planId,
      subject: signal.subject,
      occurred_at: signal.occurredAt,
      evidence: JSON.stringify(signal.evidence),
    })
    .onConflict(['kind', 'subject', 'occurred_at'])
    .ignore()
    .returning<{ id: string }[]>('id');
  if (recorded.length > 0) await escalateSignal(db, signal);
}

/** An account's signals up to a moment, the oldest first, after the one with the number `after`; one more than `limit` says that there are others. */
export async function listSignals(
  db: Db,
  of: {
    readonly accountId: string;
    readonly asOf: Date;
    readonly limit: number;
    readonly after?: string | undefined;
  },
): Promise<readonly Signal[]> {
  const rows = await db<SignalRow>('signal')
    .where({ account_id: of.accountId })
    .where('occurred_at', '<=', of.asOf)
    .where('id', '>', of.after ?? '0')
    .orderBy('id')
    .limit(of.limit + 1);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    accountId: row.account_id,
    planId: row.plan_id,
    subject: row.subject,
    occurredAt: row.occurred_at,
    evidence: row.evidence,
  }));
}
