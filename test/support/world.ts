import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import {
  bundleWorkflowCode,
  NativeConnection,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { multistream, pino, type Level, type Logger } from 'pino';
import { inject } from 'vitest';
import { createActivities } from '../../activities/all.ts';
import { sendQueued } from '../../activities/mail.ts';
import type { Db } from '../../db/client.ts';
import { createLinkTokens, type LinkTokens } from '../../db/link-token.ts';
import type { Clock } from '../../domain/clock.ts';
import { createMailTransport } from '../../mail/transport.ts';
import { deliverOnce, runDeliveryLoop, type DeliveryLoopDeps } from '../../temporal/delivery-loop.ts';
import { createRinger, type Ring } from '../../temporal/ring.ts';
import { registerSearchAttributes } from '../../temporal/search-attributes.ts';
import type { Rehearsal } from '../../workflows/process/messages.ts';
import { startInbox, type SmtpInbox } from '../mail/smtp-inbox.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { seedFirm, type Firm } from './people.ts';
import { testSeal } from './receipt-seal.ts';
import { replayHistories } from './replay.ts';
import { settle } from './settle.ts';
import { expectNoSecretLeft, rememberLogs, secretsOf } from './token-hygiene.ts';

/** A clock that tests set. */
interface SettableClock extends Clock {
  set(to: Date | string): void;
}

/** One test file's world on the shared servers: a database, a mailbox, a task queue with a worker, and a small firm. */
export interface World {
  readonly database: TestDatabase;
  readonly firm: Firm;
  readonly inbox: SmtpInbox;
  readonly client: Client;
  readonly taskQueue: string;
  readonly clock: SettableClock;
  readonly links: LinkTokens;
  readonly log: Logger;
  /** What `untilQuiet` looks at. */
  readonly scene: { readonly client: Client; readonly db: Db };
  readonly ring: Ring;
  /** Sends mails that a test had queued by hand. */
  readonly sendMail: (input: { readonly notificationIds: readonly string[] }) => Promise<void>;
  /** One round of the worker's delivery loop. */
  readonly deliver: () => Promise<number>;
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  /**
   * Stops the worker, replays every history of this world's processes and drops the database. Throws if a token or code was left in
   * it, in a history or in a log.
   */
  close(): Promise<void>;
}

const publicUrl = 'http://127.0.0.1';

const links = createLinkTokens([{ id: 'test', key: Buffer.alloc(32, 7) }]);

let bundle: Promise<WorkflowBundleWithSourceMap> | undefined;

/** The workflows as a worker runs them, bundled once per test file. */
export function workflowBundle(): Promise<WorkflowBundleWithSourceMap> {
  bundle ??= bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../../workflows/index.ts', import.meta.url)),
    logger: remembering,
  });
  return bundle;
}

const logs = rememberLogs();
const { note } = logs;
const remembering = {
  log: (level: string, ...said: [string, unknown?]) => note(...said),
  trace: note,
  debug: note,
  info: note,
  warn: note,
  error: note,
};
Runtime.install({ logger: remembering, shutdownSignals: [] });
const shown = process.env['TEST_LOG'];
const log = pino(
  { level: 'trace' },
  multistream([
    { level: 'trace', stream: logs.stream },
    ...(shown === undefined ? [] : [{ level: shown as Level, stream: process.stdout }]),
  ]),
);

function settableClock(): SettableClock {
  let fixed: Date | undefined;
  return {
    now: () => (fixed ? new Date(fixed) : new Date()),
    set: (to) => {
      fixed = new Date(to);
    },
  };
}

interface Parts {
  readonly client: Client;
  readonly native: NativeConnection;
  readonly connection: Connection;
}

async function connectTemporal(address: string): Promise<Parts> {
  const namespace = inject('temporalNamespace');
  const connection = await Connection.connect({ address });
  const native = await NativeConnection.connect({ address });
  await registerSearchAttributes(native, namespace);
  return { client: new Client({ connection, namespace }), native, connection };
}

