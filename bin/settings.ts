import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import type { LinkKey } from '../db/link-token.ts';
import type { ReceiptKey } from '../db/receipt-keys.ts';
import { DomainError } from '../domain/errors.ts';
import type { StackPorts } from '../local/stack-environment.ts';
import { variables } from './settings-variables.ts';

/** Environment variables by name, as Node gives them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** How to reach Temporal; the API key implies TLS. */
export interface TemporalSettings {
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly apiKey: string | undefined;
  readonly tls: boolean;
}

/** How mail goes out: not at all unless `enabled`, and all of it to `redirectTo` where that is set. */
export interface MailSettings {
  readonly enabled: boolean;
  readonly smtpUrl: string;
  readonly from: string;
  readonly redirectTo: string | undefined;
}

/** What API and worker both need. */
export interface ServiceSettings {
  readonly databaseUrl: string;
  readonly temporal: TemporalSettings;
  readonly mail: MailSettings;
  readonly publicUrl: string;
  readonly linkKeys: readonly LinkKey[];
  /** Hosts that chats may be on though their addresses are private. */
  readonly chatPrivateHosts: readonly string[];
  readonly logLevel: z.infer<typeof variables.LOG_LEVEL>;
}

/** The API's settings: the service's, the keys that sign receipts, where it listens and behind how many proxies, and what its home page links to. */
export interface ApiSettings extends ServiceSettings {
  readonly receiptKeys: readonly ReceiptKey[];
  readonly host: string;
  readonly port: number;
  readonly proxies: number;
  readonly temporalUiUrl: string | undefined;
  readonly mailboxUrl: string | undefined;
}

/** The worker's settings: the service's, the keys that sign receipts, the port of its health and metrics, and a prebuilt workflow bundle. */
export interface WorkerSettings extends ServiceSettings {
  readonly receiptKeys: readonly ReceiptKey[];
  readonly port: number;
  readonly workflowBundle: string | undefined;
}

/** The embedded stack's settings: its folders and ports, and a Temporal server to use instead of its own. */
export interface StackSettings {
  readonly projectFolder: string;
  readonly folder: string;
  readonly cacheFolder: string;
  readonly temporalAddress: string | undefined;
  readonly temporalNamespace: string;
  readonly ports: StackPorts;
  readonly environment: Environment;
}

/** What `kam doctor` looks at; `mailboxPort` is set where the embedded stack runs. */
export interface DoctorSettings extends ServiceSettings {
  readonly apiAddress: string;
  readonly workerAddress: string;
  readonly temporalUiUrl: string | undefined;
  readonly mailboxPort: number | undefined;
}

/** Servers the test run adopts instead of starting some, and the folders it builds one with. */
export interface TestSettings {
  readonly projectFolder: string;
  readonly cacheFolder: string;
  readonly postgresUrl: string | undefined;
  readonly temporalAddress: string | undefined;
}

const PROJECT_FOLDER = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const SERVICE = [
  'DATABASE_URL',
  'TEMPORAL_ADDRESS',
  'TEMPORAL_NAMESPACE',
  'TEMPORAL_TASK_QUEUE',
  'TEMPORAL_API_KEY',
  'TEMPORAL_TLS',
  'SMTP_URL',
  'MAIL_FROM',
  'MAIL_ENABLED',
  'MAIL_REDIRECT_TO',
  'PUBLIC_URL',
  'LINK_KEYS',
  'CHAT_ALLOWED_PRIVATE_HOSTS',
  'LOG_LEVEL',
] as const;
const PORTS = [
  'API_PORT',
  'WORKER_PORT',
  'POSTGRES_PORT',
  'TEMPORAL_PORT',
  'TEMPORAL_UI_PORT',
  'MAILBOX_PORT',
  'MAILBOX_SMTP_PORT',
] as const;

/** The API's settings. Throws a `DomainError` that lists every missing or wrong variable at once. */
export function readApiSettings(environment: Environment = currentEnvironment()): ApiSettings {
  const names = [
    ...SERVICE,
    'RECEIPT_KEYS',
    'API_HOST',
    'API_PORT',
    'TRUST_PROXY',
    'TEMPORAL_UI_URL',
    'MAILBOX_URL',
  ] as const;
  const values = check(names, environment);
  return {
    ...service(values),
    receiptKeys: values.RECEIPT_KEYS,
    host: values.API_HOST,
    port: values.API_PORT,
    proxies: values.TRUST_PROXY,
    temporalUiUrl: values.TEMPORAL_UI_URL,
    mailboxUrl: values.MAILBOX_URL,
  };
}

/** The worker's settings. Throws a `DomainError` that lists every missing or wrong variable at once. */
export function readWorkerSettings(environment: Environment = currentEnvironment()): WorkerSettings {
  const values = check([...SERVICE, 'RECEIPT_KEYS', 'WORKER_PORT', 'WORKFLOW_BUNDLE'], environment);
  return {
    ...service(values),
    receiptKeys: values.RECEIPT_KEYS,
    port: values.WORKER_PORT,
    workflowBundle: values.WORKFLOW_BUNDLE,
  };
}

/** What `bin/migrate` needs: the owner's database address. Throws like the others. */
export function readMigrateSettings(environment: Environment = currentEnvironment()): {
  readonly databaseUrl: string;
} {
  return { databaseUrl: check(['MIGRATION_DATABASE_URL'], environment).MIGRATION_DATABASE_URL };
}

