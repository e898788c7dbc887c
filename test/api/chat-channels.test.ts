import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createOperations } from '../../api/operations.ts';
import { claimChatMessages, queueChat, settleChatMessage } from '../../db/stores/chat-outbox.ts';
import { startChatReceiver, webhookSecret, type ChatReceiver } from '../support/chat-receiver.ts';
import { chatStarts, onlyProgramme, saying, signingKey } from '../support/chatting.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { seedFirm } from '../support/people.ts';
import { idleDeps } from './idle-deps.ts';
import { call, problemOf, startServer, tokenFor, type TestServer } from './server.ts';

let database: TestDatabase;
let server: TestServer;
let chat: ChatReceiver;
let tokens: Readonly<Record<'manager' | 'ops' | 'admin', string>>;
const answered: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  await seedFirm(database.app, '1');
  chat = await startChatReceiver(signingKey);
  const setup = { ...idleDeps.chat, network: { allowedPrivateHosts: ['127.0.0.1'] } };
  const operations = createOperations({ ...idleDeps, chat: setup });
  server = await startServer({ db: database.app, operations, clock: { now: () => chatStarts } });
  const { app } = database;
  tokens = {
    manager: await tokenFor(app, 'manager'),
    ops: await tokenFor(app, 'ops'),
    admin: await tokenFor(app, 'admin'),
  };
});
beforeEach(() => chat.answer({ status: 200 }));
afterAll(async () => {
  await server.close();
  await chat.close();
  await database.drop();
});

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

async function send(
  path: string,
  request: { readonly method?: string; readonly json?: unknown; readonly as?: keyof typeof tokens } = {},
): Promise<Answer> {
  const { as = 'admin', ...rest } = request;
  const answer = await call(server, { ...rest, path: `/v1/chat-channels${path}`, token: tokens[as] });
  const words = await answer.text();
  answered.push(words, ...[...answer.headers.values()]);
  return {
    status: answer.status,
    body: JSON.parse(words) as Record<string, unknown>,
    headers: answer.headers,
  };
}

const add = (name: string, change: object = {}): Promise<Answer> =>
  send('', {
    method: 'POST',
    json: { programmeKey: 'main', name, format: 'plain', url: chat.url, ...change },
  });

it('is added by administrators only, told its signing key once, and shows of its address the host', async () => {
  const json = { programmeKey: 'main', name: 'No', format: 'plain', url: chat.url };
  expect((await send('', { method: 'POST', json, as: 'ops' })).status).toBe(403);
  const added = await add('Key accounts');
  expect(added.status).toBe(201);
  const { id, signingKey: key, ...channel } = added.body;
  expect(added.headers.get('location')).toBe(`/v1/chat-channels/${String(id)}`);
  expect(added.headers.get('cache-control')).toBe('no-store');
  const host = new URL(chat.url).host;
  expect(channel).toMatchObject({
    programmeKey: 'main',
    format: 'plain',
    kinds: ['escalation', 'alarm'],
    host,
    state: 'active',
  });
  const read = await send(`/${String(id)}`, { as: 'manager' });
  expect(read.body).toEqual({ id, ...channel });
  expect((await send('?programmeKey=main', { as: 'manager' })).body).toEqual({ items: [{ id, ...channel }] });
  expect((await send(`/${String(id)}/test`, { method: 'POST', as: 'ops' })).body).toMatchObject({
    state: 'sent',
    error: null,
  });
  const { delivery = '', body = '', signature } = chat.posts.at(-1) ?? {};
  const second = Math.floor(chatStarts.getTime() / 1000);
  const mac = createHmac('sha256', Buffer.from(String(key), 'base64'))
    .update(`${second}.${body}`)
    .digest('hex');
  expect(delivery).toMatch(/^chat-\d+$/);
  expect(signature).toBe(`t=${second},v1=${mac}`);
  expect(body).toContain('A test of the channel Key accounts');
});

it.each([
  ['a private address', 'https://10.1.2.3/x', 'private address'],
  ['an address without TLS', 'http://chat.example.com/x', 'https://'],
  ['a name and password', 'https://ann:secret@chat.example.com/x', 'user name'],
  ['no address', 'chat', 'web address'],
])('refuses %s and says where the fault is', async (_what, url, why) => {
  const answer = await call(server, {
    ...{ method: 'POST', path: '/v1/chat-channels', token: tokens.admin },
    json: { programmeKey: 'main', name: 'Wrong', format: 'slack', url },
  });
  const problem = await problemOf(answer);
  expect([problem.status, problem.faults?.[0]?.path]).toEqual([422, '/url']);
  expect(problem.detail).toContain(why);
  expect(JSON.stringify(problem)).not.toContain(url);
});

it('refuses an unknown programme, kind or format, and a name that is taken', async () => {
  expect((await add('x', { programmeKey: 'none' })).status).toBe(404);
  expect((await add('x', { kinds: [] })).status).toBe(400);
  expect((await add('x', { kinds: ['gossip'] })).status).toBe(400);
  expect((await add('x', { format: 'irc' })).status).toBe(400);
  expect((await add('Twice')).status).toBe(201);
  expect((await add('twice')).status).toBe(409);
});

