import { pino, type Logger } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sendChats, type ChatDeps } from '../../activities/chat-delivery.ts';
import { createChatSeal } from '../../db/chat-seal.ts';
import type { Db } from '../../db/client.ts';
import { listChatMessages } from '../../db/read-models/chat-messages.ts';
import { changeChatChannel, getChatChannel } from '../../db/stores/chat-channels.ts';
import { queueChat } from '../../db/stores/chat-outbox.ts';
import { retryChatMessages } from '../../db/stores/chat-retries.ts';
import { startChatReceiver, webhookSecret, type ChatReceiver } from '../support/chat-receiver.ts';
import {
  addChannel,
  chatKeys,
  chatStarts,
  onlyProgramme,
  saying,
  sealedAddress,
  signingKey,
} from '../support/chatting.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { seedFirm, type Firm } from '../support/people.ts';

const by = { kind: 'operator', id: 'ann' } as const;
let database: TestDatabase;
let db: Db;
let firm: Firm;
let programmeId: string;
let chat: ChatReceiver;
let now: Date;
let logged: string[];

beforeEach(async () => {
  database = await createTestDatabase();
  db = database.app;
  firm = await seedFirm(db, '1');
  programmeId = await onlyProgramme(db);
  chat = await startChatReceiver(signingKey);
  now = chatStarts;
  logged = [];
});
afterEach(async () => {
  await chat.close();
  await database.drop();
});

const log: Logger = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });

const sender = (change: Partial<ChatDeps> = {}): ChatDeps => ({
  db,
  seal: createChatSeal(chatKeys),
  network: { allowedPrivateHosts: ['127.0.0.1'] },
  publicUrl: 'https://kam.example',
  clock: { now: () => now },
  log,
  ...change,
});

const send = (change: Partial<ChatDeps> = {}): Promise<number> => sendChats(sender(change));

const tell = (dedupeKey: string): Promise<number> =>
  queueChat(db, { programmeId, kind: 'escalation', dedupeKey, message: saying(dedupeKey), at: now });

const pass = (seconds: number): void => {
  now = new Date(now.getTime() + seconds * 1000);
};

const messages = (channelId: string) => listChatMessages(db, { channelId, limit: 100 });

const ownersMails = (): Promise<readonly { person_id: string; data: Record<string, string> }[]> =>
  db('notification').where({ kind: 'chat-failing' }).orderBy('id').select('person_id', 'data');

const events = async (): Promise<readonly string[]> => {
  const rows = await db('audit_event')
    .where({ chain: 'chat-channels' })
    .orderBy('seq')
    .select<{ kind: string }[]>('kind');
  return rows.map(({ kind }) => kind);
};

// Every attempt of a message that is never taken, at the moment it is due; returns the pauses between them in seconds.
async function exhaust(): Promise<readonly number[]> {
  const pauses: number[] = [];
  for (;;) {
    await send();
    const next = await db('chat_message')
      .where({ state: 'queued' })
      .min<{ at: Date | null }[]>('next_at as at');
    const at = next[0]?.at ?? null;
    if (at === null) return pauses;
    pauses.push((at.getTime() - now.getTime()) / 1000);
    pass(pauses.at(-1) ?? 0);
  }
}

it('posts signed messages in their order, each once, with links to the service', async () => {
  const { id } = await addChannel(db, { url: chat.url });
  for (const title of ['opened', 'asked', 'closed']) await tell(title);
  expect(await send()).toBe(3);
  expect(await send()).toBe(0);
  expect(chat.posts.map(({ title, genuine }) => [title, genuine])).toEqual([
    ['opened', true],
    ['asked', true],
    ['closed', true],
  ]);
  const listed = [...(await messages(id))].reverse();
  expect(chat.posts.map(({ delivery }) => delivery)).toEqual(listed.map((one) => `chat-${one.id}`));
  expect(listed).toMatchObject(listed.map(() => ({ state: 'sent', attempts: 1, sentAt: now })));
  expect(JSON.parse(chat.posts[0]?.body ?? '')).toMatchObject({
    link: { url: 'https://kam.example/accounts/1' },
  });
});

