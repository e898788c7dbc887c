import pg from 'pg';
import { migrate } from '../db/migrate.ts';
import type { BenchContext, Figure } from './figure.ts';

/** A figure in seconds that is taken in a database of its own, made for it and dropped after it. */
export interface TimedContest {
  readonly name: string;
  readonly database: string;
  readonly goal: number;
  /** Times both sides on the migrated database at `url`. */
  readonly contest: (url: string, context: BenchContext) => Promise<{ ours: number; theirs: number }>;
}

/** Takes the figure; whatever an earlier run left of the database goes first. */
export async function measureInOwnDatabase(context: BenchContext, timed: TimedContest): Promise<Figure> {
  const { name, database, goal, contest } = timed;
  const url = new URL(context.postgresUrl);
  url.pathname = `/${database}`;
  const drop = `drop database if exists ${database} with (force)`;
  await administer(context, drop, `create database ${database}`);
  try {
    await migrate(url.href);
    const { ours, theirs } = await contest(url.href, context);
    const ratio = ours / theirs;
    return { name, value: ours, unit: 's', against: theirs, ratio, goal, met: ratio <= goal };
  } finally {
    await administer(context, drop);
  }
}

async function administer(context: BenchContext, ...statements: string[]): Promise<void> {
  const admin = new pg.Client({ connectionString: context.postgresUrl });
  await admin.connect();
  for (const statement of statements) await admin.query(statement);
  await admin.end();
}
