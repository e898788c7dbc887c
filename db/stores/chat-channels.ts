import type { Actor } from '../../domain/actor.ts';
import type { ChatKind } from '../../domain/chat-channel.ts';
import type { ChatFormat } from '../../domain/chat-message.ts';
import { DomainError } from '../../domain/errors.ts';
import { spokenLanguage, type Language } from '../../domain/reader-format.ts';
import type { SealedChatSecret } from '../chat-seal.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';

/**
 * A chat that a programme's news goes to, in the `language` of the programme's owner, without its secrets: of the webhook's address only the `host` is told. `failingSince` is when a message
 * was first given up since one last got through; `ownerToldAt` when the programme's owner was told of that.
 */
export interface ChatChannel {
  readonly id: string;
  readonly programmeId: string;
  readonly programmeKey: string;
  readonly programmeName: string;
  readonly language: Language;
  readonly name: string;
  readonly format: ChatFormat;
  readonly kinds: readonly ChatKind[];
  readonly host: string;
  readonly state: 'active' | 'removed';
  readonly addedAt: Date;
  readonly removedAt: Date | null;
  readonly lastSentAt: Date | null;
  readonly failingSince: Date | null;
  readonly ownerToldAt: Date | null;
}

/** A channel whose secret can be opened with its key. */
export type OpenableChatChannel = ChatChannel & SealedChatSecret;

/** Where a webhook leads, as a channel keeps it: `host` in the clear, the rest sealed for the channel's programme. */
export interface ChatAddress extends SealedChatSecret {
  readonly host: string;
}

interface ChannelRow {
  id: string;
  programme_id: string;
  programme_key: string;
  programme_name: string;
  language: string | null;
  name: string;
  format: ChatFormat;
  kinds: ChatKind[];
  host: string;
  sealed: Buffer | null;
  key_id: string;
  state: 'active' | 'removed';
  added_at: Date;
  removed_at: Date | null;
  last_sent_at: Date | null;
  failing_since: Date | null;
  owner_told_at: Date | null;
}

const chain = 'chat-channels';

function rows(db: Db) {
  return db<ChannelRow>('chat_channel as c')
    .join('programme as p', 'p.id', 'c.programme_id')
    .leftJoin('person as o', 'o.id', 'p.owner_id')
    .select<ChannelRow[]>('c.*', 'p.key as programme_key', 'p.name as programme_name', 'o.language');
}

function toChannel(row: ChannelRow): ChatChannel {
  return {
    id: row.id,
    programmeId: row.programme_id,
    programmeKey: row.programme_key,
    programmeName: row.programme_name,
    language: spokenLanguage(row.language ?? 'en'),
    name: row.name,
    format: row.format,
    kinds: row.kinds,
    host: row.host,
    state: row.state,
    addedAt: row.added_at,
    removedAt: row.removed_at,
    lastSentAt: row.last_sent_at,
    failingSince: row.failing_since,
    ownerToldAt: row.owner_told_at,
  };
}

/** The channels, of one programme if named, the oldest first; removed ones only if wished. */
export async function listChatChannels(
  db: Db,
  which: { readonly programmeId?: string | undefined; readonly removed?: boolean | undefined } = {},
): Promise<readonly ChatChannel[]> {
  const found = rows(db).orderBy('c.id');
  if (which.programmeId !== undefined) void found.where('c.programme_id', which.programmeId);
  if (which.removed !== true) void found.where('c.state', 'active');
  return (await found).map(toChannel);
}

/** One channel, removed or not; throws `notFound`. */
export async function getChatChannel(db: Db, id: string): Promise<ChatChannel> {
  return toChannel(await oneRow(db, id));
}

/** A channel with its sealed secret. Throws `notFound`, or `closed` where it was removed. */
export async function getOpenableChannel(db: Db, id: string): Promise<OpenableChatChannel> {
  const row = await oneRow(db, id);
  if (row.sealed === null)
    throw new DomainError('closed', `The chat channel ${row.name} was removed: add it again.`);
  return { ...toChannel(row), keyId: row.key_id, sealed: row.sealed };
}

async function oneRow(db: Db, id: string): Promise<ChannelRow> {
  const [row] = await rows(db).where('c.id', id);
  if (row === undefined) throw new DomainError('notFound', `There is no chat channel ${id}.`);
  return row;
}