it('tries again by the same number when the chat stumbles', async () => {
  const { id } = await addChannel(db, { url: chat.url });
  await tell('opened');
  chat.answer({ status: 500 }, 'hangUp', { status: 200 });
  await send();
  expect(await messages(id)).toMatchObject([
    { state: 'queued', attempts: 1, lastError: 'It answered 500.', nextAt: new Date(now.getTime() + 30_000) },
  ]);
  pass(29);
  expect(await send()).toBe(0);
  pass(1);
  await send();
  pass(60);
  await send();
  expect(await messages(id)).toMatchObject([{ state: 'sent', attempts: 3, lastError: null }]);
  expect(new Set(chat.posts.map(({ delivery }) => delivery)).size).toBe(1);
  expect(await ownersMails()).toEqual([]);
});

it('leaves a chat alone for as long as it asks, with all its messages, but for no more than an hour', async () => {
  await addChannel(db, { url: chat.url });
  await Promise.all([tell('a'), tell('b')]);
  chat.answer(
    { status: 429, headers: { 'Retry-After': '300' } },
    { status: 503, headers: { 'Retry-After': '86400' } },
    { status: 200 },
  );
  expect(await send()).toBe(1);
  pass(299);
  expect(await send()).toBe(0);
  pass(1);
  expect(await send()).toBe(1);
  pass(3599);
  expect(await send()).toBe(0);
  pass(1);
  expect(await send()).toBe(2);
  expect(chat.posts).toHaveLength(4);
});

it('gives a dead chat up after ten attempts, tells the owner once, and sends again what was missed once it is repaired', async () => {
  const channel = await addChannel(db, { url: chat.url });
  const { id } = channel;
  chat.answer({ status: 503 });
  await tell('opened');
  expect(await exhaust()).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
  const failed = {
    state: 'failed',
    attempts: 10,
    lastError: 'Tried 10 times. It answered 503.',
    nextAt: null,
  };
  expect(await messages(id)).toMatchObject([failed]);
  expect(await getChatChannel(db, id)).toMatchObject({ failingSince: now, ownerToldAt: now });
  await tell('asked');
  await exhaust();
  expect(chat.posts).toHaveLength(20);
  const data = {
    channelId: id,
    channelName: 'Key accounts',
    programmeName: 'Key accounts',
    error: failed.lastError,
  };
  expect(await ownersMails()).toEqual([{ person_id: firm.owner, data }]);
  chat.answer({ status: 200 });
  expect(await retryChatMessages(db, { channelId: id, by, at: now })).toBe(2);
  expect(await retryChatMessages(db, { channelId: id, by, at: now })).toBe(0);
  await send();
  expect(chat.posts.slice(20).map(({ title }) => title)).toEqual(['opened', 'asked']);
  expect(await getChatChannel(db, id)).toMatchObject({
    failingSince: null,
    ownerToldAt: null,
    lastSentAt: now,
  });
  chat.answer({ status: 404 });
  await tell('closed');
  await send();
  expect(await messages(id)).toMatchObject([
    { state: 'refused', attempts: 1 },
    { state: 'sent' },
    { state: 'sent' },
  ]);
  expect(await ownersMails()).toHaveLength(2);
  const [added, ...rest] = await events();
  expect([added, ...rest]).toEqual(
    ['added', 'failing', 'retried', 'recovered', 'failing'].map((kind) => `chatChannel.${kind}`),
  );
});

it('posts nothing to a private address, and tells the owner as soon as there is one', async () => {
  const { id } = await addChannel(db, { url: chat.url });
  await db('programme').update({ owner_id: null });
  await tell('opened');
  await send({ network: { allowedPrivateHosts: [] } });
  expect(await messages(id)).toMatchObject([{ state: 'refused', attempts: 1 }]);
  expect(await ownersMails()).toEqual([]);
  expect(await getChatChannel(db, id)).toMatchObject({ failingSince: now, ownerToldAt: null });
  await db('programme').update({ owner_id: firm.owner });
  await tell('asked');
  await send({ network: { allowedPrivateHosts: [] } });
  expect(await ownersMails()).toHaveLength(1);
  expect(chat.posts).toEqual([]);
});

