import { createChatSeal } from '../../db/chat-seal.ts';
import type { Db } from '../../db/client.ts';
import { addChatChannel, type ChatAddress, type ChatChannel } from '../../db/stores/chat-channels.ts';
import type { ChatKind } from '../../domain/chat-channel.ts';
import type { ChatFormat, ChatMessage } from '../../domain/chat-message.ts';

/** The link keys of tests, by which the addresses of their channels are sealed. */
export const chatKeys = [{ id: 'test', key: Buffer.alloc(32, 7) }];

/** The key by which the channels of tests sign. */
export const signingKey = Buffer.alloc(32, 3);

/** When channels of tests are added. */
export const chatStarts = new Date('2027-01-04T09:00:00Z');

const by = { kind: 'operator', id: 'ann' } as const;

/** A message whose title tells it from others. */
export function saying(title: string): ChatMessage {
  return { title, text: 'Somebody has to take it.', facts: [], link: { label: 'Open', url: '/accounts/1' } };
}

/** The one programme of a firm. */
export async function onlyProgramme(db: Db): Promise<string> {
  const row = await db('programme').first<{ id: string } | undefined>('id');
  if (row === undefined) throw new Error('there is no programme');
  return row.id;
}

/** A webhook's address as a channel of a programme keeps it. */
export function sealedAddress(url: string, programmeId: string): ChatAddress {
  return { host: new URL(url).host, ...createChatSeal(chatKeys).seal({ url, signingKey }, programmeId) };
}

/** Adds a channel to a webhook, in plain JSON and for all kinds unless told otherwise. */
export async function addChannel(
  db: Db,
  wish: {
    readonly url: string;
    readonly name?: string;
    readonly programmeId?: string;
    readonly format?: ChatFormat;
    readonly kinds?: readonly ChatKind[];
  },
): Promise<ChatChannel> {
  const programmeId = wish.programmeId ?? (await onlyProgramme(db));
  const address = sealedAddress(wish.url, programmeId);
  const { name = 'Key accounts', format = 'plain', kinds = ['escalation', 'alarm'] } = wish;
  return addChatChannel(db, { programmeId, name, format, kinds, address, by, at: chatStarts });
}