it('says what came back from a test that did not get through, which tells no owner', async () => {
  const { body } = await add('Tested');
  const test = (): Promise<Answer> => send(`/${String(body['id'])}/test`, { method: 'POST', as: 'ops' });
  chat.answer({ status: 503 });
  expect((await test()).body).toMatchObject({ state: 'failed', error: 'It answered 503.' });
  chat.answer({ status: 302, headers: { Location: chat.url } });
  expect((await test()).body).toMatchObject({
    state: 'refused',
    error: expect.stringContaining('It answered 302.') as string,
  });
  chat.answer('hangUp');
  expect((await test()).body).toMatchObject({ state: 'failed' });
  expect((await send(`/${String(body['id'])}`)).body).toMatchObject({ failingSince: null });
  expect((await send(`/${String(body['id'])}/test`, { method: 'POST', as: 'manager' })).status).toBe(403);
  const listed = await send(`/${String(body['id'])}/messages?state=failed`, { as: 'manager' });
  expect(listed.body).toMatchObject({
    items: [
      { kind: 'test', attempts: 1 },
      { kind: 'test', attempts: 1 },
    ],
    next: null,
  });
});

it('lists messages page by page, sends failed ones again, and forgets a removed channel', async () => {
  const { body } = await add('Listed');
  const id = String(body['id']);
  const programmeId = await onlyProgramme(database.app);
  await database
    .app('chat_channel')
    .whereNot({ id })
    .update({ held_until: new Date('2100-01-01T00:00:00Z') });
  for (const title of ['first', 'second'])
    await queueChat(database.app, {
      programmeId,
      kind: 'alarm',
      dedupeKey: title,
      message: saying(title),
      at: chatStarts,
    });
  const [message] = await claimChatMessages(database.app, { asOf: chatStarts, limit: 10, leaseSeconds: 60 });
  if (!message) throw new Error('nothing was claimed');
  const outcome = { state: 'failed', error: 'Tried 10 times. It answered 503.' } as const;
  await settleChatMessage(database.app, { message, outcome, at: chatStarts });
  const page = await send(`/${id}/messages?limit=1`, { as: 'manager' });
  expect(page.body).toMatchObject({ items: [{ title: 'second', state: 'queued' }] });
  const next = await send(`/${id}/messages?limit=1&cursor=${String(page.body['next'])}`, { as: 'manager' });
  expect(next.body).toMatchObject({
    items: [{ title: 'first', state: 'failed', lastError: outcome.error }],
    next: null,
  });
  expect((await send(`/${id}/retry`, { method: 'POST', as: 'manager' })).status).toBe(403);
  const retried = await send(`/${id}/retry`, { method: 'POST', as: 'ops' });
  expect([retried.status, retried.body]).toEqual([202, { queued: 1 }]);
  expect((await send(`/${id}`, { method: 'DELETE', as: 'ops' })).status).toBe(403);
  expect((await send(`/${id}`, { method: 'DELETE' })).body).toMatchObject({ state: 'removed' });
  expect((await send(`/${id}/messages`)).body).toMatchObject({
    items: [{ state: 'refused' }, { state: 'refused' }],
  });
  for (const path of ['/test', '/retry'])
    expect((await send(`/${id}${path}`, { method: 'POST' })).status).toBe(409);
  const ids = async (query: string): Promise<readonly unknown[]> =>
    ((await send(query)).body['items'] as { id: string }[]).map((one) => one.id);
  expect([(await ids('')).includes(id), (await ids('?removed=true')).includes(id)]).toEqual([false, true]);
});

it('is changed in what is given, and told a new signing key only with a new address', async () => {
  const { body } = await add('Changed');
  const id = String(body['id']);
  const change = (json: object): Promise<Answer> => send(`/${id}`, { method: 'PATCH', json });
  expect((await change({ kinds: ['alarm', 'alarm'], format: 'teams' })).body).toMatchObject({
    ...{ kinds: ['alarm'], format: 'teams', name: 'Changed', signingKey: null },
  });
  const moved = await startChatReceiver(signingKey);
  const given = await change({ url: moved.url });
  expect(given.body).toMatchObject({ host: new URL(moved.url).host, format: 'teams' });
  expect(given.body['signingKey']).not.toBe(body['signingKey']);
  await send(`/${id}/test`, { method: 'POST' });
  expect(JSON.parse(moved.posts[0]?.body ?? '')).toMatchObject({ type: 'message' });
  await moved.close();
  expect((await change({ url: 'https://192.168.0.1/x' })).status).toBe(422);
  expect((await change({ surprise: 1 })).status).toBe(400);
});

it('keeps an audit event of each change, and the address in no answer, log or record', async () => {
  const events = await database
    .app('audit_event')
    .where({ chain: 'chat-channels' })
    .select<{ kind: string; actor_kind: string }[]>('kind', 'actor_kind');
  const kinds = ['added', 'changed', 'removed', 'retried', 'tested'].map((kind) => `chatChannel.${kind}`);
  expect([...new Set(events.map(({ kind }) => kind))].sort()).toEqual(kinds);
  expect(answered.length).toBeGreaterThan(20);
  expect(answered.join('\n')).not.toContain(webhookSecret);
  expect(server.logged.join('\n')).not.toContain(webhookSecret);
  const { app } = database;
  const written = [
    await app('audit_event'),
    await app('chat_message'),
    await app('chat_channel'),
    await app('idempotency_key'),
  ];
  expect(JSON.stringify(written)).not.toContain(webhookSecret);
});
