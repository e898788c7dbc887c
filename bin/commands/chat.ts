import { text } from 'node:stream/consumers';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { newChatAddress, type ChatSetup } from '../../api/chat-channels/new-address.ts';
import { testChatChannel } from '../../api/chat-channels/test-channel.ts';
import { createChatSeal } from '../../db/chat-seal.ts';
import { listChatMessages, type ListedChatMessage } from '../../db/read-models/chat-messages.ts';
import { findProgrammeId } from '../../db/stores/assignments.ts';
import {
  addChatChannel,
  changeChatChannel,
  getChatChannel,
  listChatChannels,
  removeChatChannel,
  type ChatChannel,
} from '../../db/stores/chat-channels.ts';
import { retryChatMessages } from '../../db/stores/chat-retries.ts';
import {
  chatKinds,
  chatMessageStates,
  type ChatKind,
  type ChatMessageState,
} from '../../domain/chat-channel.ts';
import { chatFormats, type ChatFormat } from '../../domain/chat-message.ts';
import { systemClock } from '../../domain/clock.ts';
import { operator, print, withRecords } from '../records.ts';
import { readCommandSettings } from '../settings.ts';
import { chatChannelNumber } from './arguments.ts';

interface JsonOption {
  readonly json?: boolean;
}

interface ChannelOptions extends JsonOption {
  readonly name?: string;
  readonly format?: ChatFormat;
  readonly kinds?: readonly ChatKind[];
  readonly url?: string;
}

const most = 200;
const fromInput = '-';
const urlFlag = '--url <address>';
const visible =
  'what is typed here stays in the shell’s history and is seen by others on this machine; "-" reads it from standard input';

function setup(): ChatSetup {
  const { linkKeys, chatPrivateHosts: allowedPrivateHosts, publicUrl } = readCommandSettings();
  return { seal: createChatSeal(linkKeys), network: { allowedPrivateHosts }, publicUrl };
}

async function addressFrom(url: string): Promise<string> {
  if (url !== fromInput) return url;
  if (process.stdin.isTTY) process.stderr.write("The webhook's address, then Enter and Ctrl-D:\n");
  return (await text(process.stdin)).trim();
}

function kindsOf(words: string): readonly ChatKind[] {
  const kinds = words.split(',').map((word) => chatKinds.find((kind) => kind === word.trim()));
  if (kinds.every((kind) => kind !== undefined)) return kinds;
  throw new InvalidArgumentError(`must be of ${chatKinds.join(', ')}, comma-separated`);
}

function line(channel: ChatChannel): string {
  const { id, programmeKey, name, format, kinds, host, state, failingSince, lastSentAt } = channel;
  const sent = lastSentAt === null ? 'nothing sent yet' : `last sent ${lastSentAt.toISOString()}`;
  const how =
    state === 'removed'
      ? 'removed'
      : failingSince === null
        ? sent
        : `failing since ${failingSince.toISOString()}`;
  return `${id}  ${programmeKey}  ${name}  ${format} at ${host}, told of ${kinds.join(' and ')}; ${how}`;
}

function keyLines(signingKey: string | null): readonly string[] {
  if (signingKey === null) return [];
  return [
    `Signing key: ${signingKey}`,
    'Keep it where posts are to be checked by X-Kam-Signature: it is not shown again. Slack and Teams need none.',
  ];
}

async function add(
  { programme, name }: { readonly programme: string; readonly name: string },
  options: ChannelOptions & { readonly format: ChatFormat; readonly url: string },
): Promise<void> {
  const { format, kinds = chatKinds } = options;
  const url = await addressFrom(options.url);
  const added = await withRecords(async (db) => {
    const programmeId = await findProgrammeId(db, programme);
    const { address, signingKey } = newChatAddress({ url, programmeId }, setup());
    const wish = { programmeId, name, format, kinds, address, by: operator(), at: systemClock.now() };
    return { ...(await addChatChannel(db, wish)), signingKey };
  });
  const next = `Try it with "kam chat test ${added.id}".`;
  print(added, { ...options, lines: [line(added), ...keyLines(added.signingKey), next] });
}

async function change(id: string, options: ChannelOptions): Promise<void> {
  const { name, format, kinds } = options;
  const url = options.url === undefined ? undefined : await addressFrom(options.url);
  const changed = await withRecords(async (db) => {
    const { programmeId } = await getChatChannel(db, id);
    const given = url === undefined ? undefined : newChatAddress({ url, programmeId }, setup());
    const what = { id, name, format, kinds, address: given?.address };
    const channel = await changeChatChannel(db, { ...what, by: operator(), at: systemClock.now() });
    return { ...channel, signingKey: given?.signingKey ?? null };
  });
  print(changed, { ...options, lines: [line(changed), ...keyLines(changed.signingKey)] });
}

