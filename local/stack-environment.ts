import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import type { StackFolder } from './stack-folder.ts';
import { StackError } from './stack-error.ts';

/** The ports the stack listens on at 127.0.0.1, one per part. */
export interface StackPorts {
  readonly api: number;
  readonly worker: number;
  readonly postgres: number;
  readonly temporal: number;
  readonly temporalUi: number;
  readonly mailbox: number;
  readonly smtp: number;
}

/** What the addresses and secrets are made from; `temporalAddress` is set where the stack has no server of its own. */
export interface EnvironmentOptions {
  readonly folder: StackFolder;
  readonly ports: StackPorts;
  readonly temporalNamespace: string;
  readonly temporalAddress: string | undefined;
}

/** The environment variables of the stack's processes, and the passwords of PostgreSQL's three logins. */
export interface StackEnvironment {
  readonly variables: Readonly<Record<string, string>>;
  readonly passwords: { readonly superuser: string; readonly owner: string; readonly service: string };
}

/**
 * Writes the file `env` of the stack's folder, readable by its owner only: the addresses of this start, and secrets
 * that are made once and kept. Other lines that someone has added are kept too.
 */
export async function writeStackEnvironment(options: EnvironmentOptions): Promise<StackEnvironment> {
  const { environmentFile, postgres } = options.folder;
  const kept = existsSync(environmentFile) ? parseEnv(readFileSync(environmentFile, 'utf8')) : {};
  if (existsSync(postgres) && kept['POSTGRES_SUPERUSER_PASSWORD'] === undefined) {
    throw new StackError(
      `The file ${environmentFile} with the passwords of ${postgres} is missing or damaged.`,
      `Put it back, or remove ${options.folder.path} to start from nothing.`,
    );
  }
  const passwords = {
    superuser: kept['POSTGRES_SUPERUSER_PASSWORD'] ?? newPassword(),
    owner: passwordIn(kept['MIGRATION_DATABASE_URL']) ?? newPassword(),
    service: passwordIn(kept['DATABASE_URL']) ?? newPassword(),
  };
  const variables = {
    LINK_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    RECEIPT_KEYS: `r1:${randomBytes(32).toString('base64')}`,
    MAIL_FROM: 'Key accounts <kam@localhost.localdomain>',
    ...kept,
    ...addresses(options, passwords),
    POSTGRES_SUPERUSER_PASSWORD: passwords.superuser,
  };
  const lines = Object.entries(variables).map(([name, value]) => `${name}="${value}"\n`);
  const draft = `${environmentFile}.${String(process.pid)}`;
  await writeFile(draft, lines.join(''), { mode: 0o600 });
  await rename(draft, environmentFile);
  return { variables, passwords };
}

function addresses(
  options: EnvironmentOptions,
  passwords: StackEnvironment['passwords'],
): Record<string, string> {
  const { ports, temporalAddress, temporalNamespace } = options;
  const database = `127.0.0.1:${String(ports.postgres)}/kam`;
  return {
    DATABASE_URL: `postgresql://kam_service:${passwords.service}@${database}`,
    MIGRATION_DATABASE_URL: `postgresql://kam_owner:${passwords.owner}@${database}`,
    TEMPORAL_ADDRESS: temporalAddress ?? `127.0.0.1:${String(ports.temporal)}`,
    TEMPORAL_NAMESPACE: temporalNamespace,
    TEMPORAL_UI_URL: temporalAddress === undefined ? `http://127.0.0.1:${String(ports.temporalUi)}` : '',
    PUBLIC_URL: `http://127.0.0.1:${String(ports.api)}`,
    API_PORT: String(ports.api),
    WORKER_PORT: String(ports.worker),
    SMTP_URL: `smtp://127.0.0.1:${String(ports.smtp)}`,
    MAILBOX_PORT: String(ports.mailbox),
    MAILBOX_URL: `http://127.0.0.1:${String(ports.mailbox)}`,
    POSTGRES_PORT: String(ports.postgres),
  };
}

function newPassword(): string {
  return randomBytes(18).toString('base64url');
}

function passwordIn(url: string | undefined): string | undefined {
  return url === undefined ? undefined : new URL(url).password;
}
