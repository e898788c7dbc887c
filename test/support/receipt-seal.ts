import { readReceiptKey, type ReceiptKey } from '../../db/receipt-keys.ts';
import { createReceiptSeal } from '../../db/receipt-seal.ts';

/** A receipt key made of one byte, repeated. */
export function receiptKey(id: string, byte: number): ReceiptKey {
  const key = readReceiptKey(new Uint8Array(32).fill(byte));
  if (!key) throw new Error('32 bytes are a seed');
  return { id, key };
}

/** The seal that tests sign receipts with, and its keys as they are published. */
export const testSeal = createReceiptSeal([receiptKey('r1', 3)]);
