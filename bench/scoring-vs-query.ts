import pg from 'pg';
import { connect, type Db } from '../db/client.ts';
import { latestCriteriaSet, standardKey, type CriteriaSetRecord } from '../db/stores/criteria-sets.ts';
import { openScorecard, runScoring } from '../db/stores/scorecards.ts';
import { system } from '../domain/actor.ts';
import { interleave, type Bench, type BenchContext } from './figure.ts';
import { measureInOwnDatabase } from './own-database.ts';
import { bareInserts, bareSelect, benchData, benchDay } from './scoring-vs-query-sql.ts';

const rounds = 3;
const at = new Date('2026-01-05T08:00:00Z');

/** Scoring 100,000 accounts with 2,000,000 transactions against one SELECT of the same raw values and an INSERT of as many rows
 * and bytes, in seconds. */
export const scoringVsQuery: Bench = {
  name: 'scoring-vs-query',
  measure: (context) =>
    measureInOwnDatabase(context, {
      name: 'scoring-vs-query',
      database: 'kam_bench_scoring',
      goal: 1.5,
      contest,
    }),
};

async function contest(url: string, context: BenchContext): Promise<{ ours: number; theirs: number }> {
  const db = connect(url, { poolMax: 2 });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of benchData) await client.query(statement);
    const set = await latestCriteriaSet(db, { key: standardKey, at });
    // The first scoring also makes the rows that the other side copies.
    const model = await scoreOnce(db, set);
    const timed = async (what: string, work: () => Promise<unknown>): Promise<number> => {
      await client.query('checkpoint');
      const start = performance.now();
      await work();
      const seconds = (performance.now() - start) / 1000;
      const megabytes = Math.round(process.memoryUsage().rss / 1e6);
      context.report(`${what}: ${seconds.toFixed(2)} s, ${megabytes} MB resident`);
      return seconds;
    };
    return await interleave(
      {
        ours: () => timed('scoring', () => scoreOnce(db, set)),
        theirs: () => timed('SELECT and INSERT', () => bareScoring(client, { set, model })),
      },
      rounds,
    );
  } finally {
    await db.destroy();
    await client.end();
  }
}

async function scoreOnce(db: Db, set: CriteriaSetRecord): Promise<string> {
  const who = { by: system, at };
  const scorecardId = await openScorecard(db, {
    criteriaSetId: set.id,
    asOf: benchDay,
    previousId: null,
    ...who,
  });
  await runScoring(db, { scorecardId, ...who });
  return scorecardId;
}

async function bareScoring(
  client: pg.Client,
  { set, model }: { readonly set: CriteriaSetRecord; readonly model: string },
): Promise<void> {
  await client.query(`set work_mem = '64MB'`);
  await client.query(bareSelect(set.content));
  await client.query('begin');
  for (const insert of bareInserts) await client.query(insert, [model]);
  await client.query('commit');
}
