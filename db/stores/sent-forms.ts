import type { Db } from '../client.ts';

/**
 * Keeps that a form with this SHA-256 was sent; false where that one was sent before. Call it in the transaction of the form's effect: a
 * second click waits for the first, and a refusal leaves nothing kept.
 */
export async function keepSentForm(
  db: Db,
  { hash, at }: { readonly hash: Buffer; readonly at: Date },
): Promise<boolean> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    'insert into sent_form (hash, sent_at) values (:hash, :at) on conflict do nothing',
    { hash, at },
  );
  return rowCount === 1;
}

/** Forgets the forms that were sent before; returns how many. */
export async function purgeSentForms(db: Db, before: Date): Promise<number> {
  return await db('sent_form').where('sent_at', '<', before).delete();
}
