import { DomainError } from '../domain/errors.ts';
import { receiptSchema, type Receipt } from '../domain/receipts/receipt.ts';
import { receiptKind } from './receipt-seal.ts';
import { openDocument } from './signed-document.ts';

/** A receipt that is genuine, and the key that signed it. */
export interface GenuineReceipt {
  readonly keyId: string;
  readonly receipt: Receipt;
}

/** Checks the text of a receipt's file against the text of a published key set, with nothing else at hand. Throws `invalid` with what is
 * wrong, in a sentence. */
export function checkReceipt(file: string, keys: string): GenuineReceipt {
  const { keyId, payload } = openDocument(file, { keys, kind: receiptKind });
  const receipt = receiptSchema.safeParse(payload);
  if (!receipt.success)
    throw new DomainError(
      'invalid',
      'The signature fits, but what is signed is not a receipt of a decision.',
    );
  return { keyId, receipt: receipt.data };
}
