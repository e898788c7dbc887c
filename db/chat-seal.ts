import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { DomainError } from '../domain/errors.ts';
import type { LinkKey } from './link-token.ts';

/** What a channel keeps secret: the webhook's address, and the key by which its messages are signed. */
interface ChatSecret {
  readonly url: string;
  readonly signingKey: Buffer;
}

/** A secret as it is stored. It opens only for the programme it was sealed for. */
export interface SealedChatSecret {
  readonly keyId: string;
  readonly sealed: Buffer;
}

/** Seals the secrets of channels and opens them again. */
export interface ChatSeal {
  seal(secret: ChatSecret, programmeId: string): SealedChatSecret;
  /** Throws `conflict` where its key is no longer configured, `invalid` where it was changed or is another programme's. */
  open(sealed: SealedChatSecret, programmeId: string): ChatSecret;
}

const purpose = 'kam chat channel, version 1';
const cipher = 'aes-256-gcm';
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under keys derived from the link keys (HKDF-SHA-256, RFC 5869), so that one rotation serves both; the first seals. */
export function createChatSeal(keys: readonly LinkKey[]): ChatSeal {
  const [current] = keys;
  if (current === undefined) throw new DomainError('invalid', 'At least one link key is needed.');
  const byId = new Map(
    keys.map(({ id, key }) => [id, Buffer.from(hkdfSync('sha256', key, '', purpose, keyBytes))]),
  );
  const keyOf = (id: string): Buffer => {
    const key = byId.get(id);
    if (key !== undefined) return key;
    throw new DomainError('conflict', `Link key ${id} is no longer configured: put it back into LINK_KEYS.`);
  };
  return {
    seal: ({ url, signingKey }, programmeId) => {
      const nonce = randomBytes(nonceBytes);
      const sealing = createCipheriv(cipher, keyOf(current.id), nonce).setAAD(boundTo(programmeId));
      const text = JSON.stringify({ url, signingKey: signingKey.toString('base64') });
      const body = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
      return { keyId: current.id, sealed: Buffer.concat([nonce, sealing.getAuthTag(), body]) };
    },
    open: ({ keyId, sealed }, programmeId) =>
      opened(sealed, { key: keyOf(keyId), bound: boundTo(programmeId) }),
  };
}

function boundTo(programmeId: string): Buffer {
  return Buffer.from(`programme ${programmeId}`);
}

function opened(
  sealed: Buffer,
  { key, bound }: { readonly key: Buffer; readonly bound: Buffer },
): ChatSecret {
  const [nonce, rest] = [sealed.subarray(0, nonceBytes), sealed.subarray(nonceBytes)];
  try {
    const opening = createDecipheriv(cipher, key, nonce, { authTagLength: tagBytes })
      .setAAD(bound)
      .setAuthTag(rest.subarray(0, tagBytes));
    const text = Buffer.concat([opening.update(rest.subarray(tagBytes)), opening.final()]).toString('utf8');
    const { url, signingKey } = JSON.parse(text) as { url: string; signingKey: string };
    return { url, signingKey: Buffer.from(signingKey, 'base64') };
  } catch {
    throw new DomainError('invalid', 'The address of this channel was not sealed here: give it again.');
  }
}
