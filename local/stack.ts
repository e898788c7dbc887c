import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureNamespace } from '../temporal/namespace.ts';
import type { Child } from './child-process.ts';
import { prepareRoles } from './database-roles.ts';
import { createLauncher } from './launcher.ts';
import type { Launcher } from './launcher.ts';
import { startMailbox } from './mailbox.ts';
import { startPostgres } from './postgres.ts';
import { createFirstKey, loadSampleData, migrateDatabase, startService } from './services.ts';
import type { ServiceOptions } from './services.ts';
import { writeStackEnvironment } from './stack-environment.ts';
import type { StackEnvironment, StackPorts } from './stack-environment.ts';
import { prepareFolder, stackFolder } from './stack-folder.ts';
import type { StackFolder } from './stack-folder.ts';
import { claimStack, rememberParts } from './stack-record.ts';
import { refuseTakenPorts } from './taken-ports.ts';
import { findTemporalServer, startTemporal } from './temporal-server.ts';
import type { TemporalSource } from './temporal-server.ts';

/** Where and how to run the stack: without `temporalAddress` it starts a Temporal server of its own. */
export interface StackOptions {
  readonly projectFolder: string;
  readonly folder: string;
  readonly cacheFolder: string;
  readonly ports: StackPorts;
  readonly temporalAddress: string | undefined;
  readonly temporalNamespace: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly withSample: boolean;
  readonly report: (line: string) => void;
  /** Aborting it gives the start up; all that has been started is ended. */
  readonly signal: AbortSignal;
}

/** A stack that is ready, and the API key made at its first start. */
export interface RunningStack {
  readonly variables: StackEnvironment['variables'];
  readonly apiKey: string | undefined;
  /** Ends every part, the last one started first. */
  stop(): Promise<void>;
}

interface Work extends StackOptions {
  readonly launcher: Launcher;
  readonly layout: StackFolder;
  readonly written: StackEnvironment;
}

/**
 * Starts every part of the stack, side by side where none needs the other. If one fails, the rest is ended and a
 * `StackError` says why.
 */
export async function startStack(options: StackOptions): Promise<RunningStack> {
  const layout = stackFolder(options.folder);
  await prepareFolder(layout);
  await claimStack(layout.recordFile, options.report);
  const started: Child[] = [];
  const launcher = createLauncher({
    onStarted: (child) => {
      started.push(child);
      rememberParts(layout.recordFile, { children: started, ready: false });
    },
    onLost: ({ name, logFile }, status) => options.report(`${name} ended with ${status}. Read ${logFile}.`),
  });
  const stop = async (): Promise<void> => {
    await launcher.stop();
    rmSync(layout.recordFile, { force: true });
  };
  options.signal.addEventListener('abort', () => void launcher.stop());
  try {
    await refuseTakenPorts(options.ports, ownParts(options));
    const written = await writeStackEnvironment({ ...options, folder: layout });
    const apiKey = await startParts({ ...options, launcher, layout, written });
    rememberParts(layout.recordFile, { children: started, ready: true });
    return { variables: written.variables, apiKey, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startParts(work: Work): Promise<string | undefined> {
  const { launcher, layout, ports } = work;
  const announce = (name: string) => (): void => work.report(`${name} is up.`);
  const postgres = startPostgres({
    launcher,
    dataFolder: layout.postgres,
    logFile: layout.log('postgres'),
    port: ports.postgres,
    password: work.written.passwords.superuser,
  });
  const temporal = startTemporalOf(work, postgres).then(announce('Temporal'));
  const mail = { launcher, mailFolder: layout.mailbox, logFile: layout.log('mailbox') };
  const mailbox = startMailbox({ ...mail, smtpPort: ports.smtp, webPort: ports.mailbox });
  const database = postgres.then((url) => prepareDatabase(work, url));
  const key = database.then(createFirstKey);
  const sample = database.then((services) => (work.withSample ? loadSampleData(services) : undefined));
  const api = database.then((services) =>
    startService(services, { entry: 'api', name: 'The API', port: ports.api }),
  );
  const worker = Promise.all([database, temporal]).then(([services]) =>
    startService(services, { entry: 'worker', name: 'The worker', port: ports.worker }),
  );
  const [apiKey] = await Promise.all([
    key,
    postgres.then(announce('PostgreSQL')),
    mailbox.then(announce('The mailbox')),
    api.then(announce('The API')),
    worker.then(announce('The worker')),
    sample,
  ]);
  return apiKey;
}

async function prepareDatabase(work: Work, superuserUrl: string): Promise<ServiceOptions> {
  await prepareRoles(superuserUrl, work.written.passwords);
  const { DATABASE_URL = '', MIGRATION_DATABASE_URL = '' } = work.written.variables;
  const databaseUrl = new URL(superuserUrl);
  databaseUrl.pathname = '/kam';
  const services = {
    launcher: work.launcher,
    folder: work.layout,
    projectFolder: work.projectFolder,
    // The user's own settings come first, but the stack works on no database other than its own.
    environment: {
      ...work.written.variables,
      ...work.environment,
      DATABASE_URL,
      MIGRATION_DATABASE_URL,
      KAM_FOLDER: work.folder,
    },
    databaseUrl: databaseUrl.href,
    report: work.report,
  };
  await migrateDatabase(services);
  return services;
}

async function startTemporalOf(work: Work, postgres: Promise<string>): Promise<void> {
  const { layout, ports, temporalAddress: address, temporalNamespace: namespace } = work;
  if (address !== undefined) return ensureNamespace({ address }, namespace);
  const [source, postgresUrl] = await Promise.all([findSource(work), postgres]);
  await startTemporal(source, {
    launcher: work.launcher,
    folder: layout.temporal,
    logFile: layout.log('temporal'),
    postgresUrl,
    namespace,
    port: ports.temporal,
    uiPort: ports.temporalUi,
  });
  await ensureNamespace({ address: `127.0.0.1:${String(ports.temporal)}` }, namespace);
}

async function findSource({
  projectFolder,
  cacheFolder,
  layout,
  report,
  signal,
}: Work): Promise<TemporalSource> {
  const kindFile = join(layout.temporal, 'kind');
  const previousKind = existsSync(kindFile) ? readFileSync(kindFile, 'utf8') : undefined;
  const source = await findTemporalServer({
    moduleFolder: join(projectFolder, 'local', 'temporal'),
    cacheFolder,
    report,
    signal,
    ...(previousKind === 'built' && { previousKind }),
  });
  await mkdir(layout.temporal, { recursive: true });
  writeFileSync(kindFile, source.kind);
  return source;
}

function ownParts({ temporalAddress }: StackOptions): readonly (keyof StackPorts)[] {
  const always = ['api', 'worker', 'postgres', 'mailbox', 'smtp'] as const;
  return temporalAddress === undefined ? [...always, 'temporal', 'temporalUi'] : always;
}
