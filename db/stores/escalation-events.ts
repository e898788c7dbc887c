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
  | 'closed'
  | 'handedOver'
  | 'holderGone'
  | 'alarmLinked'
  | 'alarmCleared'
  | 'related'
  | 'unrelated'
  | 'updated'
  | 'contacted'
  | 'rootCauseFound'
  | 'taskGiven'
  | 'taskChanged'
  | 'taskDone'
  | 'taskDropped'
  | 'taskOverdue'
  | 'proposed'
  | 'proposalApproved'
  | 'proposalRefused'
  | 'proposalExpired'
  | 'proposalWithdrawn'
  | 'presented'
  | 'presentationWithdrawn'
  | 'confirmed'
  | 'refused'
  | 'followedUp'
  | 'lessonsAsked'
  | 'lessonsKept';

/** One entry of an escalation's history, in one of its runs; `at` is process time. */
export interface EscalationEvent {
  readonly id: string;
  readonly run: number;
  readonly kind: EscalationEventKind;
  readonly by: Actor;
  readonly at: Date;
  readonly reason: string;
  readonly data: Readonly<Record<string, unknown>>;
}

interface EventRow {
  id: string;
  escalation_id: string;
  run: number;
  kind: EscalationEventKind;
  occurred_at: Date;
  by_kind: Actor['kind'];
  by_id: string;
  reason: string;
  data: Record<string, unknown>;
}

function toEvent(row: EventRow): EscalationEvent {
  return {
    id: row.id,
    run: row.run,
    kind: row.kind,
    by: { kind: row.by_kind, id: row.by_id },
    at: row.occurred_at,
    reason: row.reason,
    data: row.data,
  };
}

/** Appends to an escalation's history; returns the entry's number. */
export async function noteEscalation(
  db: Db,
  { escalationId, event }: { readonly escalationId: string; readonly event: Omit<EscalationEvent, 'id'> },
): Promise<string> {
  const entry = {
    escalation_id: escalationId,
    run: event.run,
    kind: event.kind,
    occurred_at: event.at,
    by_kind: event.by.kind,
    by_id: event.by.id,
    reason: event.reason,
    data: JSON.stringify(event.data),
  };
  const [row] = await db('escalation_event').insert(entry).returning<{ id: string }[]>('id');
  if (!row) throw new Error('the entry was not stored');
  return row.id;
}

/** An escalation's history, the oldest first, of one run or of all. */
export async function escalationEvents(
  db: Db,
  of: { readonly id: string; readonly run?: number },
): Promise<readonly EscalationEvent[]> {
  const rows = db<EventRow>('escalation_event').where({ escalation_id: of.id }).orderBy('id');
  if (of.run !== undefined) void rows.where({ run: of.run });
  return (await rows).map(toEvent);
}

/** What happened to each of these escalations in its present run, the oldest first. */
export async function presentRuns(
  db: Db,
  escalationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly EscalationEvent[]>> {
  const rows = await db('escalation_event as v')
    .join('escalation as e', (on) => on.on('e.id', 'v.escalation_id').on('e.run', 'v.run'))
    .whereIn('e.id', escalationIds)
    .orderBy('v.id')
    .select<EventRow[]>('v.*');
  const events = new Map<string, EscalationEvent[]>(escalationIds.map((id) => [id, []]));
  for (const row of rows) events.get(row.escalation_id)?.push(toEvent(row));
  return events;
}
