import type { Db } from '../client.ts';

/**
 * Runs work on whole scorecards in a transaction. The planner knows nothing of a scorecard that was stored a moment ago and takes it for one row:
 * without this it reads 100,000 rows for each of 100,000. It would also sort on disk with the 4 MB it is given.
 */
export async function setBased<Result>(db: Db, work: (trx: Db) => Promise<Result>): Promise<Result> {
  return db.transaction(async (trx) => {
    await trx.raw('set local enable_nestloop = off');
    await trx.raw(`set local work_mem = '64MB'`);
    await trx.raw('set local jit = off');
    return work(trx);
  });
}
