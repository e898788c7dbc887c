import type { ChatKind, ChatMessageState } from '../../domain/chat-channel.ts';
import type { Db } from '../client.ts';

/** A message to a chat as it is listed. `nextAt` is when a queued one is tried; `lastError` is why it did not get through the last time. */
export interface ListedChatMessage {
  readonly id: string;
  readonly channelId: string;
  readonly kind: ChatKind | 'test';
  readonly title: string;
  readonly text: string;
  readonly state: ChatMessageState;
  readonly attempts: number;
  readonly occurredAt: Date;
  readonly nextAt: Date | null;
  readonly sentAt: Date | null;
  readonly lastError: string | null;
}

interface MessageRow {
  id: string;
  channel_id: string;
  kind: ChatKind | 'test';
  title: string;
  text: string;
  state: ChatMessageState;
  attempts: number;
  occurred_at: Date;
  next_at: Date;
  sent_at: Date | null;
  last_error: string | null;
}

/** The messages of a channel, the newest first, in one state if named; one more than `limit` says that there is a next page. */
export async function listChatMessages(
  db: Db,
  page: {
    readonly channelId: string;
    readonly state?: ChatMessageState | undefined;
    readonly before?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly ListedChatMessage[]> {
  const rows = db('chat_message')
    .where({ channel_id: page.channelId })
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .select<MessageRow[]>('*', db.raw(`message ->> 'title' as title`), db.raw(`message ->> 'text' as text`));
  if (page.state !== undefined) void rows.where({ state: page.state });
  if (page.before !== undefined) void rows.where('id', '<', page.before);
  return (await rows).map((row) => ({
    id: row.id,
    channelId: row.channel_id,
    kind: row.kind,
    title: row.title,
    text: row.text,
    state: row.state,
    attempts: row.attempts,
    occurredAt: row.occurred_at,
    nextAt: row.state === 'queued' ? row.next_at : null,
    sentAt: row.sent_at,
    lastError: row.last_error,
  }));
}
