import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { checkSchema, migrate, newestMigration } from '../../db/migrate.ts';
import { migrations } from '../../db/migrations/index.ts';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/database.ts';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));
const names = migrations.map(({ name }) => name);
const open: TestDatabase[] = [];

afterEach(async () => {
  for (const database of open.splice(0)) await database.drop();
});

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await createEmptyDatabase();
  open.push(database);
  return database;
}

async function migratedDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  open.push(database);
  return database;
}

async function count(database: TestDatabase, query: string): Promise<number> {
  const { rows } = await database.owner.raw<{ rows: { count: string }[] }>(query);
  return Number(rows[0]?.count);
}

const locksHeld = `select count(*) from pg_locks where locktype = 'advisory'
  and database = (select oid from pg_database where datname = current_database())`;
const asleep = `select count(*) from pg_stat_activity
  where datname = current_database() and wait_event = 'PgSleep'`;

describe('migrate', () => {
  it('applies every migration in order, and nothing the second time', async () => {
    const { ownerUrl } = await emptyDatabase();
    expect(await migrate(ownerUrl)).toEqual(names);
    expect(await migrate(ownerUrl)).toEqual([]);
  });

  it('lets one of several runs at once do the work', async () => {
    const { ownerUrl } = await emptyDatabase();
    const runs = await Promise.all([migrate(ownerUrl), migrate(ownerUrl), migrate(ownerUrl)]);
    expect(runs.map((applied) => applied.length).sort()).toEqual([0, 0, names.length].sort());
  });

  it('leaves no lock and no half schema behind when its process is killed', async () => {
    const database = await emptyDatabase();
    const script = `
      import { migrate } from './db/migrate.ts';
      import { migrations } from './db/migrations/index.ts';
      const slow = { name: '9999-slow', up: (db) => db.raw('select pg_sleep(3600)') };
      await migrate(${JSON.stringify(database.ownerUrl)}, [...migrations, slow]);`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      cwd: projectFolder,
    });
    await expect.poll(() => count(database, asleep), { timeout: 60_000 }).toBe(1);
    child.kill('SIGKILL');
    expect(await migrate(database.ownerUrl)).toEqual(names);
    await expect.poll(() => count(database, locksHeld), { timeout: 10_000 }).toBe(0);
  });

  it('rolls everything back when one migration fails', async () => {
    const { ownerUrl, owner } = await emptyDatabase();
    const broken = { name: '9999-broken', up: () => Promise.reject(new Error('broken')) };
    await expect(migrate(ownerUrl, [...migrations, broken])).rejects.toThrow('broken');
    expect(await owner.schema.hasTable('person')).toBe(false);
    expect(await migrate(ownerUrl)).toEqual(names);
  });
});

describe('checkSchema', () => {
  it('passes on a schema with migrations of a newer release that still serves this one', async () => {
    const { ownerUrl, app } = await migratedDatabase();
    const newer = { name: '9999-newer', up: () => Promise.resolve() };
    expect(await migrate(ownerUrl, [...migrations, newer])).toEqual(['9999-newer']);
    expect(await migrate(ownerUrl)).toEqual([]);
    await expect(checkSchema(app)).resolves.toBeUndefined();
  });

  it('refuses a schema whose minimum_app is above this release, and so does migrate', async () => {
    const { ownerUrl, app } = await migratedDatabase();
    await migrate(ownerUrl, [
      ...migrations,
      { name: '9999-newer', up: () => Promise.resolve(), minimumApp: 7 },
    ]);
    const refusal = {
      code: 'unsupported',
      message: expect.stringContaining('needs release number 7') as string,
    };
    await expect(checkSchema(app)).rejects.toMatchObject(refusal);
    await expect(migrate(ownerUrl)).rejects.toMatchObject(refusal);
  });

  it('says what to run where there is no schema', async () => {
    const { owner } = await emptyDatabase();
    await expect(checkSchema(owner)).rejects.toThrow('run bin/migrate');
  });
});

describe('newestMigration', () => {
  it('tells the service the newest migration applied, be it of a newer release', async () => {
    const { ownerUrl, app } = await migratedDatabase();
    expect(await newestMigration(app)).toBe(names.at(-1));
    await migrate(ownerUrl, [...migrations, { name: '9999-newer', up: () => Promise.resolve() }]);
    expect(await newestMigration(app)).toBe('9999-newer');
  });

  it('says which migration an older schema has and which it needs', async () => {
    const { ownerUrl, app } = await emptyDatabase();
    const older = migrations.filter(({ name }) => name !== '0020-api-keys-idempotency');
    await migrate(ownerUrl, older);
    await expect(newestMigration(app)).rejects.toThrow(
      `The schema's newest migration is ${names.at(-1) ?? ''}, and this release needs 0020-api-keys-idempotency.`,
    );
  });

  it('knows a schema as older whose history it may not read yet', async () => {
    const { ownerUrl, app } = await emptyDatabase();
    await migrate(ownerUrl, migrations.slice(0, names.indexOf('0021-schema-history')));
    await expect(newestMigration(app)).rejects.toThrow(`and this release needs ${names.at(-1) ?? ''}`);
  });
});

describe('the application role', () => {
  it.each([
    'drop table person',
    'alter table person add column nickname text',
    'create table mine (id int)',
    'truncate transaction',
    'delete from person',
    'update schema_version set minimum_app = 1',
    'alter table transaction disable trigger all',
  ])('may not %s', async (statement) => {
    const { app } = await migratedDatabase();
    await expect(app.raw(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('owns nothing', async () => {
    const database = await migratedDatabase();
    const owned = `select count(*) from pg_class where pg_get_userbyid(relowner) in ('kam_app', 'kam_service')`;
    expect(await count(database, owned)).toBe(0);
  });
});
