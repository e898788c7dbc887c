import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { StackError } from './stack-error.ts';

const run = promisify(execFile);
const DATABASES = { temporal: 'temporal', temporal_visibility: 'visibility' } as const;

/** The SQL tool, and the superuser's address of the PostgreSQL that keeps Temporal's two databases. */
export interface SchemaOptions {
  readonly sqlTool: string;
  readonly postgresUrl: string;
}

/**
 * Creates Temporal's two databases or brings them up to the server's version. A new one gets its name only when it is
 * complete, so that a setup that was cut short starts over.
 */
export async function prepareTemporalDatabases(options: SchemaOptions): Promise<void> {
  const { postgresUrl } = options;
  await withClient({ postgresUrl, database: 'postgres' }, async (client) => {
    const found = await client.query<{ datname: string }>('select datname from pg_database');
    const present = new Set(found.rows.map((row) => row.datname));
    for (const [name, schema] of Object.entries(DATABASES)) {
      if (present.has(name)) await updateSchema({ options, name, schema });
      else await createDatabase(client, { options, name, schema });
    }
  });
  // A server that was killed leaves its addresses behind, and the next one would try to reach them first.
  await withClient({ postgresUrl, database: 'temporal' }, (client) =>
    client.query('truncate cluster_membership'),
  );
}

interface TemporalDatabase {
  readonly options: SchemaOptions;
  readonly name: string;
  readonly schema: string;
}

async function createDatabase(client: Client, { options, name, schema }: TemporalDatabase): Promise<void> {
  const unfinished = `${name}_unfinished`;
  await client.query(`drop database if exists ${unfinished} with (force)`);
  await client.query(`create database ${unfinished}`);
  await runSqlTool({ options, name: unfinished, schema }, ['setup-schema', '-v', '0.0']);
  await updateSchema({ options, name: unfinished, schema });
  // The schema's version is recorded under the database's name.
  await withClient({ ...options, database: unfinished }, (inner) =>
    inner.query('update schema_version set db_name = $1', [name]),
  );
  await client.query(`alter database ${unfinished} rename to ${name}`);
}

async function updateSchema(database: TemporalDatabase): Promise<void> {
  await runSqlTool(database, ['update-schema', '--schema-name', `postgresql/v12/${database.schema}`]);
}

async function runSqlTool({ options, name }: TemporalDatabase, words: readonly string[]): Promise<void> {
  const { hostname, port, username, password } = new URL(options.postgresUrl);
  const connection = [
    '--plugin',
    'postgres12_pgx',
    '--ep',
    hostname,
    '-p',
    port,
    '-u',
    username,
    '--db',
    name,
  ];
  try {
    await run(options.sqlTool, [...connection, ...words], { env: { SQL_PASSWORD: password } });
  } catch (error) {
    const reason = (error as { stderr?: string }).stderr?.trim().split('\n').at(-1) ?? String(error);
    throw new StackError(
      `The schema of the database ${name} could not be set up: ${reason.slice(0, 300)}`,
      'Start again; if it stays so, run the stack in another folder.',
    );
  }
}

async function withClient(
  { postgresUrl, database }: { readonly postgresUrl: string; readonly database: string },
  use: (client: Client) => Promise<unknown>,
): Promise<void> {
  const url = new URL(postgresUrl);
  url.pathname = `/${database}`;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}
