import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A post as a chat got it; `genuine` says whether its signature is that of the channel's key over second and body. */
interface ReceivedPost {
  readonly delivery: string;
  readonly title: string;
  readonly body: string;
  readonly signature: string;
  readonly genuine: boolean;
}

/** How a chat answers: with a status and perhaps headers, or not at all. */
type ChatReply = { readonly status: number; readonly headers?: Readonly<Record<string, string>> } | 'hangUp';

/** A chat on this machine. */
export interface ChatReceiver {
  /** The webhook's address, which ends in a secret. */
  readonly url: string;
  readonly posts: readonly ReceivedPost[];
  /** Sets how it answers from now on: the next posts by the first replies, all further ones by the last. */
  answer(...replies: readonly ChatReply[]): void;
  close(): Promise<void>;
}

/** The secret in the address of every receiver. */
export const webhookSecret = 'T0SECRETB0SECRET';

function isGenuine(header: string, { body, key }: { readonly body: string; readonly key: Buffer }): boolean {
  const [, second = '', mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  return mac === createHmac('sha256', key).update(`${second}.${body}`).digest('hex');
}

/** Starts a chat on loopback whose channel signs with this key. */
export async function startChatReceiver(key: Buffer): Promise<ChatReceiver> {
  const posts: ReceivedPost[] = [];
  let replies: ChatReply[] = [{ status: 200 }];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { 'x-kam-delivery': delivery, 'x-kam-signature': signature } = request.headers;
      const { title = '' } = JSON.parse(body) as { title?: string };
      const seen = { delivery: String(delivery), signature: String(signature) };
      posts.push({ ...seen, title, body, genuine: isGenuine(seen.signature, { body, key }) });
      const reply = replies.length > 1 ? replies.shift() : replies[0];
      if (reply === undefined || reply === 'hangUp') request.socket.destroy();
      else response.writeHead(reply.status, reply.headers).end('what the chat says');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/services/${webhookSecret}`,
    posts,
    answer: (...next) => {
      replies = [...next];
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
