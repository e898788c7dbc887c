import type { ChatKind, ChatMessageState } from '../../domain/chat-channel.ts';
import type { ChatMessage } from '../../domain/chat-message.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';

/**
 * News for the chats of a programme. `dedupeKey` names it, such as `escalation/<id>/<run>/opened`; its words hold no amount, and its link is a path of
 * ours, such as `/accounts/7`. `at` is process time.
 */
export interface ChatNews {
  readonly programmeId: string;
  readonly kind: ChatKind;
  readonly dedupeKey: string;
  readonly message: ChatMessage;
  readonly at: Date;
}

/**
 * Queues news for every active channel of the programme that wants this kind, once for each channel and key, in the caller's transaction. Returns how
 * many messages were queued. Throws `invalid` where the link is no path of ours.
 */
export async function queueChat(db: Db, news: ChatNews): Promise<number> {
  const { programmeId, kind, dedupeKey, message, at } = news;
  if (!/^\/(?!\/)/.test(message.link.url))
    throw new DomainError('invalid', 'The link of a chat message must be a path that begins with one slash.');
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `insert into chat_message (channel_id, kind, dedupe_key, message, occurred_at, next_at)
     select id, :kind, :dedupeKey, cast(:message as jsonb), :at, :at from chat_channel
     where programme_id = :programmeId and state = 'active' and :kind = any(kinds) order by id
     on conflict (channel_id, dedupe_key) do nothing`,
    { programmeId, kind, dedupeKey, message: JSON.stringify(message), at },
  );
  return rowCount;
}

/** A message in the hands of one sender, who alone may settle this `attempts`, and the channel it goes to. */
export interface ClaimedChatMessage {
  readonly id: string;
  readonly channelId: string;
  readonly kind: ChatKind | 'test';
  readonly message: ChatMessage;
  readonly attempts: number;
  /** Until when its channel is held for it; null where it is not, as for a test. */
  readonly heldUntil: Date | null;
}

/** What became of an attempt: `queued` is tried again at `nextAt`; with `hold`, the whole channel waits until then because the chat asked for it. */
export type ChatOutcome =
  | { readonly state: 'sent' }
  | { readonly state: 'queued'; readonly error: string; readonly nextAt: Date; readonly hold: boolean }
  | { readonly state: Exclude<ChatMessageState, 'sent' | 'queued'>; readonly error: string };

/**
 * Takes the oldest message that is due of each channel that no other sender has in hand, of at most `limit` channels. If its sender ends before it
 * is settled, it is due again after `leaseSeconds`: it may then be said twice, under the same number.
 */
export async function claimChatMessages(
  db: Db,
  claim: { readonly asOf: Date; readonly limit: number; readonly leaseSeconds: number },
): Promise<readonly ClaimedChatMessage[]> {
  const { asOf, limit } = claim;
  const until = new Date(asOf.getTime() + claim.leaseSeconds * 1000);
  return db.transaction(async (trx) => {
    // A statement of its own, so that the next one sees what earlier holders of these locks have committed.
    const locked = await trx.raw<{ rows: { id: string }[] }>(
      `select id from chat_channel c
       where state = 'active' and coalesce(held_until, '-infinity') <= :asOf
         and exists (select from chat_message m where m.channel_id = c.id and m.state = 'queued' and m.next_at <= :asOf)
       order by held_until nulls first, id limit :limit for no key update skip locked`,
      { asOf, limit },
    );
    const { rows } = await trx.raw<{ rows: ClaimedRow[] }>(
      `with free as (
         update chat_channel set held_until = :until
         where id = any(:ids) and state = 'active' and coalesce(held_until, '-infinity') <= :asOf returning id
       ), oldest as (
         select distinct on (m.channel_id) m.id from chat_message m join free on free.id = m.channel_id
         where m.state = 'queued' and m.next_at <= :asOf order by m.channel_id, m.id
       )
       update chat_message m set attempts = m.attempts + 1, next_at = :until from oldest
       where m.id = oldest.id and m.state = 'queued' returning m.id, m.channel_id, m.kind, m.message, m.attempts`,
      { asOf, until, ids: locked.rows.map(({ id }) => id) },
    );
    return rows.map(({ channel_id: channelId, ...row }) => ({ ...row, channelId, heldUntil: until }));
  });
}

interface ClaimedRow {
  id: string;
  channel_id: string;
  kind: ChatKind | 'test';
  message: ChatMessage;
  attempts: number;
}

/** Records what became of the attempt that was claimed and lets its channel go on, in the caller's transaction; false if another sender has taken the
 * message over since. */
export async function settleChatMessage(
  db: Db,
  settled: {
    readonly message: Pick<ClaimedChatMessage, 'id' | 'channelId' | 'attempts' | 'heldUntil'>;
    readonly outcome: ChatOutcome;
    readonly at: Date;
  },
): Promise<boolean> {
  const { message, outcome, at } = settled;
  const { state } = outcome;
  // The channel before its messages, as everybody locks them.
  await db('chat_channel').where({ id: message.channelId }).forNoKeyUpdate().first('id');
  const changed = await db('chat_message')
    .where({ id: message.id, attempts: message.attempts, state: 'queued' })
    .update({
      state,
      sent_at: state === 'sent' ? at : null,
      last_error: 'error' in outcome ? outcome.error : null,
      ...('nextAt' in outcome && { next_at: outcome.nextAt }),
    });
  if (changed === 0) return false;
  await db('chat_channel')
    .where({ id: message.channelId, held_until: message.heldUntil })
    .update({ held_until: 'hold' in outcome && outcome.hold ? outcome.nextAt : null });
  return true;
}
