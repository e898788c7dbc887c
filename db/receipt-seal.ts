import { sign } from 'node:crypto';
import { canonicalJson } from '../domain/canonical-json.ts';
import { DomainError } from '../domain/errors.ts';
import type { Receipt } from '../domain/receipts/receipt.ts';
import { publishedKey, type PublishedKey, type ReceiptKey } from './receipt-keys.ts';

/** What the protected header of a receipt names as its type, so that no other document of the same key passes for one. */
export const receiptType = 'kam-receipt+json';

/** A signed receipt as a file: a flattened JSON Web Signature (RFC 7515, 7.2.2). */
export interface ReceiptFile {
  readonly name: string;
  readonly type: 'application/jose+json';
  readonly content: string;
}

/** Signs receipts; `keys` is what it publishes so that others can check them: a JSON Web Key Set. */
export interface ReceiptSeal {
  readonly keys: { readonly keys: readonly PublishedKey[] };
  seal(receipt: Receipt): ReceiptFile;
}

/** The seal of these keys: the first signs, all are published, so that receipts outlive a change of keys. The same receipt gives
 * the same bytes, because Ed25519 is deterministic and what is signed is RFC 8785 JSON. */
export function createReceiptSeal(keys: readonly ReceiptKey[]): ReceiptSeal {
  const [current] = keys;
  if (current === undefined) throw new DomainError('invalid', 'At least one receipt key is needed.');
  const header = base64url({ alg: 'EdDSA', kid: current.id, typ: receiptType });
  return {
    keys: { keys: keys.map(publishedKey) },
    seal: (receipt) => {
      const payload = base64url(receipt);
      const signature = sign(null, Buffer.from(`${header}.${payload}`), current.key).toString('base64url');
      const content = `${JSON.stringify({ payload, protected: header, signature }, null, 2)}\n`;
      return { name: `receipt-${receipt.number}.json`, type: 'application/jose+json', content };
    },
  };
}

function base64url(value: unknown): string {
  return Buffer.from(canonicalJson(value)).toString('base64url');
}
