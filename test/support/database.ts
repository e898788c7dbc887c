import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { inject } from 'vitest';
import { connect, type Db } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { expectNoSecretLeft, keepHashes, secretsOf } from './token-hygiene.ts';

/** A migrated database of its own for one test file: `app` is the service's login, `owner` the one that migrates. */
export interface TestDatabase {
  readonly app: Db;
  readonly owner: Db;
  readonly appUrl: string;
  readonly ownerUrl: string;
  /** Ends its connections and drops it. Throws, when that is done, if a token or key was found written in one of its tables. */
  drop(): Promise<void>;
}

const migrationsFolder = new URL('../../db/migrations/', import.meta.url);
const lockKey = 7241600002;

/** A clone of the migrated template, which the first caller makes. Call `drop` when the file's tests are done. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `kam_test_${randomBytes(6).toString('hex')}`;
  const template = await asSuperuser(migratedTemplate);
  await asSuperuser((admin) => admin.query(`create database ${name} template ${template} owner kam_owner`));
  return open(name);
}

/** A database without any schema, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const name = `kam_test_${randomBytes(6).toString('hex')}`;
  await asSuperuser(async (admin) => {
    await createLogins(admin);
    await admin.query(`create database ${name} owner kam_owner`);
  });
  return open(name);
}

function open(name: string): TestDatabase {
  const ownerUrl = urlOf({ database: name, user: 'kam_owner' });
  const appUrl = urlOf({ database: name, user: 'kam_service' });
  const app = connect(appUrl);
  const owner = connect(ownerUrl, { poolMax: 2 });
  const drop = async (): Promise<void> => {
    try {
      const secrets = await secretsOf(owner);
      await keepHashes(inject('hashesFile'), secrets);
      await expectNoSecretLeft(secrets, { db: owner });
    } finally {
      await Promise.all([app.destroy(), owner.destroy()]);
      await asSuperuser((admin) => admin.query(`drop database if exists ${name} with (force)`));
    }
  };
  return { app, owner, appUrl, ownerUrl, drop };
}

async function migratedTemplate(admin: pg.Client): Promise<string> {
  const name = `kam_template_${await migrationsDigest()}`;
  await admin.query('select pg_advisory_lock($1)', [lockKey]);
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
  if (rowCount !== 0) return name;
  await createLogins(admin);
  await admin.query(`drop database if exists ${name}_draft with (force)`);
  await admin.query(`create database ${name}_draft owner kam_owner`);
  await migrate(urlOf({ database: `${name}_draft`, user: 'kam_owner' }));
  await admin.query(`alter database ${name}_draft rename to ${name}`);
  return name;
}

async function createLogins(admin: pg.Client): Promise<void> {
  await admin.query(`do $$ begin
    perform pg_advisory_xact_lock(${lockKey + 1});
    if not exists (select from pg_roles where rolname = 'kam_app') then create role kam_app nologin; end if;
    if not exists (select from pg_roles where rolname = 'kam_owner') then
      create role kam_owner login createrole password 'kam';
      create role kam_service login password 'kam' in role kam_app;
    end if;
  end $$`);
}

async function migrationsDigest(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of (await readdir(migrationsFolder)).sort())
    hash.update(await readFile(new URL(file, migrationsFolder)));
  return hash.digest('hex').slice(0, 16);
}

function urlOf(login: { database: string; user: string }): string {
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${login.database}`;
  url.username = login.user;
  url.password = 'kam';
  return url.href;
}

async function asSuperuser<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: inject('postgresUrl') });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
