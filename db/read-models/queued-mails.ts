import type { Db } from '../client.ts';

/** Which mails of those named by their dedupe keys have been queued. */
export async function queuedMails(db: Db, dedupeKeys: readonly string[]): Promise<ReadonlySet<string>> {
  const keys = await db('notification').whereIn('dedupe_key', dedupeKeys).pluck<string[]>('dedupe_key');
  return new Set(keys);
}
