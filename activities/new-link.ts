import { randomUUID } from 'node:crypto';
import type { LinkTokens } from '../db/link-token.ts';

/** A link as it is stored: the hash of its token, never the token. */
export interface NewLink {
  readonly id: string;
  readonly keyId: string;
  readonly tokenSha256: string;
}

/** A new link, signed with the current key. */
export function newLink(links: LinkTokens): NewLink {
  const link = { linkId: randomUUID(), keyId: links.currentKeyId };
  return { id: link.linkId, keyId: link.keyId, tokenSha256: links.sha256(links.token(link)) };
}
