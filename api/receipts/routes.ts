import { Router, type Response } from 'express';
import type { Db } from '../../db/client.ts';
import { findReceipt } from '../../db/read-models/receipts.ts';
import type { ReceiptSeal } from '../../db/receipt-seal.ts';
import { createMethodRefusal } from '../problems.ts';

const hour = 60 * 60;

/** GET /.well-known/kam-receipt-keys.json: the keys that receipts are checked with, as a JSON Web Key Set. */
export function createReceiptKeyRoutes({ keys }: ReceiptSeal): Router {
  const router = Router();
  router
    .route('/.well-known/kam-receipt-keys.json')
    .get((_req, res) => {
      res.set('Cache-Control', `public, max-age=${hour}`).type('application/jwk-set+json');
      res.send(JSON.stringify(keys, null, 2));
    })
    .all(createMethodRefusal(['GET']));
  return router;
}

/** Answers with the signed receipt of a decision as a file that no cache may keep; false if there is no such decision. */
export async function sendReceipt(
  res: Response,
  asked: {
    readonly number: string;
    readonly db: Db;
    readonly receipts: ReceiptSeal;
    readonly publicUrl: string;
  },
): Promise<boolean> {
  const receipt = await findReceipt(asked.db, { number: asked.number, issuer: asked.publicUrl });
  if (receipt === undefined) return false;
  const { name, type, content } = asked.receipts.seal(receipt);
  res.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex, nofollow' });
  res.attachment(name).type(type).send(content);
  return true;
}
