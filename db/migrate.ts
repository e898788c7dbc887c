import type { Knex } from 'knex';
import pg from 'pg';
import { DomainError } from '../domain/errors.ts';
import { connect, type Db } from './client.ts';
import { migrations, schemaNumber, type Migration } from './migrations/index.ts';

/** One number for every migrator of every release, so that two of them never run at once in one database. */
const lockKey = '7241600001';
const historyTable = 'schema_migration';

/** Brings the schema at `url` (the owner's connection) up to this release and returns the names of what it applied. Only one run
 * works at a time; the others wait. All new migrations are one transaction, so a killed run leaves the schema as it was. */
export async function migrate(url: string, list: readonly Migration[] = migrations): Promise<string[]> {
  const lock = new pg.Client({ connectionString: url, application_name: 'kam migration lock' });
  await lock.connect();
  const db = connect(url, { poolMax: 2 });
  try {
    await lock.query('select pg_advisory_lock($1)', [lockKey]);
    await refuseNewerSchema(db);
    const config = migratorConfig(list);
    await db.migrate.forceFreeMigrationsLock(config);
    const [, applied] = (await db.migrate.latest(config)) as [number, string[]];
    return applied;
  } finally {
    await db.destroy();
    await lock.end();
  }
}

/** Throws `unsupported` with the way out when there is no schema yet, or when it needs a newer release than this one. An older
 * schema, or a newer one that still serves this release, passes. Called by every process at start. */
export async function checkSchema(db: Db): Promise<void> {
  if ((await minimumApp(db)) === undefined) {
    throw new DomainError(
      'unsupported',
      "The database has no schema yet: run bin/migrate with the owner's MIGRATION_DATABASE_URL, then start again.",
    );
  }
  await refuseNewerSchema(db);
}

/** The name of the newest migration applied. Throws `unsupported` as `checkSchema` does, and also when a migration of this release
 * has not been applied. */
export async function newestMigration(db: Db): Promise<string> {
  await checkSchema(db);
  const applied = await appliedMigrations(db);
  const newest = applied.at(-1) ?? 'too old to tell';
  const missing = migrations.map(({ name }) => name).filter((name) => !applied.includes(name));
  if (missing.length === 0) return newest;
  throw new DomainError(
    'unsupported',
    `The schema's newest migration is ${newest}, and this release needs ${missing.at(-1) ?? ''}.`,
  );
}

// A schema whose history the service may not read yet tells nothing.
async function appliedMigrations(db: Db): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { readable: boolean }[] }>(
    `select has_table_privilege(:historyTable, 'select') as readable`,
    { historyTable },
  );
  if (rows[0]?.readable !== true) return [];
  return db<{ name: string }>(historyTable).orderBy('name').pluck('name');
}

async function refuseNewerSchema(db: Db): Promise<void> {
  const minimum = await minimumApp(db);
  if (minimum === undefined || minimum <= schemaNumber) return;
  throw new DomainError(
    'unsupported',
    `The database schema needs release number ${minimum} or later and this one is ${schemaNumber}: deploy the newer release.`,
  );
}

async function minimumApp(db: Db): Promise<number | undefined> {
  if (!(await db.schema.hasTable('schema_version'))) return undefined;
  const row = await db<{ minimum_app: number }>('schema_version').first('minimum_app');
  return row?.minimum_app;
}

function migratorConfig(list: readonly Migration[]): Knex.MigratorConfig {
  const source: Knex.MigrationSource<Migration> = {
    getMigrations: () => Promise.resolve([...list]),
    getMigrationName: (migration) => migration.name,
    getMigration: (migration) =>
      Promise.resolve({ up: (db: Knex) => apply(db, migration), down: forwardOnly }),
  };
  // A release must accept the schema of a newer one that still serves it, so names it does not know are no fault.
  return { migrationSource: source, tableName: historyTable, disableMigrationsListValidation: true };
}

// A statement whose migrator was killed would otherwise run on, and hold its table locks, until it ends by itself.
const noticeLostClient = `do $$ begin
  perform set_config('client_connection_check_interval', '1s', true);
exception when others then null;
end $$`;

async function apply(db: Knex, migration: Migration): Promise<void> {
  await db.raw(noticeLostClient);
  await migration.up(db);
  await db('schema_version').update({
    minimum_app: db.raw('greatest(minimum_app, ?::int)', [migration.minimumApp ?? 1]),
  });
}

function forwardOnly(): Promise<void> {
  return Promise.reject(
    new DomainError('unsupported', 'Migrations only go forward: write one that undoes the change.'),
  );
}