async function list(
  options: JsonOption & { readonly programme?: string; readonly all?: boolean },
): Promise<void> {
  const { programme, all: removed } = options;
  const found = await withRecords(async (db) => {
    const programmeId = programme === undefined ? undefined : await findProgrammeId(db, programme);
    return listChatChannels(db, { programmeId, removed });
  });
  const none = 'There are no chat channels. "kam chat add --help" tells how to add one.';
  print(found, { ...options, lines: found.length > 0 ? found.map(line) : [none] });
}

async function test(id: string, options: JsonOption): Promise<void> {
  const result = await withRecords((db) =>
    testChatChannel({ db, ...setup() }, { id, by: operator(), at: systemClock.now() }),
  );
  const { state, error } = result;
  print(result, {
    ...options,
    lines: [error === null ? 'The chat took the message.' : `${state}: ${error}`],
  });
  if (state !== 'sent') process.exitCode = 1;
}

async function remove(id: string, options: JsonOption): Promise<void> {
  const removed = await withRecords((db) =>
    removeChatChannel(db, { id, by: operator(), at: systemClock.now() }),
  );
  const done = `Channel ${id} (${removed.name}) is told of nothing any more, and its address is forgotten.`;
  print(removed, { ...options, lines: [done] });
}

function messageLine(message: ListedChatMessage): string {
  const { id, occurredAt, state, attempts, title, lastError, nextAt } = message;
  const next = nextAt === null ? '' : `, next at ${nextAt.toISOString()}`;
  const why = lastError === null ? '' : ` (${lastError})`;
  const tried = attempts === 0 ? '' : ` at attempt ${attempts}`;
  return `${id}  ${occurredAt.toISOString()}  ${state}${tried}${next}: ${title}${why}`;
}

async function messages(
  id: string,
  options: JsonOption & { readonly state?: ChatMessageState },
): Promise<void> {
  const found = await withRecords(async (db) => {
    const { id: channelId } = await getChatChannel(db, id);
    return listChatMessages(db, { channelId, state: options.state, limit: most });
  });
  const shown = found.slice(0, most);
  print(shown, { ...options, lines: shown.length > 0 ? shown.map(messageLine) : ['There are no messages.'] });
}

async function retry(id: string, options: JsonOption): Promise<void> {
  const retried = { channelId: id, by: operator(), at: systemClock.now() };
  const queued = await withRecords((db) => retryChatMessages(db, retried));
  print(
    { queued },
    { ...options, lines: [`${queued === 1 ? 'One message is' : `${queued} messages are`} sent again.`] },
  );
}

function registerGiving(chat: Command): void {
  const kinds = new Option('--kinds <kinds>', `what it is told of: ${chatKinds.join(', ')}`).argParser(
    kindsOf,
  );
  const format = new Option('--format <format>', 'how the chat wants to be told').choices([...chatFormats]);
  chat
    .command('add')
    .description('add a chat that news of a programme is posted to')
    .argument('<programme>', "the programme's key")
    .argument('<name>', 'what the chat is called')
    .addOption(format.makeOptionMandatory())
    .addOption(kinds)
    .option(urlFlag, `the webhook's address: ${visible}`, fromInput)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample: kam chat add main "Key accounts" --format slack < address.txt')
    .action((programme: string, name: string, options: Parameters<typeof add>[1]) =>
      add({ programme, name }, options),
    );
  chat
    .command('change')
    .description('change the name, format, kinds or address of a channel')
    .argument('<channel>', 'its number', chatChannelNumber)
    .option('--name <name>', 'what the chat is called')
    .addOption(new Option(format.flags, format.description).choices([...chatFormats]))
    .addOption(kinds)
    .option(urlFlag, `the webhook's new address: ${visible}`)
    .option('--json', 'print JSON')
    .action(change);
}

/** Adds `kam chat add|change|list|test|remove|messages|retry`. */
export function registerChatCommand(program: Command): void {
  const chat = program.command('chat').description('chats that news of a programme is posted to');
  registerGiving(chat);
  chat
    .command('list')
    .description('list channels and whether they take messages')
    .option('--programme <key>', 'only of this programme')
    .option('--all', 'those that were removed too')
    .option('--json', 'print JSON')
    .action(list);
  const one = (name: string, what: string): Command =>
    chat
      .command(name)
      .description(what)
      .argument('<channel>', 'its number', chatChannelNumber)
      .option('--json', 'print JSON');
  one('test', 'post a test message now, from this machine, and say what came back').action(test);
  one('remove', 'remove a channel for good; its address is forgotten').action(remove);
  one('messages', 'list messages, the latest first')
    .addOption(new Option('--state <state>', 'only in this state').choices([...chatMessageStates]))
    .action(messages);
  one('retry', 'send again what the chat did not take').action(retry);
}