/** Adds a channel with its audit event. Throws `notFound` for an unknown programme, `conflict` where it has an active channel of this name. */
export async function addChatChannel(
  db: Db,
  wish: {
    readonly programmeId: string;
    readonly name: string;
    readonly format: ChatFormat;
    readonly kinds: readonly ChatKind[];
    readonly address: ChatAddress;
    readonly by: Actor;
    readonly at: Date;
  },
): Promise<ChatChannel> {
  const { programmeId, name, format, kinds, address, by, at } = wish;
  return db.transaction(async (trx) => {
    await lockProgramme(trx, programmeId);
    await refuseSameName(trx, { programmeId, name });
    const [row] = await trx('chat_channel')
      .insert({
        ...{ programme_id: programmeId, name: name.trim(), format, kinds: [...new Set(kinds)] },
        ...{ host: address.host, sealed: address.sealed, key_id: address.keyId, added_at: at },
      })
      .returning<{ id: string }[]>('id');
    const channel = await getChatChannel(trx, row?.id ?? '');
    const data = { programmeId, name: channel.name, format, kinds: channel.kinds, host: channel.host };
    await noteOfChannel(trx, { kind: 'chatChannel.added', id: channel.id, data, by, at });
    return channel;
  });
}

/** Changes what is given of a channel, with its audit event. Throws `notFound`, `closed` where it was removed, `conflict` for a name that is taken. */
export async function changeChatChannel(
  db: Db,
  change: {
    readonly id: string;
    readonly name?: string | undefined;
    readonly format?: ChatFormat | undefined;
    readonly kinds?: readonly ChatKind[] | undefined;
    readonly address?: ChatAddress | undefined;
    readonly by: Actor;
    readonly at: Date;
  },
): Promise<ChatChannel> {
  const { id, address, by, at } = change;
  return db.transaction(async (trx) => {
    const before = await lockChannel(trx, id);
    const { programmeId } = before;
    await lockProgramme(trx, programmeId);
    const name = change.name?.trim() ?? before.name;
    await refuseSameName(trx, { programmeId, name, id });
    const set = {
      name,
      format: change.format ?? before.format,
      kinds: [...new Set(change.kinds ?? before.kinds)],
      host: address?.host ?? before.host,
    };
    await trx('chat_channel')
      .where({ id })
      .update({
        ...set,
        ...(address && { sealed: address.sealed, key_id: address.keyId, held_until: null }),
      });
    const channel = await getChatChannel(trx, id);
    const data = { ...set, newAddress: address !== undefined };
    await noteOfChannel(trx, { kind: 'chatChannel.changed', id, data, by, at });
    return channel;
  });
}

/** Removes a channel for good, with its audit event: its address is forgotten, and what was queued for it is refused. Throws `notFound`, `closed`. */
export async function removeChatChannel(
  db: Db,
  { id, by, at }: { readonly id: string; readonly by: Actor; readonly at: Date },
): Promise<ChatChannel> {
  return db.transaction(async (trx) => {
    await lockChannel(trx, id);
    await trx('chat_channel')
      .where({ id })
      .update({
        ...{ state: 'removed', removed_at: at, sealed: null, held_until: null },
        ...{ failing_since: null, owner_told_at: null },
      });
    const refused = await refuseOfRemoved(trx);
    const channel = await getChatChannel(trx, id);
    await noteOfChannel(trx, { kind: 'chatChannel.removed', id, data: { refused }, by, at });
    return channel;
  });
}

/** Refuses what is queued for channels that were removed, so that nothing waits for ever; returns how many messages. */
export async function refuseOfRemoved(db: Db): Promise<number> {
  return db('chat_message')
    .where({ state: 'queued' })
    .whereIn('channel_id', db('chat_channel').where({ state: 'removed' }).select('id'))
    .update({ state: 'refused', last_error: 'The channel was removed before.' });
}

async function lockChannel(db: Db, id: string): Promise<ChatChannel> {
  await db('chat_channel').where({ id }).forNoKeyUpdate().first('id');
  return getOpenableChannel(db, id);
}

// So that two channels of one name cannot be added at once.
async function lockProgramme(db: Db, id: string): Promise<void> {
  const found = await db('programme').where({ id }).forNoKeyUpdate().first<object | undefined>('id');
  if (found === undefined) throw new DomainError('notFound', `There is no programme ${id}.`);
}

async function refuseSameName(
  db: Db,
  of: { readonly programmeId: string; readonly name: string; readonly id?: string },
): Promise<void> {
  const same = await db('chat_channel')
    .where({ programme_id: of.programmeId, state: 'active' })
    .whereRaw('lower(name) = lower(btrim(cast(? as text)))', [of.name])
    .first<{ id: string } | undefined>('id');
  if (same !== undefined && same.id !== of.id)
    throw new DomainError(
      'conflict',
      `The programme has a chat channel of this name: it is number ${same.id}.`,
    );
}

/** Appends what became of a channel to the audit trail. `data` must hold no address. */
export async function noteOfChannel(
  db: Db,
  event: {
    readonly kind: string;
    readonly id: string;
    readonly data: Readonly<Record<string, unknown>>;
    readonly by: Actor;
    readonly at: Date;
  },
): Promise<void> {
  const { kind, id, data, by, at } = event;
  await appendAudit(db, { chain, at, actor: by, kind, subject: id, data });
}