it('does not follow a chat that has moved, and posts to its new address what was refused', async () => {
  const { id } = await addChannel(db, { url: chat.url });
  const moved = await startChatReceiver(signingKey);
  chat.answer({ status: 308, headers: { Location: moved.url } });
  await tell('opened');
  await send();
  expect([chat.posts.length, moved.posts.length]).toEqual([1, 0]);
  const address = sealedAddress(moved.url, programmeId);
  await changeChatChannel(db, { id, address, by, at: now });
  await retryChatMessages(db, { channelId: id, by, at: now });
  await send();
  expect(moved.posts).toMatchObject([{ title: 'opened', genuine: true }]);
  await moved.close();
});

it('keeps messages for a channel whose key is missing, until it is put back', async () => {
  const { id } = await addChannel(db, { url: chat.url });
  await tell('opened');
  await send({ seal: createChatSeal([{ id: 'new', key: Buffer.alloc(32, 9) }]) });
  const [message] = await messages(id);
  expect(message).toMatchObject({ state: 'queued' });
  expect(message?.lastError).toContain('put it back into LINK_KEYS');
  pass(30);
  await send({ seal: createChatSeal([{ id: 'new', key: Buffer.alloc(32, 9) }, ...chatKeys]) });
  expect(chat.posts).toMatchObject([{ genuine: true }]);
});

it('opens a sealed address for its own programme only, and not once a bit of it has changed', () => {
  const seal = createChatSeal(chatKeys);
  const { keyId, sealed } = seal.seal({ url: chat.url, signingKey }, programmeId);
  expect(seal.open({ keyId, sealed }, programmeId)).toEqual({ url: chat.url, signingKey });
  expect(() => seal.open({ keyId, sealed }, `${programmeId}0`)).toThrow('was not sealed here');
  for (const index of [0, 12, 28, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => seal.open({ keyId, sealed: changed }, programmeId)).toThrow('was not sealed here');
  }
  expect(() => seal.open({ keyId, sealed: sealed.subarray(0, 20) }, programmeId)).toThrow(
    'was not sealed here',
  );
  expect(seal.seal({ url: chat.url, signingKey }, programmeId).sealed).not.toEqual(sealed);
});

it('posts each message once however many workers there are, and of each channel in order', async () => {
  const others = await Promise.all([startChatReceiver(signingKey), startChatReceiver(signingKey)]);
  const chats = [chat, ...others];
  for (const [index, { url }] of chats.entries()) await addChannel(db, { url, name: `Channel ${index}` });
  const titles = Array.from({ length: 12 }, (_, index) => `message ${index}`);
  for (const title of titles) await tell(title);
  let attempts = 0;
  while ((await db('chat_message').where({ state: 'queued' })).length > 0)
    attempts += (await Promise.all([send(), send(), send()])).reduce((sum, count) => sum + count, 0);
  expect(attempts).toBe(titles.length * chats.length);
  for (const { posts } of chats) expect(posts.map(({ title }) => title)).toEqual(titles);
  await Promise.all(others.map((other) => other.close()));
});

it('writes the address down nowhere: not in the database, nor in a log', async () => {
  await addChannel(db, { url: chat.url });
  chat.answer({ status: 500 }, { status: 302, headers: { Location: chat.url } });
  await tell('opened');
  await send();
  pass(30);
  await send();
  expect(chat.posts).toHaveLength(2);
  expect(logged.length).toBeGreaterThan(1);
  expect(logged.join('')).not.toContain(webhookSecret);
  const { rows: tables } = await db.raw<{ rows: { name: string }[] }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  for (const { name } of tables) {
    const found = await database.owner.raw<{ rows: { row: string }[] }>(
      `select cast(t as text) as row from "${name}" t`,
    );
    const written = found.rows.map(({ row }) => row).join('\n');
    for (const form of [
      webhookSecret,
      Buffer.from(webhookSecret).toString('hex'),
      Buffer.from(webhookSecret).toString('base64').slice(0, -4),
    ])
      expect(written).not.toContain(form);
  }
});
