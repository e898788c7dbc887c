import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findFreePorts, probePort } from './ports.ts';
import type { TemporalBinaries } from './temporal-build.ts';
import { temporalVersion } from '../temporal/namespace.ts';
import { prepareTemporalDatabases } from './temporal-schema.ts';
import { dynamicConfigOf, type TemporalOptions } from './temporal-options.ts';

/** Runs the server and UI built from Go on the embedded PostgreSQL, preparing its databases first. */
export async function startBuiltServer(binaries: TemporalBinaries, options: TemporalOptions): Promise<void> {
  await prepareTemporalDatabases({ sqlTool: binaries.sqlTool, postgresUrl: options.postgresUrl });
  const dynamicConfig = join(options.folder, 'dynamic-config.yaml');
  await mkdir(options.folder, { recursive: true });
  const values = dynamicConfigOf(options).map(([key, value]) => `${key}:\n  - value: ${String(value)}\n`);
  await writeFile(dynamicConfig, values.join(''));
  const server = options.launcher.launch({
    name: 'Temporal',
    command: binaries.server,
    args: ['--allow-no-auth', 'start'],
    environment: await serverEnvironment(options, dynamicConfig),
    logFile: options.logFile,
    probe: () => temporalVersion({ address: `127.0.0.1:${String(options.port)}` }),
    timeoutMs: 60_000,
  });
  const ui =
    options.uiPort === undefined ? undefined : startUi(binaries.ui, { ...options, uiPort: options.uiPort });
  await Promise.all([server, ui]);
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
  options: TemporalOptions & { readonly uiPort: number },
): Promise<void> {
  const configFolder = join(options.folder, 'ui');
  await mkdir(configFolder, { recursive: true });
  const lines = [
    `temporalGrpcAddress: 127.0.0.1:${String(options.port)}`,
    'host: 127.0.0.1',
    `port: ${String(options.uiPort)}`,
    'enableUi: true',
    `defaultNamespace: ${options.namespace}`,
    'disableNewsFetch: true',
    'cors:',
    '  cookieInsecure: true',
    '  allowOrigins:',
    `    - http://127.0.0.1:${String(options.uiPort)}`,
  ];
  await writeFile(join(configFolder, 'kam.yaml'), `${lines.join('\n')}\n`);
  await options.launcher.launch({
    name: 'Temporal UI',
    command,
    args: ['--root', options.folder, '--config', 'ui', '--env', 'kam', 'start'],
    environment: {},
    logFile: join(dirname(options.logFile), 'temporal-ui.log'),
    probe: () => probePort('127.0.0.1', options.uiPort),
    timeoutMs: 30_000,
  });
}
