import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { createApp } from '../api/app.ts';
import { createDirectMail } from '../api/direct-mail.ts';
import { createImportRunner } from '../api/imports/runner.ts';
import { createOperations } from '../api/operations.ts';
import { createPageRoutes } from '../api/pages/routes.tsx';
import { decisionLinksPerMinute, defaultRateLimits } from '../api/rate-limits.ts';
import { createApprovalCodes } from '../db/approval-code.ts';
import { createChatSeal } from '../db/chat-seal.ts';
import { connect } from '../db/client.ts';
import type { Db } from '../db/client.ts';
import { createLinkTokens } from '../db/link-token.ts';
import { checkSchema } from '../db/migrate.ts';
import { createReceiptSeal } from '../db/receipt-seal.ts';
import { purgeIdempotencyKeys } from '../db/stores/idempotency.ts';
import { purgeSentForms } from '../db/stores/sent-forms.ts';
import { systemClock } from '../domain/clock.ts';
import { DomainError } from '../domain/errors.ts';
import { createMailTransport } from '../mail/transport.ts';
import { createClient } from '../temporal/connect.ts';
import { restartProcess } from '../temporal/restart.ts';
import { createRinger } from '../temporal/ring.ts';
import { createWarningControl } from '../temporal/warning-schedule.ts';
import { readApiSettings } from './settings.ts';
import type { ApiSettings } from './settings.ts';
import { version } from './version.ts';

const patienceMs = 10_000;
const temporalPatienceMs = 1_000;
const uploadTimeoutMs = 15 * 60_000;
const purgeEveryMs = 3_600_000;
// For as long as somebody may still have the page open that they sent it from.
const sentFormsKeptMs = 24 * 3_600_000;

interface Part {
  readonly db: Db;
  readonly log: Logger;
}

function createTemporalCheck(client: ReturnType<typeof createClient>): () => Promise<void> {
  return async () => {
    await client.withDeadline(Date.now() + temporalPatienceMs, () =>
      client.workflowService.getSystemInfo({}),
    );
  };
}

function createApi(settings: ApiSettings, { db, log }: Part) {
  const { publicUrl, temporal } = settings;
  const client = createClient(temporal);
  const ringing = { client, db, taskQueue: temporal.taskQueue, log };
  const ring = createRinger(ringing);
  const imports = createImportRunner({ db, clock: systemClock, log });
  const records = { db, log, clock: systemClock, publicUrl };
  const linking = { links: createLinkTokens(settings.linkKeys), publicUrl };
  let stopping = false;
  const app = createApp({
    ...records,
    version,
    trustProxy: settings.proxies,
    limits: defaultRateLimits,
    operations: createOperations({
      ...linking,
      ring,
      restartProcess: (restart) => restartProcess(ringing, restart),
      warnings: createWarningControl(ringing),
      ...{ imports, findMapping, uploadFolder: tmpdir(), chat: chatSetup(settings) },
    }),
    pages: createPageRoutes({
      ...records,
      ...linking,
      ring,
      receipts: createReceiptSeal(settings.receiptKeys),
      codes: createApprovalCodes(settings.linkKeys),
      sendDirectly: createDirectMail({ ...records, ...directMail(settings) }),
      addresses: addressesOf(settings),
      linksPerMinute: decisionLinksPerMinute,
    }),
    health: {
      isStopping: () => stopping,
      required: { postgres: () => checkSchema(db) },
      optional: { temporal: createTemporalCheck(client) },
    },
  });
  return { app, imports, announceStop: () => (stopping = true) };
}

function chatSetup({ linkKeys, publicUrl, chatPrivateHosts: allowedPrivateHosts }: ApiSettings) {
  return { seal: createChatSeal(linkKeys), network: { allowedPrivateHosts }, publicUrl };
}

function directMail({ mail }: ApiSettings) {
  return {
    transport: createMailTransport(mail),
    mailEnabled: mail.enabled,
    redirectTo: mail.redirectTo,
  };
}

function addressesOf({ publicUrl, temporalUiUrl, mailboxUrl }: ApiSettings) {
  return [
    { label: 'API documentation', url: `${publicUrl}/docs` },
    ...(temporalUiUrl === undefined ? [] : [{ label: 'Temporal UI', url: temporalUiUrl }]),
    ...(mailboxUrl === undefined ? [] : [{ label: 'Mailbox', url: mailboxUrl }]),
  ];
}

// The mappings that come with the product, each a folder of samples/.
async function findMapping(name: string): Promise<string | undefined> {
  return await readFile(new URL(`../samples/${name}/mapping.yaml`, import.meta.url), 'utf8').catch(
    () => undefined,
  );
}

async function finish(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  // A connection that falls idle only now would otherwise hold the process until its keep-alive ends.
  const tidying = setInterval(() => server.closeIdleConnections(), 100);
  const impatience = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearTimeout(impatience);
  clearInterval(tidying);
}

function purgeRegularly({ db, log }: Part): NodeJS.Timeout {
  const purge = (): void => {
    const now = systemClock.now();
    const before = new Date(now.getTime() - sentFormsKeptMs);
    Promise.all([purgeIdempotencyKeys(db, now), purgeSentForms(db, before)]).catch((error: unknown) =>
      log.warn({ err: error }, 'not purged'),
    );
  };
  return setInterval(purge, purgeEveryMs).unref();
}

async function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal));
  });
}

async function run(settings: ApiSettings, log: Logger): Promise<void> {
  const db = connect(settings.databaseUrl);
  const { app, imports, announceStop } = createApi(settings, { db, log });
  try {
    await checkSchema(db);
    const signal = stopSignal();
    const server = app.listen(settings.port, settings.host);
    server.requestTimeout = uploadTimeoutMs;
    await once(server, 'listening');
    log.info({ host: settings.host, port: settings.port, version }, 'the API listens');
    const purging = purgeRegularly({ db, log });
    log.info({ signal: await signal }, 'the API stops');
    announceStop();
    clearInterval(purging);
    await finish(server);
    await imports.stop();
  } finally {
    await db.destroy();
  }
}

function sentence(error: unknown, settings: ApiSettings | undefined): string {
  if (error instanceof DomainError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return `Port ${settings?.port ?? ''} is taken: stop what listens there, or choose another with API_PORT.`;
  }
  if (code === 'ECONNREFUSED')
    return 'PostgreSQL does not answer at DATABASE_URL: start it, or correct the address.';
  return message;
}

let settings: ApiSettings | undefined;
try {
  settings = readApiSettings();
  await run(settings, pino({ level: settings.logLevel, base: { service: 'api' } }));
} catch (error) {
  process.stderr.write(`${sentence(error, settings)}\n`);
  process.exitCode = 1;
}
// Rings that still wait for Temporal must not hold the process: the delivery loop rings again.
process.exit();
