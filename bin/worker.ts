import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { NativeConnection, Runtime, Worker, type LogEntry } from '@temporalio/worker';
import { pino, type Logger } from 'pino';
import { createActivities } from '../activities/all.ts';
import { sendQueued } from '../activities/mail.ts';
import { connect } from '../db/client.ts';
import { createLinkTokens } from '../db/link-token.ts';
import { checkSchema } from '../db/migrate.ts';
import { systemClock } from '../domain/clock.ts';
import { DomainError } from '../domain/errors.ts';
import { createMailTransport } from '../mail/transport.ts';
import { createClient } from '../temporal/connect.ts';
import { runDeliveryLoop } from '../temporal/delivery-loop.ts';
import { createRinger } from '../temporal/ring.ts';
import { registerSearchAttributes } from '../temporal/search-attributes.ts';
import { readWorkerSettings, type WorkerSettings } from './settings.ts';
import { version } from './version.ts';
import { createHealthServer } from './worker-health.ts';

const loopPauseMs = 5_000;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function installRuntime(log: Logger, metricsAddress: string): void {
  const level = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
  const write = (name: keyof typeof level, message: string, meta?: object): void =>
    log[level[name]](meta ?? {}, message);
  Runtime.install({
    shutdownSignals: [],
    logger: {
      log: (name: LogEntry['level'], message, meta) => write(name, message, meta),
      trace: (message, meta) => write('TRACE', message, meta),
      debug: (message, meta) => write('DEBUG', message, meta),
      info: (message, meta) => write('INFO', message, meta),
      warn: (message, meta) => write('WARN', message, meta),
      error: (message, meta) => write('ERROR', message, meta),
    },
    telemetryOptions: { metrics: { prometheus: { bindAddress: metricsAddress } } },
  });
}

async function run(settings: WorkerSettings, log: Logger): Promise<void> {
  const metricsAddress = `127.0.0.1:${await freePort()}`;
  installRuntime(log, metricsAddress);
  const db = connect(settings.databaseUrl);
  await checkSchema(db);
  const { temporal } = settings;
  const connection = await NativeConnection.connect({
    address: temporal.address,
    tls: temporal.tls,
    ...(temporal.apiKey !== undefined && { apiKey: temporal.apiKey }),
  });
  const client = createClient(temporal);
  await registerSearchAttributes(connection, temporal.namespace);
  const ring = createRinger({ client, db, taskQueue: temporal.taskQueue, log });
  const mail = {
    db,
    log,
    clock: systemClock,
    transport: createMailTransport(settings.mail),
    links: createLinkTokens(settings.linkKeys),
    publicUrl: settings.publicUrl,
    mailEnabled: settings.mail.enabled,
    redirectTo: settings.mail.redirectTo,
  };
  const worker = await Worker.create({
    connection,
    namespace: temporal.namespace,
    taskQueue: temporal.taskQueue,
    ...workflows(settings),
    activities: createActivities({ ...mail, ring }),
    shutdownGraceTime: '10 seconds',
  });
  const stop = new AbortController();
  const health = createHealthServer({
    version,
    sdkMetrics: `http://${metricsAddress}/metrics`,
    isReady: () => worker.getState() === 'RUNNING',
  }).listen(settings.port);
  const shutdown = (): void => {
    stop.abort();
    if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  process.once('SIGTERM', shutdown).once('SIGINT', shutdown);
  const loop = runDeliveryLoop(
    { db, ring, clock: systemClock, log, sendMails: () => sendQueued(mail) },
    { signal: stop.signal, pauseMs: loopPauseMs },
  );
  await worker.run();
  stop.abort();
  await loop;
  health.close();
  await Promise.all([connection.close(), client.connection.close(), db.destroy()]);
}

function workflows(
  settings: WorkerSettings,
): { workflowBundle: { codePath: string } } | { workflowsPath: string } {
  if (settings.workflowBundle !== undefined) return { workflowBundle: { codePath: settings.workflowBundle } };
  return { workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)) };
}

try {
  const settings = readWorkerSettings();
  await run(settings, pino({ level: settings.logLevel, base: { service: 'worker' } }));
} catch (error) {
  process.stderr.write(`${error instanceof DomainError ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
