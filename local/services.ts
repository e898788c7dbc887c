import { execFile } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Launcher } from './launcher.ts';
import { runSql } from './postgres.ts';
import type { StackFolder } from './stack-folder.ts';

const run = promisify(execFile);

/** What the product's own processes are started with; `databaseUrl` is the superuser's, of the product's database. */
export interface ServiceOptions {
  readonly launcher: Launcher;
  readonly folder: StackFolder;
  readonly projectFolder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly databaseUrl: string;
  readonly report: (line: string) => void;
}

/** Brings the schema up to this release, with `bin/migrate` as production does it. */
export async function migrateDatabase(options: ServiceOptions): Promise<void> {
  await runCommand(options, { name: 'The migration', log: 'migrate', words: ['migrate.js'] });
}

/** Starts the API or the worker; returns once it says that it is ready to work. */
export async function startService(
  options: ServiceOptions,
  { entry, name, port }: { readonly entry: 'api' | 'worker'; readonly name: string; readonly port: number },
): Promise<void> {
  await options.launcher.launch({
    name,
    command: process.execPath,
    args: [join(options.projectFolder, 'bin', `${entry}.js`)],
    directory: options.projectFolder,
    environment: options.environment,
    logFile: options.folder.log(entry),
    probe: () => probeReadiness(port),
    timeoutMs: 120_000,
  });
}

/**
 * Imports the sample data into a database without accounts: people, bookings, then who answers for which account. An
 * import that was cut short is taken up again at the next start.
 */
export async function loadSampleData(options: ServiceOptions): Promise<void> {
  const { projectFolder, databaseUrl, folder, report } = options;
  const isEmpty = (await runSql(databaseUrl, 'select from account limit 1')).length === 0;
  if (!isEmpty && !existsSync(folder.unfinishedSample)) return;
  writeFileSync(folder.unfinishedSample, '');
  report('Importing the sample data …');
  const sample = (file: string): string => join(projectFolder, 'samples', 'hotel', file);
  const mapping = ['--mapping', sample('mapping.yaml')];
  const steps = [
    { name: 'Importing the sample people', words: ['people', 'import', sample('people.yaml')] },
    { name: 'Importing the sample bookings', words: ['import', ...mapping, sample('hotel_bookings.csv.gz')] },
    { name: 'Importing who answers for accounts', words: ['people', 'import', sample('accounts.yaml')] },
  ];
  for (const { name, words } of steps) {
    await runCommand(options, { name, log: 'samples', words: ['kam.js', ...words] });
  }
  rmSync(folder.unfinishedSample);
  report('The sample data is there.');
}

/** Makes the first API key and returns it; `undefined` if the database has one already, which cannot be shown again. */
export async function createFirstKey(options: ServiceOptions): Promise<string | undefined> {
  const { projectFolder, databaseUrl, environment } = options;
  if ((await runSql(databaseUrl, 'select from api_key limit 1')).length > 0) return undefined;
  const kam = join(projectFolder, 'bin', 'kam.js');
  const words = ['keys', 'create', '--name', 'first start', '--role', 'admin', '--json'];
  const { stdout } = await run(process.execPath, [kam, ...words], { cwd: projectFolder, env: environment });
  return (JSON.parse(stdout) as { token: string }).token;
}

async function runCommand(
  { launcher, folder, projectFolder, environment, report }: ServiceOptions,
  { name, log, words }: { readonly name: string; readonly log: string; readonly words: readonly string[] },
): Promise<void> {
  const [entry = '', ...args] = words;
  await launcher.complete(
    {
      name,
      command: process.execPath,
      args: [join(projectFolder, 'bin', entry), ...args],
      directory: projectFolder,
      environment,
      logFile: folder.log(log),
    },
    (line) => report(`${name}: ${line}`),
  );
}

async function probeReadiness(port: number): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${String(port)}/readyz`, {
    signal: AbortSignal.timeout(3_000),
  });
  if (!response.ok) throw new Error(`it answers ${String(response.status)}: ${await response.text()}`);
}
