import type { Db } from '../client.ts';
import type { NotificationStatus } from '../stores/notifications.ts';

/** A mail as ops sees it: why it exists and how far it got, never what it says nor its link. */
export interface NotificationRecord {
  readonly id: string;
  readonly workflowId: string | null;
  readonly kind: string;
  readonly personId: string | null;
  readonly toAddress: string;
  readonly status: NotificationStatus;
  readonly attempts: number;
  readonly occurredAt: Date;
  readonly queuedAt: Date;
  readonly sentAt: Date | null;
  readonly lastError: string | null;
}

interface NotificationRow {
  id: string;
  workflow_id: string | null;
  kind: string;
  person_id: string | null;
  to_address: string;
  status: NotificationStatus;
  attempts: number;
  occurred_at: Date;
  queued_at: Date;
  sent_at: Date | null;
  last_error: string | null;
}

const columns = ['id', 'workflow_id', 'kind', 'person_id', 'to_address', 'status', 'attempts'];
const moments = ['occurred_at', 'queued_at', 'sent_at', 'last_error'];

function toNotification(row: NotificationRow): NotificationRecord {
  return {
    id: row.id,
    workflowId: row.workflow_id,
    kind: row.kind,
    personId: row.person_id,
    toAddress: row.to_address,
    status: row.status,
    attempts: row.attempts,
    occurredAt: row.occurred_at,
    queuedAt: row.queued_at,
    sentAt: row.sent_at,
    lastError: row.last_error,
  };
}

/** Mails, the latest first; one more than `limit` says that there is a next page. */
export async function listNotifications(
  db: Db,
  page: {
    readonly before: string | undefined;
    readonly limit: number;
    readonly status: NotificationStatus | undefined;
    readonly workflowId: string | undefined;
  },
): Promise<readonly NotificationRecord[]> {
  const rows = db('notification')
    .orderBy('id', 'desc')
    .limit(page.limit + 1);
  if (page.before !== undefined) void rows.where('id', '<', page.before);
  if (page.status !== undefined) void rows.where({ status: page.status });
  if (page.workflowId !== undefined) void rows.where({ workflow_id: page.workflowId });
  return (await rows.select<NotificationRow[]>([...columns, ...moments])).map(toNotification);
}

/** One mail; undefined if there is none. */
export async function findNotification(db: Db, id: string): Promise<NotificationRecord | undefined> {
  const row = await db('notification')
    .where({ id })
    .first<NotificationRow | undefined>([...columns, ...moments]);
  return row === undefined ? undefined : toNotification(row);
}
