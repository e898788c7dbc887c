import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** An Ed25519 key that signs receipts, under the name that each receipt it signed carries. */
export interface ReceiptKey {
  readonly id: string;
  readonly key: KeyObject;
}

/** The public half of a receipt key as a JSON Web Key (RFC 8037). */
export interface PublishedKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly alg: 'EdDSA';
  readonly use: 'sig';
}

const seedBytes = 32;
// PKCS #8 around the bare 32 bytes of an Ed25519 key (RFC 8410, section 7).
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The private Ed25519 key in these bytes, a seed of 32 bytes or PKCS #8; `undefined` if they are neither. */
export function readReceiptKey(bytes: Uint8Array): KeyObject | undefined {
  const der = bytes.length === seedBytes ? Buffer.concat([pkcs8Prefix, bytes]) : Buffer.from(bytes);
  try {
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}

/** What anybody needs to check signatures of this key. */
export function publishedKey({ id, key }: ReceiptKey): PublishedKey {
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return { kty: 'OKP', crv: 'Ed25519', x, kid: id, alg: 'EdDSA', use: 'sig' };
}
