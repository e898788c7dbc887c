import { DomainError } from '../domain/errors.ts';
import type { Receipt } from '../domain/receipts/receipt.ts';
import { publishedKey, type PublishedKey, type ReceiptKey } from './receipt-keys.ts';
import { signDocument, type DocumentKind } from './signed-document.ts';

/** What a receipt is among the documents that are signed with the same keys. */
export const receiptKind: DocumentKind = {
  type: 'kam-receipt+json',
  name: 'receipt',
  longName: 'receipt of a decision',
};

/** A signed receipt as a file: a flattened JSON Web Signature (RFC 7515, 7.2.2). */
interface ReceiptFile {
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
 * the same bytes. */
export function createReceiptSeal(keys: readonly ReceiptKey[]): ReceiptSeal {
  const [key] = keys;
  if (key === undefined) throw new DomainError('invalid', 'At least one receipt key is needed.');
  return {
    keys: { keys: keys.map(publishedKey) },
    seal: (receipt) => ({
      name: `receipt-${receipt.number}.json`,
      type: 'application/jose+json',
      content: signDocument(receipt, { key, type: receiptKind.type }),
    }),
  };
}
