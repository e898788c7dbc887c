import { afterAll, beforeAll, expect, it } from 'vitest';
import { queueChat } from '../../db/stores/chat-outbox.ts';
import { startChatReceiver, webhookSecret, type ChatReceiver } from '../support/chat-receiver.ts';
import { chatStarts, onlyProgramme, saying, signingKey } from '../support/chatting.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { runKam, type CommandOutcome } from '../support/kam-command.ts';
import { seedFirm } from '../support/people.ts';

let database: TestDatabase;
let chat: ChatReceiver;
const printed: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  await seedFirm(database.app, '1');
  chat = await startChatReceiver(signingKey);
});
afterAll(async () => {
  await chat.close();
  await database.drop();
});

async function kam(words: string, input = ''): Promise<CommandOutcome> {
  const environment = {
    DATABASE_URL: database.appUrl,
    LINK_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
    CHAT_ALLOWED_PRIVATE_HOSTS: '127.0.0.1',
    PUBLIC_URL: 'https://kam.example',
  };
  const outcome = await runKam(['chat', ...words.split(' ')], environment, input);
  printed.push(outcome.stdout, outcome.stderr);
  return outcome;
}

it('says in its help that an option is seen by others, and which words it takes', async () => {
  const help = (await kam('add --help')).stdout.replace(/\s+/g, ' ');
  expect(help).toContain('stays in the shell’s history');
  expect(help).toContain('"slack", "teams", "plain"');
  expect(help).toContain('escalation, alarm');
});

it('adds a channel whose address it reads, tries it, and tells the signing key once', async () => {
  expect((await kam('list')).stdout).toContain('There are no chat channels.');
  const added = await kam('add main Board --format plain --kinds alarm --json', `${chat.url}\n`);
  expect(added).toMatchObject({ code: 0, stderr: '' });
  const { id, kinds, signingKey: key } = JSON.parse(added.stdout) as Record<string, unknown>;
  expect([kinds, Buffer.from(String(key), 'base64').length]).toEqual([['alarm'], 32]);
  const host = new URL(chat.url).host;
  const line = `${String(id)}  main  Board  plain at ${host}, told of alarm;`;
  expect((await kam('list --programme main')).stdout).toBe(`${line} nothing sent yet\n`);
  expect(await kam(`test ${String(id)}`)).toMatchObject({ code: 0, stdout: 'The chat took the message.\n' });
  expect(JSON.parse(chat.posts[0]?.body ?? '')).toMatchObject({ link: { url: 'https://kam.example/' } });
  const again = await kam(`add main board --format slack --url ${chat.url}`);
  expect([again.code, again.stderr]).toEqual([
    1,
    `The programme has a chat channel of this name: it is number ${String(id)}.\n`,
  ]);
});

it('says what came back from a chat that takes nothing, lists what it was to be told, and sends it again', async () => {
  const [{ id } = { id: '' }] = JSON.parse((await kam('list --json')).stdout) as { id: string }[];
  chat.answer({ status: 404 });
  expect(await kam(`test ${id}`)).toMatchObject({ code: 1, stdout: 'refused: It answered 404.\n' });
  const { app } = database;
  const programmeId = await onlyProgramme(app);
  await queueChat(app, {
    programmeId,
    kind: 'alarm',
    dedupeKey: 'a',
    message: saying('Bookings fall'),
    at: chatStarts,
  });
  await app('chat_message')
    .where({ dedupe_key: 'a' })
    .update({ state: 'failed', attempts: 10, last_error: 'Tried 10 times. It answered 503.' });
  const listed = (await kam(`messages ${id} --state failed`)).stdout;
  expect(listed).toContain('failed at attempt 10: Bookings fall (Tried 10 times. It answered 503.)');
  expect((await kam(`retry ${id}`)).stdout).toBe('One message is sent again.\n');
  expect((await kam(`messages ${id} --state failed`)).stdout).toBe('There are no messages.\n');
});

it('changes a channel, removes it, and refuses what cannot be', async () => {
  const [{ id } = { id: '' }] = JSON.parse((await kam('list --json')).stdout) as { id: string }[];
  const changed = await kam(`change ${id} --name Managers --kinds escalation,alarm --url -`, chat.url);
  expect(changed.stdout).toContain('Managers  plain at');
  expect(changed.stdout).toContain('Signing key: ');
  expect((await kam(`change ${id} --kinds gossip`)).stderr).toContain('must be of escalation, alarm');
  const refused = await kam('add main Other --format slack', 'https://10.0.0.1/services/x');
  expect([refused.code, refused.stderr]).toEqual([
    1,
    "The webhook's address must not lead to a private address.\n",
  ]);
  expect((await kam('remove nothing')).stderr).toContain('"kam chat list" shows them');
  expect((await kam(`remove ${id}`)).stdout).toContain('its address is forgotten');
  expect((await kam(`test ${id}`)).stderr).toBe('The chat channel Managers was removed: add it again.\n');
  expect((await kam('list --all')).stdout).toContain('; removed');
  expect(printed.join('')).not.toContain(webhookSecret);
});
