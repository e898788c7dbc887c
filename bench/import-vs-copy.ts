import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { connect } from '../db/client.ts';
import { importTransactions } from '../db/import/import-transactions.ts';
import { readMapping } from '../db/import/mapping-file.ts';
import { system } from '../domain/actor.ts';
import { interleave, type Bench, type BenchContext } from './figure.ts';
import { measureInOwnDatabase } from './own-database.ts';
import { bareCopy, bareInserts, bareStaging } from './import-vs-copy-sql.ts';

const sample = new URL('../samples/hotel/', import.meta.url);
const file = new URL('hotel_bookings.csv.gz', sample);
const rounds = 5;

/** The import of the sample against a bare COPY and a hand-written INSERT … SELECT into the same tables, in seconds. */
export const importVsCopy: Bench = {
  name: 'import-vs-copy',
  measure: (context) =>
    measureInOwnDatabase(context, {
      name: 'import-vs-copy',
      database: 'kam_bench_import',
      goal: 1.5,
      contest,
    }),
};

async function contest(url: string, context: BenchContext): Promise<{ ours: number; theirs: number }> {
  const db = connect(url, { poolMax: 3 });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const mapping = readMapping(await readFile(new URL('mapping.yaml', sample), 'utf8'));
  const withoutPeople = {
    ...mapping,
    defaults: { ...mapping.defaults, manager: undefined, director: undefined, team: {} },
  };
  const timed = async (what: string, work: () => Promise<unknown>): Promise<number> => {
    await client.query(
      'truncate transaction, account, offering, programme, import_source restart identity cascade',
    );
    await client.query('checkpoint');
    const start = performance.now();
    await work();
    const seconds = (performance.now() - start) / 1000;
    context.report(`${what}: ${seconds.toFixed(2)} s`);
    return seconds;
  };
  const order = { mapping: withoutPeople, shiftMonths: 0, by: system };
  try {
    return await interleave(
      {
        ours: () =>
          timed('import', () =>
            importTransactions(db, { ...order, source: createReadStream(file), now: new Date() }),
          ),
        theirs: () => timed('bare COPY and INSERT', () => bareImport(client)),
      },
      rounds,
    );
  } finally {
    await db.destroy();
    await client.end();
  }
}

async function bareImport(client: pg.Client): Promise<void> {
  await client.query('begin');
  await client.query(bareStaging);
  await pipeline(createReadStream(file), createGunzip(), client.query(copyFrom(bareCopy)));
  for (const insert of bareInserts) await client.query(insert);
  await client.query('commit');
}
