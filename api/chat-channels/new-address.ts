import { randomBytes } from 'node:crypto';
import type { ChatNetwork } from '../../chat/post.ts';
import { readChatTarget } from '../../chat/target.ts';
import type { ChatSeal } from '../../db/chat-seal.ts';
import type { ChatAddress } from '../../db/stores/chat-channels.ts';

/** What channels are sealed with, where they may lead, and where the links in their messages do. */
export interface ChatSetup {
  readonly seal: ChatSeal;
  readonly network: ChatNetwork;
  readonly publicUrl: string;
}

/** An address as its channel keeps it, and the key in base64 by which posts to it are signed, which is told this once. */
export interface NewChatAddress {
  readonly address: ChatAddress;
  readonly signingKey: string;
}

const signingKeyBytes = 32;

/** Seals a webhook's address for a programme, with a new signing key. Throws `invalid` where nothing may be posted there, without repeating it. */
export function newChatAddress(
  { url: text, programmeId }: { readonly url: string; readonly programmeId: string },
  { seal, network }: Pick<ChatSetup, 'seal' | 'network'>,
): NewChatAddress {
  const { url } = readChatTarget(text, network.allowedPrivateHosts);
  const signingKey = randomBytes(signingKeyBytes);
  const sealed = seal.seal({ url: url.href, signingKey }, programmeId);
  return { address: { host: url.host, ...sealed }, signingKey: signingKey.toString('base64') };
}
