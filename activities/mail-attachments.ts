import type { Db } from '../db/client.ts';
import { findReceipt } from '../db/read-models/receipts.ts';
import type { ReceiptSeal } from '../db/receipt-seal.ts';
import type { ClaimedNotification } from '../db/stores/notifications.ts';
import type { MailAttachment } from '../mail/transport.ts';
import type { PrintReview } from '../packs/review-files.ts';
import { reviewAttachments } from './review-attachments.ts';

/** The files that go with a mail: the signed receipt with the mail about a decision, and what goes with the mails about reviews. Made when the mail is sent, and never stored. */
export async function attachmentsOf(
  mail: ClaimedNotification,
  deps: {
    readonly db: Db;
    readonly receipts: ReceiptSeal;
    readonly publicUrl: string;
    readonly print: PrintReview;
  },
): Promise<readonly MailAttachment[]> {
  if (mail.kind !== 'decision-receipt') return reviewAttachments(mail, deps);
  const { receiptNumber } = mail.data as { receiptNumber: string };
  const receipt = await findReceipt(deps.db, { number: receiptNumber, issuer: deps.publicUrl });
  return receipt === undefined ? [] : [deps.receipts.seal(receipt)];
}
