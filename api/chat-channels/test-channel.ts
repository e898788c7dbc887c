import { randomUUID } from 'node:crypto';
import type { ChatAnswer } from '../../chat/post.ts';
import { sayInChat } from '../../chat/say.ts';
import { chatTexts } from '../../chat/texts/translate.ts';
import type { Db } from '../../db/client.ts';
import { getOpenableChannel } from '../../db/stores/chat-channels.ts';
import { settleChatTest, startChatTest } from '../../db/stores/chat-tests.ts';
import type { Actor } from '../../domain/actor.ts';
import type { ChatMessage } from '../../domain/chat-message.ts';
import type { ChatSetup } from './new-address.ts';

/** What came back from a chat: `error` says why a test did not get through, and never holds the address. */
export interface ChatTestResult {
  readonly messageId: string;
  readonly state: 'sent' | 'failed' | 'refused';
  readonly error: string | null;
}

/** Posts a test message to a channel now, once, and records what came back. Throws `notFound`, `closed` for a removed channel, and what opening its seal does. */
export async function testChatChannel(
  { db, seal, network, publicUrl }: ChatSetup & { readonly db: Db },
  test: { readonly id: string; readonly by: Actor; readonly at: Date },
): Promise<ChatTestResult> {
  const { id: channelId, by, at } = test;
  const channel = await getOpenableChannel(db, channelId);
  const { programmeId, programmeName: programme, name, language, format } = channel;
  const secret = seal.open(channel, programmeId);
  const t = chatTexts(language);
  const message: ChatMessage = {
    title: t('test.title', { channel: name }),
    text: t('test.text', { programme }),
    facts: [],
    link: { label: t('action.service'), url: '/' },
  };
  const started = await startChatTest(db, { channelId, message, key: randomUUID(), at });
  const answer = await sayInChat({ id: started.id, message, format, ...secret, publicUrl, at }, network);
  const outcome = outcomeOf(answer);
  await settleChatTest(db, { message: started, outcome, by, at });
  return { messageId: started.id, state: outcome.state, error: 'error' in outcome ? outcome.error : null };
}

function outcomeOf(answer: ChatAnswer) {
  if (answer.kind === 'sent') return { state: 'sent' } as const;
  const { error } = answer;
  return { state: answer.kind === 'refused' ? 'refused' : 'failed', error } as const;
}
