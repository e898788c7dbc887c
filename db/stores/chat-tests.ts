import type { Actor } from '../../domain/actor.ts';
import type { ChatMessage } from '../../domain/chat-message.ts';
import type { Db } from '../client.ts';
import { noteOfChannel } from './chat-channels.ts';
import { noteChatSent } from './chat-outages.ts';
import { settleChatMessage, type ChatOutcome, type ClaimedChatMessage } from './chat-outbox.ts';

// If whoever tests is gone before it is settled, the worker posts it instead.
const leaseMs = 5 * 60_000;

/** Stores a test message in the hands of the caller, who posts it and then settles it with {@link settleChatTest}. */
export async function startChatTest(
  db: Db,
  test: {
    readonly channelId: string;
    readonly message: ChatMessage;
    readonly key: string;
    readonly at: Date;
  },
): Promise<ClaimedChatMessage> {
  const { channelId, message, key, at } = test;
  const [row] = await db('chat_message')
    .insert({
      ...{ channel_id: channelId, kind: 'test', dedupe_key: `test/${key}`, message: JSON.stringify(message) },
      ...{ attempts: 1, occurred_at: at, next_at: new Date(at.getTime() + leaseMs) },
    })
    .returning<{ id: string }[]>('id');
  if (row === undefined) throw new Error('the test message was not stored');
  return { id: row.id, channelId, kind: 'test', message, attempts: 1, heldUntil: null };
}

/** Records what became of a test, which is tried once, with its audit event; one that got through ends an outage. */
export async function settleChatTest(
  db: Db,
  settled: {
    readonly message: ClaimedChatMessage;
    readonly outcome: Exclude<ChatOutcome, { readonly state: 'queued' }>;
    readonly by: Actor;
    readonly at: Date;
  },
): Promise<void> {
  const { message, outcome, by, at } = settled;
  const { channelId } = message;
  await db.transaction(async (trx) => {
    await settleChatMessage(trx, { message, outcome, at });
    if (outcome.state === 'sent') await noteChatSent(trx, { channelId, at, by });
    await noteOfChannel(trx, { kind: 'chatChannel.tested', id: channelId, data: { ...outcome }, by, at });
  });
}
