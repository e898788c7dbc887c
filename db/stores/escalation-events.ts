import type { Actor } from '../../domain/actor.ts';
import type { Db } from '../client.ts';

/** What can happen to an escalation. */
export type EscalationEventKind =
  | 'opened'
  | 'reopened'
  | 'signalAdded'
  | 'asked'
  | 'skipped'
  | 'unacknowledged'
  | 'acknowledged'
  | 'severityChanged'
  | 'paused'
  | 'resumed'
  | 'warned'
  | 'breached'
  | 'closed';

/** One entry of an escalation's history, in one of its runs; `at` is process time. */
export interface EscalationEvent {
  readonly run: number;
  readonly kind: EscalationEventKind;
  readonly by: Actor;
  readonly at: Date;
  readonly reason: string;
  readonly data: Readonly<Record<string, unknown>>;
}

interface EventRow {
  escalation_id: string;
  run: number;
  kind: EscalationEventKind;
  occurred_at: Date;
  by_kind: Actor['kind'];
  by_id: string;
  reason: string;
  data: Record<string, unknown>;
}

/** Appends to an escalation's history. */
export async function noteEscalation(
  db: Db,
  { escalationId, event }: { readonly escalationId: string; readonly event: EscalationEvent },
): Promise<void> {
  await db('escalation_event').insert({
    escalation_id: escalationId,
    run: event.run,
    kind: event.kind,
    occurred_at: event.at,
    by_kind: event.by.kind,
    by_id: event.by.id,
    reason: event.reason,
    data: JSON.stringify(event.data),
  });
}

/** An escalation's history, the oldest first, of one run or of all. */
export async function escalationEvents(
  db: Db,
  of: { readonly id: string; readonly run?: number },
): Promise<readonly EscalationEvent[]> {
  const rows = db<EventRow>('escalation_event').where({ escalation_id: of.id }).orderBy('id');
  if (of.run !== undefined) void rows.where({ run: of.run });
  return (await rows).map((row) => ({
    run: row.run,
    kind: row.kind,
    by: { kind: row.by_kind, id: row.by_id },
    at: row.occurred_at,
    reason: row.reason,
    data: row.data,
  }));
}