/** What the `kam` commands need: the service's settings, read as the service reads them. Throws like the others. */
export function readCommandSettings(environment: Environment = currentEnvironment()): ServiceSettings {
  return service(check(SERVICE, environment));
}

/** The address that people reach the service at, for commands that need nothing else. Throws like the others. */
export function readPublicUrl(environment: Environment = currentEnvironment()): string {
  return check(['PUBLIC_URL'], environment).PUBLIC_URL;
}

/** What `kam doctor` needs: the service's settings and where its parts listen. Throws like the others. */
export function readDoctorSettings(environment: Environment = currentEnvironment()): DoctorSettings {
  const names = [
    ...SERVICE,
    'API_HOST',
    'API_PORT',
    'WORKER_PORT',
    'MAILBOX_PORT',
    'TEMPORAL_UI_URL',
  ] as const;
  const values = check(names, environment);
  const host = values.API_HOST === '0.0.0.0' ? '127.0.0.1' : values.API_HOST;
  return {
    ...service(values),
    apiAddress: `http://${host}:${String(values.API_PORT)}`,
    workerAddress: `http://127.0.0.1:${String(values.WORKER_PORT)}`,
    temporalUiUrl: values.TEMPORAL_UI_URL,
    mailboxPort: environment['MAILBOX_PORT'] === undefined ? undefined : values.MAILBOX_PORT,
  };
}

/** The embedded stack's settings. Throws a `DomainError` that lists every wrong variable at once. */
export function readStackSettings(environment: Environment = chosenEnvironment()): StackSettings {
  const values = check([...PORTS, 'TEMPORAL_NAMESPACE'], environment);
  return {
    projectFolder: PROJECT_FOLDER,
    folder: kamFolder(environment),
    cacheFolder: cacheFolder(environment),
    // Only a server that the user names: its default is the stack's own.
    temporalAddress: environment['TEMPORAL_ADDRESS'],
    temporalNamespace: values.TEMPORAL_NAMESPACE,
    ports: ports(values),
    environment,
  };
}

/** What the test run needs: servers to adopt instead of starting some, and the folders to build one with. */
export function readTestSettings(environment: Environment = chosenEnvironment()): TestSettings {
  const values = check(['TEST_POSTGRES_URL', 'TEST_TEMPORAL_ADDRESS'], environment);
  return {
    projectFolder: PROJECT_FOLDER,
    cacheFolder: cacheFolder(environment),
    postgresUrl: values.TEST_POSTGRES_URL,
    temporalAddress: values.TEST_TEMPORAL_ADDRESS,
  };
}

type Values<Name extends keyof typeof variables> = { [Key in Name]: z.output<(typeof variables)[Key]> };

function check<Name extends keyof typeof variables>(
  names: readonly Name[],
  environment: Environment,
): Values<Name> {
  const shape = Object.fromEntries(names.map((name) => [name, variables[name]]));
  const given = Object.fromEntries(
    names.map((name) => [name, environment[name] === '' ? undefined : environment[name]]),
  );
  const result = z.object(shape).safeParse(given);
  if (result.success) return result.data as Values<Name>;
  const faults = result.error.issues.map((issue) => {
    const path = issue.path.join('.');
    return { path, message: given[path as Name] === undefined ? 'is missing' : issue.message };
  });
  const list = faults.map(({ path, message }) => `\n  ${path} ${message}`).join('');
  throw new DomainError(
    'invalid',
    `These settings are to be corrected (.env.example describes them, "npm start" makes a set for this machine):${list}`,
    faults,
  );
}

function service(values: Values<(typeof SERVICE)[number]>): ServiceSettings {
  return {
    databaseUrl: values.DATABASE_URL,
    temporal: {
      address: values.TEMPORAL_ADDRESS,
      namespace: values.TEMPORAL_NAMESPACE,
      taskQueue: values.TEMPORAL_TASK_QUEUE,
      apiKey: values.TEMPORAL_API_KEY,
      tls: values.TEMPORAL_TLS,
    },
    mail: {
      enabled: values.MAIL_ENABLED,
      smtpUrl: values.SMTP_URL,
      from: values.MAIL_FROM,
      redirectTo: values.MAIL_REDIRECT_TO,
    },
    publicUrl: values.PUBLIC_URL,
    linkKeys: values.LINK_KEYS,
    chatPrivateHosts: values.CHAT_ALLOWED_PRIVATE_HOSTS,
    logLevel: values.LOG_LEVEL,
  };
}

function ports(values: Values<(typeof PORTS)[number]>): StackPorts {
  return {
    api: values.API_PORT,
    worker: values.WORKER_PORT,
    postgres: values.POSTGRES_PORT,
    temporal: values.TEMPORAL_PORT,
    temporalUi: values.TEMPORAL_UI_PORT,
    mailbox: values.MAILBOX_PORT,
    smtp: values.MAILBOX_SMTP_PORT,
  };
}

// What the user has chosen: the environment over the file .env.
function chosenEnvironment(): Environment {
  return { ...readEnvFile(join(PROJECT_FOLDER, '.env')), ...process.env };
}

// What the user has chosen over what the embedded stack wrote down for its processes.
function currentEnvironment(): Environment {
  const chosen = chosenEnvironment();
  return { ...readEnvFile(join(kamFolder(chosen), 'env')), ...chosen };
}

function kamFolder(environment: Environment): string {
  return resolve(PROJECT_FOLDER, environment['KAM_FOLDER'] ?? '.kam');
}

function cacheFolder(environment: Environment): string {
  return join(environment['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'kam');
}

function readEnvFile(path: string): Environment {
  return existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {};
}
