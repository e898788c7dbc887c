import type { ChatFormat, ChatMessage } from '../domain/chat-message.ts';
import { chatPayload } from './payload.ts';
import { postChat, type ChatAnswer, type ChatNetwork } from './post.ts';

/** A message for a channel. `id` is the same at each attempt; the link in `message` is a path at `publicUrl`; `url` and `signingKey` are secrets. */
export interface ChatSaying {
  readonly id: string;
  readonly message: ChatMessage;
  readonly format: ChatFormat;
  readonly url: string;
  readonly signingKey: Uint8Array;
  readonly publicUrl: string;
  readonly at: Date;
}

/** Says a message in a chat, once, as {@link postChat} does. */
export function sayInChat(saying: ChatSaying, network: ChatNetwork): Promise<ChatAnswer> {
  const { id, message, format, url, signingKey: key, publicUrl, at } = saying;
  const { label, url: path } = message.link;
  const link = { label, url: new URL(path, publicUrl).href };
  return postChat(
    { url, body: chatPayload({ ...message, link }, format), key, id: `chat-${id}`, at },
    network,
  );
}
