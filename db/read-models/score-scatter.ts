import type { Db } from '../client.ts';

const most = 2000;

/** Where the accounts of a scorecard stand on the matrix, 2,000 at most, those named left out; scores 0 to 100. */
export async function scatterOf(
  db: Db,
  of: { readonly scorecardId: string; readonly without: readonly string[] },
): Promise<readonly { readonly attractiveness: number; readonly strength: number }[]> {
  const { rows } = await db.raw<{ rows: { attractiveness: number; strength: number }[] }>(
    `select attractiveness / 1e4::float8 as attractiveness, strength / 1e4::float8 as strength from score
     where scorecard_id = :scorecardId and attractiveness is not null and strength is not null
       and account_id <> all(cast(:without as bigint[]))
     order by account_id limit ${most}`,
    { ...of },
  );
  return rows;
}
