import { listChatMessages } from '../../db/read-models/chat-messages.ts';
import { getChatChannel } from '../../db/stores/chat-channels.ts';
import { retryChatMessages } from '../../db/stores/chat-retries.ts';
import { recordId } from '../fields.ts';
import { operation, type Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import type { ChatSetup } from './new-address.ts';
import { chatChannelParams, chatMessage, chatMessageQuery, chatRetry, chatTest } from './schemas.ts';
import { testChatChannel } from './test-channel.ts';

const tag = 'chat channels';
const path = '/chat-channels/{chatChannelId}';
const params = chatChannelParams;

const listOperation = operation({
  id: 'listChatMessages',
  method: 'get',
  path: `${path}/messages`,
  tag,
  summary: 'List the messages of a channel by state, the latest first',
  role: 'manager',
  params,
  query: chatMessageQuery,
  result: pageOf(chatMessage),
  handle: async ({ db, params: { chatChannelId }, query: { cursor, limit, state } }) => {
    const { id: channelId } = await getChatChannel(db, chatChannelId);
    const before = readCursor(recordId, cursor);
    const rows = await listChatMessages(db, { channelId, state, before, limit });
    return { body: toPage(rows, { limit, position: (row) => row.id }) };
  },
});

const retryOperation = operation({
  id: 'retryChatMessages',
  method: 'post',
  path: `${path}/retry`,
  tag,
  summary: 'Send again what a chat did not take',
  description: 'Each message keeps its number in X-Kam-Delivery. Tests are not repeated.',
  role: 'ops',
  params,
  result: chatRetry,
  statuses: [202],
  handle: async ({ db, params: { chatChannelId: channelId }, caller, now: at }) => ({
    body: { queued: await retryChatMessages(db, { channelId, by: caller.actor, at }) },
  }),
});

function testOperation(chat: ChatSetup): Operation {
  return operation({
    id: 'testChatChannel',
    method: 'post',
    path: `${path}/test`,
    tag,
    summary: 'Post a test message now and read what came back',
    description: 'A test that does not get through is an answer like any other: see `state` and `error`.',
    role: 'ops',
    params,
    result: chatTest,
    handle: async ({ db, params: { chatChannelId: id }, caller, now: at }) => ({
      body: await testChatChannel({ db, ...chat }, { id, by: caller.actor, at }),
    }),
  });
}

/** The messages of channels, sending them again, and tests. */
export function createChatMessageOperations(chat: ChatSetup): readonly Operation[] {
  return [listOperation, testOperation(chat), retryOperation];
}
