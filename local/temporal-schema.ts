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
  await withClient(options.postgresUrl, 'postgres', async (client) => {
    const found = await client.query<{ datname: string }>('select datname from pg_database');
    const present = new Set(found.rows.map((row) => row.datname));
    for (const [name, schema] of Object.entries(DATABASES)) {
      if (present.has(name)) await updateSchema({ options, database: name, schema });
      else await createDatabase({ options, client, name, schema });
    }
  });
  // A server that was killed leaves its addresses behind, and the next one would try to reach them first.
  await withClient(options.postgresUrl, 'temporal', (client) => client.query('truncate cluster_membership'));
}

interface Creation {
  readonly options: SchemaOptions;
  readonly client: Client;
  readonly name: string;
  readonly schema: string;
}

async function createDatabase({ options, client, name, schema }: Creation): Promise<void> {
  const database = `${name}_unfinished`;
  await client.query(`drop database if exists ${database} with (force)`);
  await client.query(`create database ${database}`);
  await runSqlTool(options, database, ['setup-schema', '-v', '0.0']);
  await updateSchema({ options, database, schema });
  // The schema's version is recorded under the database's name.
  await withClient(options.postgresUrl, database, (inner) =>
    inner.query('update schema_version set db_name = $1', [name]),
  );
  await client.query(`alter database ${database} rename to ${name}`);
}

interface Update {
  readonly options: SchemaOptions;
  readonly database: string;
  readonly schema: string;
}

async function updateSchema({ options, database, schema }: Update): Promise<void> {
  await runSqlTool(options, database, ['update-schema', '--schema-name', `postgresql/v12/${schema}`]);
}

async function runSqlTool(options: SchemaOptions, database: string, words: readonly string[]): Promise<void> {
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
    database,
  ];
  try {
    await run(options.sqlTool, [...connection, ...words], { env: { SQL_PASSWORD: password } });
  } catch (error) {
    const reason = (error as { stderr?: string }).stderr?.trim().split('\n').at(-1) ?? String(error);
    throw new StackError(
      `The schema of the database ${database} could not be set up: ${reason}`,
      'Start again; if it stays so, run the stack in another folder.',
    );
  }
}

async function withClient(
  postgresUrl: string,
  database: string,
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
