import { lookup as resolve } from 'node:dns';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { DomainError } from '../domain/errors.ts';
import { isBlockedAddress } from './blocked-addresses.ts';
import { chatSignature } from './signature.ts';
import { readChatTarget } from './target.ts';

/** A message on its way: `url` and `key` are secrets, `id` names the message so that a receiver can tell a repetition. */
export interface ChatPost {
  readonly url: string;
  readonly body: string;
  readonly key: Uint8Array;
  readonly id: string;
  readonly at: Date;
}

/** What may be reached, how names are resolved, and how long a post may take: the system's resolver and ten seconds unless given. */
export interface ChatNetwork {
  readonly allowedPrivateHosts: readonly string[];
  readonly resolve?: typeof resolve;
  readonly timeLimitMs?: number;
}

/** What became of it: `later` is worth another attempt, `refused` is not. `error` never holds the webhook's address or what it answered. */
export type ChatAnswer =
  | { readonly kind: 'sent' }
  | { readonly kind: 'later'; readonly error: string; readonly afterSeconds: number | null }
  | { readonly kind: 'refused'; readonly error: string };

const timeLimitMs = 10_000;
const blockedCode = 'KAM_BLOCKED_ADDRESS';

/** Posts a signed message once: no redirect is followed, nothing of the answer but its head is read, and the address that is really connected to
 * is checked. Never throws. */
export async function postChat(post: ChatPost, network: ChatNetwork): Promise<ChatAnswer> {
  try {
    const { url, isAllowedPrivate } = readChatTarget(post.url, network.allowedPrivateHosts);
    return answerOf(await send(post, optionsOf(post, { url, network, isAllowedPrivate })), post.at);
  } catch (error) {
    return failureOf(error);
  }
}

type Sending = RequestOptions & { readonly url: URL };

function optionsOf(
  { body, key, id, at }: ChatPost,
  to: { readonly url: URL; readonly network: ChatNetwork; readonly isAllowedPrivate: boolean },
): Sending {
  const { network, isAllowedPrivate } = to;
  return {
    url: to.url,
    method: 'POST',
    agent: false,
    signal: AbortSignal.timeout(network.timeLimitMs ?? timeLimitMs),
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
      'User-Agent': 'kam',
      'X-Kam-Delivery': id,
      'X-Kam-Signature': chatSignature(body, { key, at }),
    },
    ...(!isAllowedPrivate && { lookup: publicLookup(network.resolve ?? resolve) }),
  };
}

function send({ body }: ChatPost, { url, ...options }: Sending): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((answered, failed) => {
    const sent = request(url, options, (answer) => {
      answered(answer);
      // What a chat says in its body decides nothing, and may be of any size.
      sent.destroy();
    });
    sent.on('error', failed);
    sent.end(body);
  });
}

// The connection is made to exactly what this gives, so a name cannot resolve to something else after it was checked.
function publicLookup(resolver: typeof resolve): LookupFunction {
  return (...[host, options, done]: Parameters<LookupFunction>) => {
    resolver(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return done(error, '');
      if (addresses.length === 0 || addresses.some(({ address }) => isBlockedAddress(address)))
        return done(Object.assign(new Error(blockedCode), { code: blockedCode }), '');
      if (options.all === true) return done(null, addresses);
      return done(null, addresses[0]?.address ?? '', addresses[0]?.family);
    });
  };
}

function answerOf({ statusCode: status = 0, headers }: IncomingMessage, at: Date): ChatAnswer {
  if (status >= 200 && status < 300) return { kind: 'sent' };
  const error = `It answered ${String(status)}.`;
  if (status >= 300 && status < 400)
    return { kind: 'refused', error: `${error} Redirects are not followed: give the address it leads to.` };
  const isPassing = status >= 500 || [408, 425, 429].includes(status);
  if (!isPassing) return { kind: 'refused', error };
  return { kind: 'later', error, afterSeconds: secondsOf(headers['retry-after'], at) };
}

// RFC 9110, 10.2.3: seconds, or a date.
function secondsOf(retryAfter: string | undefined, at: Date): number | null {
  if (retryAfter === undefined) return null;
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter);
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - at.getTime()) / 1000));
}

function failureOf(error: unknown): ChatAnswer {
  if (error instanceof DomainError) return { kind: 'refused', error: error.message };
  const { code, name } = error as NodeJS.ErrnoException;
  if (code === blockedCode)
    return { kind: 'refused', error: "The webhook's name leads to a private address, which is blocked." };
  if (name === 'TimeoutError' || name === 'AbortError')
    return { kind: 'later', error: 'It did not answer in time.', afterSeconds: null };
  return { kind: 'later', error: `It could not be reached (${code ?? name}).`, afterSeconds: null };
}
