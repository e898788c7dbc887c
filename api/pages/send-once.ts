import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { Db } from '../../db/client.ts';
import { keepSentForm } from '../../db/stores/sent-forms.ts';
import { bodyOf, textIn } from './plan-body.ts';

/**
 * Does what a form asks for once for each time it was shown, which its hidden field `once` tells apart: the same again, as by a second click, does nothing and is null. Something else
 * typed into it, as after going back, is another form.
 */
export async function sendOnce<Done>(
  db: Db,
  { req, at, act }: { readonly req: Request; readonly at: Date; readonly act: (db: Db) => Promise<Done> },
): Promise<Done | null> {
  const body = bodyOf(req);
  if (textIn(body, 'once') === '') return act(db);
  const hash = createHash('sha256')
    .update(JSON.stringify([req.originalUrl, body]))
    .digest();
  return db.transaction(async (trx) => ((await keepSentForm(trx, { hash, at })) ? act(trx) : null));
}
