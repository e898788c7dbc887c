import type { Db } from '../client.ts';

/** The number of the newest event of a trail; 0 where there is none. */
export async function trailHead(db: Db, chain: string): Promise<number> {
  const row = await db('audit_chain').where({ chain }).first<{ last_seq: number } | undefined>('last_seq');
  return row?.last_seq ?? 0;
}
