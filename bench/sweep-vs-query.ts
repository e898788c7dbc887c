import pg from 'pg';
import { connect, type Db } from '../db/client.ts';
import { openSweep } from '../db/stores/warning-sweeps.ts';
import { sweepNextBatch } from '../db/warnings/sweep-batch.ts';
import { tellAlarms } from '../activities/early-warning-mail.ts';
import { interleave, type Bench, type BenchContext } from './figure.ts';
import { measureInOwnDatabase } from './own-database.ts';
import { bareSelect, benchData, benchDay, forgetAlarms } from './sweep-vs-query-sql.ts';

const rounds = 3;
const at = new Date(`${benchDay}T06:00:00Z`);
const accountsAtOnce = 1_000;

/** A sweep over 10,000 key accounts with 2,000,000 transactions, its alarms written and its mails queued, against one SELECT of the same windows, in seconds. */
export const sweepVsQuery: Bench = {
  name: 'sweep-vs-query',
  measure: (context) =>
    measureInOwnDatabase(context, {
      name: 'sweep-vs-query',
      database: 'kam_bench_sweep',
      goal: 2,
      contest,
    }),
};

async function contest(url: string, context: BenchContext): Promise<{ ours: number; theirs: number }> {
  const db = connect(url, { poolMax: 2 });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of benchData) await client.query(statement);
    const [programme] = await db('programme').select<{ id: string }[]>('id');
    const timed = async (what: string, work: () => Promise<string>): Promise<number> => {
      await client.query(forgetAlarms);
      await client.query('checkpoint');
      const start = performance.now();
      const found = await work();
      const seconds = (performance.now() - start) / 1000;
      context.report(`${what}: ${seconds.toFixed(2)} s${found}`);
      return seconds;
    };
    return await interleave(
      {
        ours: () => timed('sweep', () => sweepOnce(db, programme?.id ?? '')),
        theirs: () => timed('SELECT', () => client.query(bareSelect).then(() => '')),
      },
      rounds,
    );
  } finally {
    await db.destroy();
    await client.end();
  }
}

async function sweepOnce(db: Db, programmeId: string): Promise<string> {
  const { id: sweepId } = await openSweep(db, { programmeId, asOf: benchDay, at });
  const tell: Parameters<typeof sweepNextBatch>[1]['tell'] = async (trx, told) => {
    await tellAlarms(trx, { told, at });
  };
  for (let over = false; !over;) ({ over } = await sweepNextBatch(db, { sweepId, at, accountsAtOnce, tell }));
  const [row] = await db('alarm').count<{ count: string }[]>();
  return `, ${row?.count ?? 0} alarms`;
}
