import { system, type Actor } from '../../domain/actor.ts';
import type { Db } from '../client.ts';
import { noteOfChannel } from './chat-channels.ts';

/** A channel that is out and whose programme's owner has not been told of it. */
export interface UntoldOutage {
  readonly channelId: string;
  readonly channelName: string;
  readonly programmeName: string;
  readonly ownerId: string | null;
  readonly since: Date;
}

/** Notes that a message got through: an outage is over. Part of the transaction that settles the message. */
export async function noteChatSent(
  db: Db,
  sent: { readonly channelId: string; readonly at: Date; readonly by?: Actor },
): Promise<void> {
  const { channelId, at, by = system } = sent;
  const row = await db('chat_channel')
    .where({ id: channelId })
    .forNoKeyUpdate()
    .first<{ failing_since: Date | null } | undefined>('failing_since');
  await db('chat_channel')
    .where({ id: channelId })
    .update({ last_sent_at: at, failing_since: null, owner_told_at: null });
  const since = row?.failing_since?.toISOString();
  if (since === undefined) return;
  await noteOfChannel(db, { kind: 'chatChannel.recovered', id: channelId, data: { since }, by, at });
}

/**
 * Notes that a message was given up, with which an outage begins unless one is under way. Returns the outage where its owner has not been told of
 * it. Part of the transaction that settles the message.
 */
export async function noteChatGivenUp(
  db: Db,
  given: { readonly channelId: string; readonly error: string; readonly at: Date },
): Promise<UntoldOutage | undefined> {
  const { channelId, error, at } = given;
  const began = await db('chat_channel')
    .where({ id: channelId, state: 'active' })
    .whereNull('failing_since')
    .update({ failing_since: at });
  const event = { kind: 'chatChannel.failing', id: channelId, data: { error }, by: system, at };
  if (began > 0) await noteOfChannel(db, event);
  const row = await db('chat_channel as c')
    .join('programme as p', 'p.id', 'c.programme_id')
    .where({ 'c.id': channelId })
    .whereNull('c.owner_told_at')
    .whereNotNull('c.failing_since')
    .first<OutageRow | undefined>('c.name', 'c.failing_since', 'p.name as programme_name', 'p.owner_id');
  if (row === undefined) return undefined;
  const { name, programme_name: programmeName, owner_id: ownerId, failing_since: since } = row;
  return { channelId, channelName: name, programmeName, ownerId, since };
}

interface OutageRow {
  name: string;
  programme_name: string;
  owner_id: string | null;
  failing_since: Date;
}

/** Notes that the programme's owner was told of the outage that is under way. */
export async function noteOwnerTold(
  db: Db,
  { channelId, at }: { readonly channelId: string; readonly at: Date },
): Promise<void> {
  await db('chat_channel')
    .where({ id: channelId })
    .whereNotNull('failing_since')
    .update({ owner_told_at: at });
}
