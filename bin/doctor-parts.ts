import { once } from 'node:events';
import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import { connect as connectTls } from 'node:tls';
import { connect } from '../db/client.ts';
import type { Db } from '../db/client.ts';
import { newestMigration } from '../db/migrate.ts';
import { probePort } from '../local/ports.ts';
import { findNamespace, temporalVersion } from '../temporal/namespace.ts';
import type { DoctorSettings } from './settings.ts';

const PATIENCE_MS = 5_000;

/** One part of the installation: `version` is null while it is down or where it tells none; `hint` says what to do. */
export interface PartReport {
  readonly name: string;
  readonly up: boolean;
  readonly version: string | null;
  readonly address: string;
  readonly hint: string | null;
}

interface Examination {
  readonly name: string;
  readonly address: string;
  readonly hint: string;
  /** Resolves with the version, null where the part tells none, or rejects with what is wrong. */
  readonly examine: () => Promise<string | null>;
}

/** Looks at every part at once and reports them in the order in which they depend on each other. */
export async function examineParts(settings: DoctorSettings): Promise<readonly PartReport[]> {
  const db = connect(settings.databaseUrl, { poolMax: 2 });
  try {
    const parts = [
      ...databaseParts(settings, db),
      ...temporalParts(settings),
      ...mailParts(settings),
      ...services(settings),
    ];
    return await Promise.all(parts.map(report));
  } finally {
    await db.destroy();
  }
}

function databaseParts({ databaseUrl }: DoctorSettings, db: Db): Examination[] {
  const { host, hostname, port, pathname } = new URL(databaseUrl);
  const address = `${host}${pathname}`;
  const reach = (): Promise<void> => probePort(hostname, Number(port || 5432));
  return [
    {
      name: 'node',
      address: process.execPath,
      hint: 'Install Node 20.19 or later.',
      examine: () => Promise.resolve(process.versions.node),
    },
    {
      name: 'postgres',
      address,
      hint: 'Run "npm start", or correct DATABASE_URL.',
      examine: async () => {
        await reach();
        const { rows } = await db.raw<{ rows: { server_version: string }[] }>('show server_version');
        return rows[0]?.server_version ?? null;
      },
    },
    {
      name: 'schema',
      address,
      hint: 'Once postgres is up, run "node bin/migrate.js" with MIGRATION_DATABASE_URL.',
      examine: async () => {
        await reach();
        return newestMigration(db);
      },
    },
  ];
}

function temporalParts({ temporal, temporalUiUrl }: DoctorSettings): Examination[] {
  const { address, namespace } = temporal;
  const hint = 'Run "npm start", or correct TEMPORAL_ADDRESS.';
  const server = { name: 'temporal', address, hint, examine: () => temporalVersion(temporal) };
  const known = {
    name: 'namespace',
    address: `${address}/${namespace}`,
    hint: 'Register it, or correct TEMPORAL_NAMESPACE.',
    examine: async () => {
      await findNamespace(temporal, namespace);
      return namespace;
    },
  };
  if (temporalUiUrl === undefined) return [server, known];
  const ui = {
    name: 'temporal-ui',
    address: temporalUiUrl,
    hint: 'Run "npm start", or correct TEMPORAL_UI_URL.',
    examine: async () => (await fetchJson(`${temporalUiUrl}/api/v1/settings`))['Version'] ?? null,
  };
  return [server, known, ui];
}

function mailParts({ mail, mailboxPort }: DoctorSettings): Examination[] {
  const { hostname, port, protocol } = new URL(mail.smtpUrl);
  const smtpPort = Number(port) || (protocol === 'smtps:' ? 465 : 25);
  const address = `${hostname}:${String(smtpPort)}`;
  const greet = (): Promise<string> =>
    smtpGreeting({ hostname, port: smtpPort, encrypted: protocol === 'smtps:' });
  if (mailboxPort === undefined) {
    return [
      { name: 'smtp', address, hint: 'Correct SMTP_URL, or ask who runs the mail server.', examine: greet },
    ];
  }
  const page = `http://127.0.0.1:${String(mailboxPort)}`;
  const examine = async (): Promise<string | null> => {
    await greet();
    return (await fetchJson(`${page}/config`))['version'] ?? null;
  };
  return [{ name: 'mailbox', address: `${page} (SMTP ${address})`, hint: 'Run "npm start".', examine }];
}

function services({ apiAddress, workerAddress }: DoctorSettings): Examination[] {
  return Object.entries({ api: apiAddress, worker: workerAddress }).map(([name, address]) => ({
    name,
    address,
    hint: `Run "npm start", or start "node bin/${name}.js" again; its log says why it ended.`,
    examine: async () => (await fetchJson(`${address}/readyz`))['version'] ?? null,
  }));
}

async function report({ name, address, hint, examine }: Examination): Promise<PartReport> {
  try {
    return { name, up: true, version: await examine(), address, hint: null };
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    const reason = (message || (code ?? 'No answer')).replace(/\.$/, '');
    return { name, up: false, version: null, address, hint: `${reason}. ${hint}` };
  }
}

async function fetchJson(url: string): Promise<Readonly<Record<string, string | undefined>>> {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => {
    throw new Error('Nothing answers there');
  });
  if (!response.ok) throw new Error(`It answers ${String(response.status)}`);
  return (await response.json()) as Readonly<Record<string, string | undefined>>;
}

interface SmtpServer {
  readonly hostname: string;
  readonly port: number;
  readonly encrypted: boolean;
}

/** The words after 220 in a mail server's greeting, which is all that it tells of itself. */
async function smtpGreeting({ hostname, port, encrypted }: SmtpServer): Promise<string> {
  const socket = encrypted
    ? connectTls({ host: hostname, port, servername: hostname })
    : createConnection(port, hostname);
  socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('It does not greet')));
  try {
    const [line] = (await once(createInterface({ input: socket }), 'line')) as [string];
    if (!line.startsWith('220')) throw new Error(`It answers ${line.slice(0, 3)}`);
    return line.slice(4);
  } finally {
    socket.destroy();
  }
}