interface WorkerParts {
  readonly native: NativeConnection;
  readonly taskQueue: string;
  readonly activities: object;
  readonly loop: Omit<DeliveryLoopDeps, 'sendMails'>;
}

// Nothing is overdue before its time by the machine, however far a world's clock is ahead.
const atMost = (clock: Clock): Clock => ({
  now: () => new Date(Math.min(clock.now().getTime(), Date.now())),
});

function workerSwitch(
  parts: WorkerParts,
): Pick<World, 'startWorker' | 'stopWorker'> & { readonly runs: () => boolean } {
  let running: { worker: Worker; loop: AbortController; done: Promise<unknown> } | undefined;
  return {
    runs: () => running !== undefined,
    async startWorker() {
      const worker = await Worker.create({
        connection: parts.native,
        namespace: inject('temporalNamespace'),
        taskQueue: parts.taskQueue,
        workflowBundle: await workflowBundle(),
        activities: parts.activities,
      });
      const loop = new AbortController();
      const rings = runDeliveryLoop(
        { ...parts.loop, clock: atMost(parts.loop.clock), sendMails: () => Promise.resolve() },
        { signal: loop.signal, pauseMs: 250 },
      );
      running = { worker, loop, done: Promise.all([worker.run(), rings]) };
    },
    async stopWorker() {
      running?.loop.abort();
      running?.worker.shutdown();
      await running?.done;
      running = undefined;
    },
  };
}

/** `rehearsal` gives workflows that a ring starts their time; `temporalAddress` may name a proxy; without mail, every mail is kept as suppressed. */
interface WorldOptions {
  readonly rehearsal?: () => Rehearsal;
  readonly temporalAddress?: string;
  readonly mailEnabled?: boolean;
  /** How many accounts a scoring takes at once. */
  readonly accountsAtOnce?: number;
}

/** Opens a world. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const linesBefore = logs.lines.length;
  const database = await createTestDatabase();
  const db = database.app;
  const accountId = String(randomInt(1_000_000, 2_000_000_000));
  const firm = await seedFirm(db, accountId);
  const inbox = await startInbox();
  const taskQueue = `test-${accountId}`;
  const temporal = await connectTemporal(options.temporalAddress ?? inject('temporalAddress'));
  const scene = { client: temporal.client, db };
  const clock = settableClock();
  const { rehearsal } = options;
  const ring = createRinger({ ...scene, taskQueue, log, ...(rehearsal && { rehearsal }) });
  const transport = createMailTransport({ smtpUrl: inbox.url, from: 'KAM <kam@example.com>' });
  const sending = { db, log, clock, transport, publicUrl, mailEnabled: options.mailEnabled ?? true };
  const mail = { ...sending, links, receipts: testSeal };
  const activities = createActivities({
    ...mail,
    ring,
    ...(options.accountsAtOnce !== undefined && { accountsAtOnce: options.accountsAtOnce }),
  });
  const loop = { db, ring, clock, log };
  const { runs, ...worker } = workerSwitch({ ...temporal, taskQueue, activities, loop });
  const deliver = (): Promise<number> => deliverOnce({ ...loop, sendMails: () => sendQueued(mail) });
  const close = async (): Promise<void> => {
    // A history that ends in the middle of a task cannot be replayed to its end.
    if (runs()) await settle({ scene, deliver });
    await worker.stopWorker();
    const histories = await replayHistories({ ...scene, bundle: await workflowBundle() });
    await Promise.all([temporal.connection.close(), temporal.native.close(), inbox.close()]);
    const secrets = await secretsOf(db, inbox.mails);
    const texts = logs.lines.slice(linesBefore).map((line) => ['a log line', line] as const);
    await expectNoSecretLeft(secrets, { db, histories, texts }).finally(() => database.drop());
  };
  const sendMail: World['sendMail'] = (mails) => activities.sendMail(mails);
  const tools = { sendMail, clock, links, log, ring, deliver, taskQueue };
  return { database, firm, inbox, ...scene, scene, ...tools, ...worker, close };
}
