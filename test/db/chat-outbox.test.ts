import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Db } from '../../db/client.ts';
import { changeChatChannel, removeChatChannel } from '../../db/stores/chat-channels.ts';
import { claimChatMessages, queueChat, settleChatMessage } from '../../db/stores/chat-outbox.ts';
import type { ChatKind } from '../../domain/chat-channel.ts';
import { addChannel, chatStarts, onlyProgramme, saying } from '../support/chatting.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { seedFirm } from '../support/people.ts';

const url = 'https://chat.example.com/services/SECRET';
const by = { kind: 'operator', id: 'ann' } as const;
const at = chatStarts;
let database: TestDatabase;
let db: Db;
let programmeId: string;

beforeEach(async () => {
  database = await createTestDatabase();
  db = database.app;
  await seedFirm(db, '1');
  programmeId = await onlyProgramme(db);
});
afterEach(() => database.drop());

const tell = (dedupeKey: string, kind: ChatKind = 'escalation'): Promise<number> =>
  queueChat(db, { programmeId, kind, dedupeKey, message: saying(dedupeKey), at });

const claim = (asOf = at) => claimChatMessages(db, { asOf, limit: 10, leaseSeconds: 60 });

const later = (seconds: number): Date => new Date(at.getTime() + seconds * 1000);

const queued = (): Promise<readonly { channel_id: string; dedupe_key: string }[]> =>
  db('chat_message').orderBy('id').select('channel_id', 'dedupe_key');

it('queues news once for each channel of the programme that wants its kind', async () => {
  const both = await addChannel(db, { url, name: 'Both' });
  const alarms = await addChannel(db, { url, name: 'Alarms', kinds: ['alarm'] });
  const [other] = await db('programme')
    .insert({ key: 'other', name: 'Other' })
    .returning<{ id: string }[]>('id');
  await addChannel(db, { url, name: 'Both', programmeId: other?.id ?? '' });
  const gone = await addChannel(db, { url, name: 'Gone' });
  await removeChatChannel(db, { id: gone.id, by, at });
  expect([await tell('a'), await tell('a'), await tell('b', 'alarm'), await tell('b', 'alarm')]).toEqual([
    1, 0, 2, 0,
  ]);
  expect(await queued()).toEqual([
    { channel_id: both.id, dedupe_key: 'a' },
    { channel_id: both.id, dedupe_key: 'b' },
    { channel_id: alarms.id, dedupe_key: 'b' },
  ]);
});

it('queues nothing where the transaction it belongs to fails, and refuses a link that leads elsewhere', async () => {
  await addChannel(db, { url });
  const news = { programmeId, kind: 'escalation', dedupeKey: 'a', message: saying('a'), at } as const;
  await expect(
    db.transaction(async (trx) => {
      await queueChat(trx, news);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  for (const elsewhere of ['https://evil.example', '//evil.example', '']) {
    const message = { ...news.message, link: { label: 'Open', url: elsewhere } };
    await expect(queueChat(db, { ...news, message })).rejects.toMatchObject({ code: 'invalid' });
  }
  expect(await queued()).toEqual([]);
});

it('gives one sender at a time the oldest message of a channel, and lets the next one go once it is settled', async () => {
  await addChannel(db, { url });
  await Promise.all([tell('a'), tell('b')]);
  const rounds = await Promise.all([claim(), claim(), claim()]);
  const first = await db('chat_message').orderBy('id').first<{ id: string }>('id');
  const claimed = rounds.flat();
  expect(claimed).toMatchObject([{ id: first.id, attempts: 1 }]);
  const [message] = claimed;
  if (!message) throw new Error('nothing was claimed');
  expect(await claim(later(59))).toEqual([]);
  expect(await settleChatMessage(db, { message, outcome: { state: 'sent' }, at })).toBe(true);
  const [next] = await claim();
  expect(next?.id).not.toBe(message.id);
});

it('gives a message to another sender when the first one is gone, who then cannot settle it any more', async () => {
  await addChannel(db, { url });
  await tell('a');
  const [[lost], [taken]] = [await claim(), await claim(later(60))];
  expect([lost?.attempts, taken?.attempts]).toEqual([1, 2]);
  if (!lost || !taken) throw new Error('nothing was claimed');
  const outcome = { state: 'sent' } as const;
  expect(await settleChatMessage(db, { message: lost, outcome, at })).toBe(false);
  expect(await settleChatMessage(db, { message: taken, outcome, at })).toBe(true);
});

it('holds a whole channel for as long as the chat asked, and one message alone until its next attempt', async () => {
  await addChannel(db, { url });
  await Promise.all([tell('a'), tell('b')]);
  const settle = async (nextAt: Date, hold: boolean): Promise<void> => {
    const [message] = await claim();
    if (!message) throw new Error('nothing was claimed');
    await settleChatMessage(db, { message, outcome: { state: 'queued', error: 'Busy.', nextAt, hold }, at });
  };
  await settle(later(30), false);
  await settle(later(120), true);
  expect(await claim(later(119))).toEqual([]);
  expect(await claim(later(120))).toHaveLength(1);
});

it('refuses what is queued for a channel that is removed, whose address it forgets', async () => {
  const { id } = await addChannel(db, { url });
  await tell('a');
  await removeChatChannel(db, { id, by, at });
  expect(await claim()).toEqual([]);
  expect(await db('chat_message').first('state', 'last_error')).toEqual({
    state: 'refused',
    last_error: 'The channel was removed before.',
  });
  expect(await db('chat_channel').first('sealed', 'state')).toEqual({ sealed: null, state: 'removed' });
  await expect(removeChatChannel(db, { id, by, at })).rejects.toMatchObject({ code: 'closed' });
  await expect(changeChatChannel(db, { id, kinds: ['alarm'], by, at })).rejects.toMatchObject({
    code: 'closed',
  });
});

it('takes a name once in a programme, also when it is given twice at once, and again when the first is removed', async () => {
  const twice = await Promise.allSettled([
    addChannel(db, { url }),
    addChannel(db, { url, name: ' key ACCOUNTS ' }),
  ]);
  expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const other = await addChannel(db, { url, name: 'Other' });
  const rename = { id: other.id, name: 'Key accounts', by, at };
  await expect(changeChatChannel(db, rename)).rejects.toMatchObject({ code: 'conflict' });
  const { id } = await db('chat_channel').orderBy('id').first<{ id: string }>('id');
  await removeChatChannel(db, { id, by, at });
  expect((await changeChatChannel(db, rename)).name).toBe('Key accounts');
  await expect(addChannel(db, { url, programmeId: '999999' })).rejects.toMatchObject({ code: 'notFound' });
});

it('lets the service change no word of a message, and take none away', async () => {
  await addChannel(db, { url });
  await tell('a');
  const refused = { code: '42501' };
  await expect(db('chat_message').update({ message: '{}' })).rejects.toMatchObject(refused);
  await expect(db('chat_message').update({ dedupe_key: 'x' })).rejects.toMatchObject(refused);
  await expect(db('chat_message').del()).rejects.toMatchObject(refused);
  await expect(db('chat_channel').update({ programme_id: programmeId })).rejects.toMatchObject(refused);
  await expect(db('chat_channel').del()).rejects.toMatchObject(refused);
});
