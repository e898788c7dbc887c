import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { NativeConnection, Runtime, Worker, type Logger as SdkLogger } from '@temporalio/worker';
import { pino, type Logger } from 'pino';
import { createActivities } from '../activities/all.ts';
import { sendChats, type ChatDeps } from '../activities/chat-delivery.ts';
import { sendQueued } from '../activities/mail.ts';
import { createChatSeal } from '../db/chat-seal.ts';
import { connect, type Db } from '../db/client.ts';
import { createLinkTokens } from '../db/link-token.ts';
import { checkSchema } from '../db/migrate.ts';
import type { ReceiptKey } from '../db/receipt-keys.ts';
import { createReceiptSeal } from '../db/receipt-seal.ts';
import { systemClock } from '../domain/clock.ts';
import { DomainError } from '../domain/errors.ts';
import { createMailTransport } from '../mail/transport.ts';
import { createClient } from '../temporal/connect.ts';
import { createWarningControl } from '../temporal/warning-schedule.ts';
import { watchEndedWorkflows, type EndedWatchDeps } from '../temporal/ended-processes.ts';
import { runDeliveryLoop, type DeliveryLoopDeps } from '../temporal/delivery-loop.ts';
import { repeat } from '../temporal/repeat.ts';
import { createRinger } from '../temporal/ring.ts';
import { registerSearchAttributes } from '../temporal/search-attributes.ts';
import { runDailyLoops } from './daily-loops.ts';
import { readWorkerSettings, type WorkerSettings } from './settings.ts';
import { version } from './version.ts';
import { createHealthServer } from './worker-health.ts';

const loopPauseMs = 5_000;
const databasePatienceMs = 2_000;
const watchPauseMs = 3 * 60_000;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

// The SDK's log goes where ours goes, and its figures to an exporter that the health port passes on.
function installRuntime(log: Logger, metricsAddress: string): void {
  Runtime.install({
    shutdownSignals: [],
    logger: {
      log: (...[level, message, meta]: Parameters<SdkLogger['log']>) =>
        log[levels[level]](meta ?? {}, message),
      trace: (message, meta) => log.trace(meta ?? {}, message),
      debug: (message, meta) => log.debug(meta ?? {}, message),
      info: (message, meta) => log.info(meta ?? {}, message),
      warn: (message, meta) => log.warn(meta ?? {}, message),
      error: (message, meta) => log.error(meta ?? {}, message),
    },
    telemetryOptions: { metrics: { prometheus: { bindAddress: metricsAddress } } },
  });
}

function mailParts(settings: WorkerSettings, { db, log }: { db: Db; log: Logger }) {
  return {
    db,
    log,
    clock: systemClock,
    transport: createMailTransport(settings.mail),
    links: createLinkTokens(settings.linkKeys),
    receipts: createReceiptSeal(settings.receiptKeys),
    publicUrl: settings.publicUrl,
    mailEnabled: settings.mail.enabled,
    redirectTo: settings.mail.redirectTo,
  };
}

async function connectTemporal({ temporal }: WorkerSettings): Promise<NativeConnection> {
  const connection = await NativeConnection.connect({
    address: temporal.address,
    tls: temporal.tls,
    ...(temporal.apiKey !== undefined && { apiKey: temporal.apiKey }),
  });
  await registerSearchAttributes(connection, temporal.namespace);
  return connection;
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}

async function databaseAnswers(db: Db): Promise<boolean> {
  const query = db.raw('select 1').then(
    () => true,
    () => false,
  );
  return await Promise.race([query, setTimeout(databasePatienceMs, false, { ref: false })]);
}

// Works until a signal comes: the worker beside the loops that deliver what was left behind, post to chats, do what is due daily and look for
// ended workflows, and the health port.
async function work(
  worker: Worker,
  around: {
    loop: DeliveryLoopDeps;
    chat: ChatDeps;
    daily: Parameters<typeof runDailyLoops>[0];
    watch: EndedWatchDeps;
    health: { sdkMetrics: string; port: number };
  },
): Promise<void> {
  const stop = new AbortController();
  const { sdkMetrics, port } = around.health;
  const isReady = async (): Promise<boolean> =>
    worker.getState() === 'RUNNING' && (await databaseAnswers(around.loop.db));
  const health = createHealthServer({ version, sdkMetrics, isReady }).listen(port);
  await once(health, 'listening');
  const { signal } = stop;
  const loops = [
    runDeliveryLoop(around.loop, { signal, pauseMs: loopPauseMs }),
    runChatLoop(around.chat, signal),
    runDailyLoops(around.daily, signal),
    watchEndedWorkflows(around.watch, { signal, pauseMs: watchPauseMs }),
  ];
  try {
    await worker.runUntil(stopSignal());
  } finally {
    stop.abort();
    await Promise.all(loops);
    health.close();
  }
}

function runChatLoop(chat: ChatDeps, signal: AbortSignal): Promise<void> {
  const rounds = { signal, pauseMs: loopPauseMs, log: chat.log };
  return repeat(() => sendChats(chat), { ...rounds, name: 'the posting to chats' });
}

function chatParts(settings: WorkerSettings, { db, log }: { db: Db; log: Logger }): ChatDeps {
  const { linkKeys, publicUrl, chatPrivateHosts: allowedPrivateHosts } = settings;
  const network = { allowedPrivateHosts };
  return { db, log, clock: systemClock, publicUrl, seal: createChatSeal(linkKeys), network };
}

async function run(settings: WorkerSettings, log: Logger): Promise<void> {
  const metricsAddress = `127.0.0.1:${await freePort()}`;
  installRuntime(log, metricsAddress);
  const db = connect(settings.databaseUrl);
  await checkSchema(db);
  const { namespace, taskQueue } = settings.temporal;
  const connection = await connectTemporal(settings);
  const client = createClient(settings.temporal);
  const ring = createRinger({ client, db, taskQueue, log });
  const mail = mailParts(settings, { db, log });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    ...workflows(settings),
    activities: createActivities({ ...mail, ring }),
    shutdownGraceTime: '10 seconds',
  });
  await work(worker, {
    loop: { db, ring, clock: systemClock, log, sendMails: () => sendQueued(mail) },
    chat: chatParts(settings, { db, log }),
    daily: {
      ...mail,
      signer: { key: signingKey(settings), issuer: settings.publicUrl },
      warnings: createWarningControl({ client, taskQueue }),
    },
    watch: { client, db, taskQueue, clock: systemClock, log },
    health: { sdkMetrics: `http://${metricsAddress}/metrics`, port: settings.port },
  });
  await Promise.all([connection.close(), client.connection.close(), db.destroy()]);
}

function signingKey({ receiptKeys: [first] }: WorkerSettings): ReceiptKey {
  if (first === undefined) throw new DomainError('invalid', 'At least one receipt key is needed.');
  return first;
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
