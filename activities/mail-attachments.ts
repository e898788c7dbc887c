import type { Db } from '../db/client.ts';
import { findReceipt } from '../db/read-models/receipts.ts';
import type { ReceiptFile, ReceiptSeal } from '../db/receipt-seal.ts';
import type { ClaimedNotification } from '../db/stores/notifications.ts';

/** The files that go with a mail: the signed receipt with the mail about a decision. Made when the mail is sent, and never stored. */
export async function attachmentsOf(
  mail: Pick<ClaimedNotification, 'kind' | 'data'>,
  deps: { readonly db: Db; readonly receipts: ReceiptSeal; readonly publicUrl: string },
): Promise<readonly ReceiptFile[]> {
  if (mail.kind !== 'decision-receipt') return [];
  const { receiptNumber } = mail.data as { receiptNumber: string };
  const receipt = await findReceipt(deps.db, { number: receiptNumber, issuer: deps.publicUrl });
  return receipt === undefined ? [] : [deps.receipts.seal(receipt)];
}
