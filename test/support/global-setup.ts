import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { readTestSettings } from '../../bin/settings.ts';
import type { TestSettings } from '../../bin/settings.ts';
import { findFreePorts } from '../../local/ports.ts';
import { startPostgres } from '../../local/postgres.ts';
import { ensureNamespace } from '../../local/temporal-namespace.ts';
import { findTemporalServer, startTemporal } from '../../local/temporal-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The superuser's address of the test run's PostgreSQL. */
    postgresUrl: string;
    /** Host and port of the test run's Temporal server. */
    temporalAddress: string;
    /** The namespace all test files share; each has a task queue of its own. */
    temporalNamespace: string;
  }
}

interface Part {
  readonly address: string;
  stop(): Promise<void>;
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
  const parts: Part[] = [];
  const stop = async (): Promise<void> => {
    for (const part of parts.reverse()) await part.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const postgres = await providePostgres(settings, folder);
    parts.push(postgres);
    const temporal = await provideTemporal({ settings, folder, postgresUrl: postgres.address });
    parts.push(temporal);
    await ensureNamespace(temporal.address, NAMESPACE);
    project.provide('postgresUrl', postgres.address);
    project.provide('temporalAddress', temporal.address);
    project.provide('temporalNamespace', NAMESPACE);
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

async function providePostgres(settings: TestSettings, folder: string): Promise<Part> {
  if (settings.postgresUrl !== undefined) return adopted(settings.postgresUrl);
  const [port = 0] = await findFreePorts(1);
  const postgres = await startPostgres({
    dataFolder: join(folder, 'postgres'),
    logFile: join(folder, 'logs', 'postgres.log'),
    port,
    password: 'postgres',
    tuning: TUNING,
  });
  return { address: postgres.url, stop: () => postgres.stop() };
}

interface TemporalNeeds {
  readonly settings: TestSettings;
  readonly folder: string;
  readonly postgresUrl: string;
}

async function provideTemporal({ settings, folder, postgresUrl }: TemporalNeeds): Promise<Part> {
  if (settings.temporalAddress !== undefined) return adopted(settings.temporalAddress);
  const source = await findTemporalServer({
    moduleFolder: join(settings.projectFolder, 'local', 'temporal'),
    cacheFolder: settings.cacheFolder,
    report: (line) => process.stderr.write(`${line}\n`),
  });
  const [port = 0] = await findFreePorts(1);
  return startTemporal(source, {
    folder: join(folder, 'temporal'),
    logFile: join(folder, 'logs', 'temporal.log'),
    postgresUrl,
    namespace: NAMESPACE,
    port,
  });
}

function adopted(address: string): Part {
  return { address, stop: () => Promise.resolve() };
}
