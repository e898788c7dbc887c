import pg from 'pg';
import { connect, type Db } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';
import { latestCriteriaSet, standardKey, type CriteriaSetRecord } from '../db/stores/criteria-sets.ts';
import { openScorecard, runScoring } from '../db/stores/scorecards.ts';
import { system } from '../domain/actor.ts';
import { interleave, type Bench, type BenchContext, type Figure } from './figure.ts';
import { bareInserts, bareSelect, benchData, benchDay } from './scoring-vs-query-sql.ts';

const database = 'kam_bench_scoring';
const rounds = 3;
const goal = 1.5;
const at = new Date('2026-01-05T08:00:00Z');

/** Scoring 100,000 accounts with 2,000,000 transactions against one SELECT of the same raw values and an INSERT of as many rows
 * and bytes, in seconds. */
export const scoringVsQuery: Bench = { name: 'scoring-vs-query', measure };

async function measure(context: BenchContext): Promise<Figure> {
  const url = new URL(context.postgresUrl);
  url.pathname = `/${database}`;
  await administer(
    context,
    `drop database if exists ${database} with (force)`,
    `create database ${database}`,
  );
  try {
    await migrate(url.href);
    const { ours, theirs } = await contest(url.href, context);
    const ratio = ours / theirs;
    const figure = { value: ours, unit: 's', against: theirs, ratio, goal, met: ratio <= goal };
    return { name: scoringVsQuery.name, ...figure };
  } finally {
    await administer(context, `drop database if exists ${database} with (force)`);
  }
}

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

async function administer(context: BenchContext, ...statements: string[]): Promise<void> {
  const admin = new pg.Client({ connectionString: context.postgresUrl });
  await admin.connect();
  for (const statement of statements) await admin.query(statement);
  await admin.end();
}
