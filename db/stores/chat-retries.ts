import type { Actor } from '../../domain/actor.ts';
import type { Db } from '../client.ts';
import { getOpenableChannel, noteOfChannel } from './chat-channels.ts';

/**
 * Queues again what a channel's chat did not take, with all attempts anew and an audit event; tests are not repeated. Returns how many messages. They keep
 * their numbers, by which a receiver knows one it got already. Throws `notFound`, or `closed` for a channel that was removed.
 */
export async function retryChatMessages(
  db: Db,
  retry: { readonly channelId: string; readonly by: Actor; readonly at: Date },
): Promise<number> {
  const { channelId, by, at } = retry;
  return db.transaction(async (trx) => {
    await trx('chat_channel').where({ id: channelId }).forNoKeyUpdate().first('id');
    const { id } = await getOpenableChannel(trx, channelId);
    const queued = await trx('chat_message')
      .where({ channel_id: id })
      .whereIn('state', ['failed', 'refused'])
      .whereNot({ kind: 'test' })
      .update({ state: 'queued', attempts: 0, next_at: at });
    if (queued > 0) await noteOfChannel(trx, { kind: 'chatChannel.retried', id, data: { queued }, by, at });
    return queued;
  });
}
