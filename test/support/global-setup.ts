import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { readTestSettings } from '../../bin/settings.ts';
import type { TestSettings } from '../../bin/settings.ts';
import { createLauncher } from '../../local/launcher.ts';
import type { Launcher } from '../../local/launcher.ts';
import { findFreePorts } from '../../local/ports.ts';
import { startPostgres } from '../../local/postgres.ts';
import { findTemporalServer, startTemporal } from '../../local/temporal-server.ts';
import { ensureNamespace } from '../../temporal/namespace.ts';
import { expectNoSecretLeft, keptSecrets } from './token-hygiene.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The superuser's address of the test run's PostgreSQL. */
    postgresUrl: string;
    /** Host and port of the test run's Temporal server. */
    temporalAddress: string;
    /** The namespace all test files share; each has a task queue of its own. */
    temporalNamespace: string;
    /** Collects the hashes of all tokens that the run's databases knew. */
    hashesFile: string;
  }
}

const NAMESPACE = 'kam-test';

// The databases of a test run are thrown away, so nothing of them need survive a crash.
const TUNING = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  autovacuum_naptime: '10s',
};

/** Starts one PostgreSQL and one Temporal server for the whole test run, or adopts those that TEST_* name. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const settings = readTestSettings();
  const folder = await mkdtemp(join(tmpdir(), 'kam-test-'));
  await chmod(folder, 0o755);
  const launcher = createLauncher();
  const hashesFile = join(folder, 'hashes');
  await writeFile(hashesFile, '');
  const stop = async (): Promise<void> => {
    await launcher.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const postgresUrl = settings.postgresUrl ?? (await startDatabase(launcher, folder));
    const temporalAddress =
      settings.temporalAddress ?? (await startServer({ settings, launcher, folder, postgresUrl }));
    await ensureNamespace({ address: temporalAddress }, NAMESPACE);
    project.provide('postgresUrl', postgresUrl);
    project.provide('temporalAddress', temporalAddress);
    project.provide('temporalNamespace', NAMESPACE);
    project.provide('hashesFile', hashesFile);
    return async () => {
      await searchServerLogs(join(folder, 'logs'), hashesFile).finally(stop);
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

// The runner only prints what a teardown throws, so the run is failed here. Servers that the run adopted keep their logs to themselves.
async function searchServerLogs(logs: string, hashesFile: string): Promise<void> {
  const names = await readdir(logs).catch(() => []);
  const texts = names.map(async (name) => [name, await readFile(join(logs, name), 'utf8')] as const);
  try {
    await expectNoSecretLeft(await keptSecrets(hashesFile), { texts: await Promise.all(texts) });
  } catch (error) {
    process.exitCode = 1;
    throw error;
  }
}

async function startDatabase(launcher: Launcher, folder: string): Promise<string> {
  const [port = 0] = await findFreePorts(1);
  return startPostgres({
    launcher,
    dataFolder: join(folder, 'postgres'),
    logFile: join(folder, 'logs', 'postgres.log'),
    port,
    password: 'postgres',
    tuning: TUNING,
  });
}

// Processes roll over early, so that every story crosses a continue-as-new.
const ROLL_OVER_AFTER_EVENTS = 100;

interface ServerNeeds {
  readonly settings: TestSettings;
  readonly launcher: Launcher;
  readonly folder: string;
  readonly postgresUrl: string;
}

async function startServer({ settings, launcher, folder, postgresUrl }: ServerNeeds): Promise<string> {
  const source = await findTemporalServer({
    moduleFolder: join(settings.projectFolder, 'local', 'temporal'),
    cacheFolder: settings.cacheFolder,
    report: (line) => process.stderr.write(`${line}\n`),
  });
  const [port = 0] = await findFreePorts(1);
  await startTemporal(source, {
    launcher,
    folder: join(folder, 'temporal'),
    logFile: join(folder, 'logs', 'temporal.log'),
    postgresUrl,
    namespace: NAMESPACE,
    port,
    dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': ROLL_OVER_AFTER_EVENTS },
  });
  return `127.0.0.1:${String(port)}`;
}
