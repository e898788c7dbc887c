import type { Db } from '../client.ts';

/** Somebody of the firm to choose; one who has left is not `active`. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly active: boolean;
}

/** Everybody of the firm who is active, and of those who have left the ones with these ids, by name. */
export async function colleagues(db: Db, ids: readonly string[]): Promise<readonly Colleague[]> {
  const rows = await db('person')
    .where({ active: true })
    .orWhereIn('id', [...ids])
    .orderBy(['name', 'id'])
    .select<{ id: string; name: string; time_zone: string; active: boolean }[]>(
      'id',
      'name',
      'time_zone',
      'active',
    );
  return rows.map(({ time_zone: timeZone, ...row }) => ({ ...row, timeZone }));
}
