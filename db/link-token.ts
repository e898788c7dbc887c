import { createHash, createHmac } from 'node:crypto';
import { DomainError } from '../domain/errors.ts';

/** One secret that signs links: `key` is 32 random bytes, `id` the name stored beside each link it signed. */
export interface LinkKey {
  readonly id: string;
  readonly key: Uint8Array;
}

/** Makes link tokens, which are never stored: token = base64url(HMAC-SHA-256(link key, link id)) (design §4). */
export interface LinkTokens {
  readonly currentKeyId: string;
  token(link: { readonly linkId: string; readonly keyId: string }): string;
  sha256(token: string): string;
}

/** The tokens of these keys; the first key signs new links, the others keep older links readable. `token` throws `notFound` when a
 * link's key is no longer among them; `sha256` is the hex digest under which a link is found. */
export function createLinkTokens(keys: readonly LinkKey[]): LinkTokens {
  const [current] = keys;
  if (current === undefined) throw new DomainError('invalid', 'At least one link key is needed.');
  const byId = new Map(keys.map((key) => [key.id, key.key]));
  return {
    currentKeyId: current.id,
    token: ({ linkId, keyId }) => {
      const key = byId.get(keyId);
      if (key === undefined) {
        throw new DomainError(
          'notFound',
          `Link key ${keyId} is no longer configured: put it back into LINK_KEYS.`,
        );
      }
      return createHmac('sha256', key).update(linkId).digest('base64url');
    },
    sha256: (token) => createHash('sha256').update(token).digest('hex'),
  };
}
