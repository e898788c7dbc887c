import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { awaitReady } from './await-ready.ts';
import { endChild, startChild } from './child-process.ts';
import { findFreePorts, probePort } from './ports.ts';
import type { TemporalBinaries } from './temporal-build.ts';
import { temporalVersion } from './temporal-namespace.ts';
import { prepareTemporalDatabases } from './temporal-schema.ts';
import type { RunningTemporal, TemporalOptions } from './temporal-server.ts';

const DYNAMIC_CONFIG = `frontend.WorkflowTimeSkippingEnabled:
  - value: true
system.forceSearchAttributesCacheRefreshOnRead:
  - value: true
`;

/** Runs the server and UI built from Go on the embedded PostgreSQL, preparing its databases first. */
export async function startBuiltServer(
  binaries: TemporalBinaries,
  options: TemporalOptions,
): Promise<RunningTemporal> {
  await prepareTemporalDatabases({ sqlTool: binaries.sqlTool, postgresUrl: options.postgresUrl });
  const dynamicConfig = join(options.folder, 'dynamic-config.yaml');
  await mkdir(options.folder, { recursive: true });
  await writeFile(dynamicConfig, DYNAMIC_CONFIG);
  const child = await startChild({
    name: 'Temporal',
    command: binaries.server,
    args: ['--allow-no-auth', 'start'],
    environment: await serverEnvironment(options, dynamicConfig),
    logFile: options.logFile,
  });
  const address = `127.0.0.1:${String(options.port)}`;
  const ui = options.uiPort === undefined ? undefined : await startUi(binaries.ui, options, options.uiPort);
  const probe = async (): Promise<void> => {
    await temporalVersion(address);
  };
  await awaitReady({ child, probe, timeoutMs: 60_000 });
  const children = ui ? [ui, child] : [child];
  const stop = async (): Promise<void> => {
    await Promise.all(children.map((part) => endChild(part)));
  };
  return { address, children, stop };
}

async function serverEnvironment(
  options: TemporalOptions,
  dynamicConfig: string,
): Promise<NodeJS.ProcessEnv> {
  const { hostname, port, username, password } = new URL(options.postgresUrl);
  const inner = await findFreePorts(8);
  return {
    DB: 'postgres12_pgx',
    POSTGRES_SEEDS: hostname,
    DB_PORT: port,
    POSTGRES_USER: username,
    POSTGRES_PWD: password,
    NUM_HISTORY_SHARDS: '4',
    BIND_ON_IP: '127.0.0.1',
    TEMPORAL_BROADCAST_ADDRESS: '127.0.0.1',
    DYNAMIC_CONFIG_FILE_PATH: dynamicConfig,
    LOG_LEVEL: 'warn',
    FRONTEND_GRPC_PORT: String(options.port),
    FRONTEND_HTTP_PORT: String(inner[0]),
    FRONTEND_MEMBERSHIP_PORT: String(inner[1]),
    HISTORY_GRPC_PORT: String(inner[2]),
    HISTORY_MEMBERSHIP_PORT: String(inner[3]),
    MATCHING_GRPC_PORT: String(inner[4]),
    MATCHING_MEMBERSHIP_PORT: String(inner[5]),
    WORKER_GRPC_PORT: String(inner[6]),
    WORKER_MEMBERSHIP_PORT: String(inner[7]),
  };
}

async function startUi(
  command: string,
  options: TemporalOptions,
  port: number,
): Promise<RunningTemporal['children'][number]> {
  const configFolder = join(options.folder, 'ui');
  await mkdir(configFolder, { recursive: true });
  const lines = [
    `temporalGrpcAddress: 127.0.0.1:${String(options.port)}`,
    'host: 127.0.0.1',
    `port: ${String(port)}`,
    'enableUi: true',
    `defaultNamespace: ${options.namespace}`,
    'disableNewsFetch: true',
    'cors:',
    '  cookieInsecure: true',
    '  allowOrigins:',
    `    - http://localhost:${String(port)}`,
  ];
  await writeFile(join(configFolder, 'kam.yaml'), `${lines.join('\n')}\n`);
  const child = await startChild({
    name: 'Temporal UI',
    command,
    args: ['--config', 'ui', '--env', 'kam', '--root', options.folder, 'start'],
    logFile: join(dirname(options.logFile), 'temporal-ui.log'),
  });
  await awaitReady({ child, probe: () => probePort('127.0.0.1', port), timeoutMs: 30_000 });
  return child;
}
