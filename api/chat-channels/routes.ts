import { findProgrammeId } from '../../db/stores/assignments.ts';
import {
  addChatChannel,
  changeChatChannel,
  getChatChannel,
  listChatChannels,
  removeChatChannel,
} from '../../db/stores/chat-channels.ts';
import { operation, type Operation } from '../operation.ts';
import { createChatMessageOperations } from './messages.ts';
import { newChatAddress, type ChatSetup } from './new-address.ts';
import {
  chatChannel,
  chatChannelChange,
  chatChannelList,
  chatChannelParams,
  chatChannelQuery,
  newChatChannel,
  signedChatChannel,
} from './schemas.ts';

/** What the operations on channels need. */
export interface ChatChannelDeps {
  readonly chat: ChatSetup;
}

const tag = 'chat channels';
const path = '/chat-channels/{chatChannelId}';
const params = chatChannelParams;
// An answer that tells a key is kept by nobody in between.
const unkept = { 'Cache-Control': 'no-store' };

const listOperation = operation({
  id: 'listChatChannels',
  method: 'get',
  path: '/chat-channels',
  tag,
  summary: 'List the chats that news is posted to, and whether they take it',
  role: 'manager',
  query: chatChannelQuery,
  result: chatChannelList,
  handle: async ({ db, query: { programmeKey, removed } }) => {
    const programmeId = programmeKey === undefined ? undefined : await findProgrammeId(db, programmeKey);
    return {
      body: { items: [...(await listChatChannels(db, { programmeId, removed: removed === 'true' }))] },
    };
  },
});

const getOperation = operation({
  id: 'getChatChannel',
  method: 'get',
  path,
  tag,
  summary: 'Read a channel, without its address',
  role: 'manager',
  params,
  result: chatChannel,
  handle: async ({ db, params: { chatChannelId } }) => ({ body: await getChatChannel(db, chatChannelId) }),
});

const removeOperation = operation({
  id: 'removeChatChannel',
  method: 'delete',
  path,
  tag,
  summary: 'Remove a channel for good',
  description: 'Its address is forgotten, and what waits for it is refused.',
  role: 'admin',
  params,
  result: chatChannel,
  handle: async ({ db, params: { chatChannelId: id }, caller, now: at }) => ({
    body: await removeChatChannel(db, { id, by: caller.actor, at }),
  }),
});

function addOperation(chat: ChatSetup): Operation {
  return operation({
    id: 'addChatChannel',
    method: 'post',
    path: '/chat-channels',
    tag,
    summary: 'Add a chat that news of a programme is posted to',
    description:
      'A name is taken once in a programme, so a repetition is a 409. Try it with a test afterwards.',
    role: 'admin',
    body: newChatChannel,
    result: signedChatChannel,
    statuses: [201],
    handle: async ({ db, body: { programmeKey, url, ...wish }, caller, now: at }) => {
      const programmeId = await findProgrammeId(db, programmeKey);
      const { address, signingKey } = newChatAddress({ url, programmeId }, chat);
      const channel = await addChatChannel(db, { ...wish, programmeId, address, by: caller.actor, at });
      const headers = { ...unkept, Location: `/v1/chat-channels/${channel.id}` };
      return { body: { ...channel, signingKey }, headers };
    },
  });
}

function changeOperation(chat: ChatSetup): Operation {
  return operation({
    id: 'changeChatChannel',
    method: 'patch',
    path,
    tag,
    summary: 'Change the name, format, kinds or address of a channel',
    description: 'A new address comes with a new signing key.',
    role: 'admin',
    params,
    body: chatChannelChange,
    result: signedChatChannel,
    handle: async ({ db, params: { chatChannelId: id }, body: { url, ...change }, caller, now: at }) => {
      const { programmeId } = await getChatChannel(db, id);
      const given = url === undefined ? undefined : newChatAddress({ url, programmeId }, chat);
      const address = given?.address;
      const channel = await changeChatChannel(db, { ...change, id, address, by: caller.actor, at });
      return { body: { ...channel, signingKey: given?.signingKey ?? null }, headers: unkept };
    },
  });
}

/** The chats that news of a programme is posted to, their messages, and trying them. */
export function createChatChannelOperations({ chat }: ChatChannelDeps): readonly Operation[] {
  return [
    listOperation,
    addOperation(chat),
    getOperation,
    changeOperation(chat),
    removeOperation,
    ...createChatMessageOperations(chat),
  ];
}
