import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { readComposeFile } from './compose-file.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
const suffix = randomBytes(4).toString('hex');
const superuser = new URL(inject('postgresUrl'));
const file = readComposeFile({
  POSTGRES_PASSWORD: 'superuser',
  KAM_OWNER_PASSWORD: 'owner',
  KAM_SERVICE_PASSWORD: 'service',
  TEMPORAL_DB_PASSWORD: 'temporal',
  LINK_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  RECEIPT_KEYS: `r1:${randomBytes(32).toString('base64')}`,
});
const mailServer = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'] });
const started: ChildProcess[] = [];
let smtpPort = 0;

/** The roles and databases that the container of Postgres makes at its first start, under names of this test's own. */
async function createRoles(): Promise<void> {
  const script = file.configs['postgres-roles']?.content.split("<<'SQL'\n")[1]?.split('\nSQL')[0] ?? '';
  const statements = script
    .replaceAll(/:'(\w+)'/g, "'$1'")
    .replaceAll(/\b(kam_owner|kam_service|kam|temporal|temporal_visibility)\b(?!')/g, `$1_${suffix}`)
    .split('\n')
    .filter((line) => !line.startsWith('create role kam_app'));
  expect(statements.length).toBeGreaterThan(4);
  const client = new pg.Client({ connectionString: superuser.href });
  await client.connect();
  await client.query("select pg_advisory_lock(hashtext('kam_app'))");
  const { rowCount } = await client.query("select 1 from pg_roles where rolname = 'kam_app'");
  if (rowCount === 0) await client.query('create role kam_app nologin');
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** The service's environment as Compose gives it, with the host names of its network led to this test's servers. */
function environmentOf(service: string, ports: Readonly<Record<string, string>>): Record<string, string> {
  const environment = { ...file.services[service]?.environment };
  for (const [name, value] of Object.entries(environment)) {
    environment[name] = value
      .replace(/kam_(owner|service):/, `kam_$1_${suffix}:`)
      .replace('@postgres:5432/kam', `@${superuser.host}/kam_${suffix}`)
      .replace(/^temporal:7233$/, inject('temporalAddress'))
      .replace('//mailpit:1025', `//127.0.0.1:${String(smtpPort)}`);
  }
  if ('TEMPORAL_NAMESPACE' in environment) environment['TEMPORAL_NAMESPACE'] = inject('temporalNamespace');
  if ('TEMPORAL_TASK_QUEUE' in environment) environment['TEMPORAL_TASK_QUEUE'] = `compose-${suffix}`;
  return { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...environment, ...ports };
}

async function letDatabaseAnswer(answers: boolean): Promise<void> {
  const client = new pg.Client({ connectionString: superuser.href });
  await client.connect();
  await client.query(`alter database kam_${suffix} with allow_connections ${String(answers)}`);
  if (!answers)
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      `kam_${suffix}`,
    ]);
  await client.end();
}

function start(service: string, ports: Readonly<Record<string, string>> = {}): ChildProcess {
  const [program = '', ...rest] = file.services[service]?.command ?? [];
  const child = spawn(program, rest, { cwd: root, env: environmentOf(service, ports), stdio: 'inherit' });
  started.push(child);
  return child;
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return String(port);
}

async function isReady(port: string): Promise<number | undefined> {
  return await fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ status }) => status,
    () => undefined,
  );
}

beforeAll(async () => {
  await run('npm', ['run', 'build'], { cwd: root });
  mailServer.listen(0, '127.0.0.1');
  await once(mailServer.server, 'listening');
  smtpPort = (mailServer.server.address() as AddressInfo).port;
  await createRoles();
});

afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await new Promise<void>((resolve) => mailServer.close(resolve));
});

test('the built processes run with the commands and settings of docker-compose.yml, and the worker is unready without its database', async () => {
  expect(await exitOf(start('migrate'))).toBe(0);

  const ports = { API_PORT: await freePort(), WORKER_PORT: await freePort() };
  const api = start('api', { API_PORT: ports.API_PORT });
  const worker = start('worker', { WORKER_PORT: ports.WORKER_PORT });
  const until = { timeout: 90_000, interval: 200 };
  await expect.poll(() => isReady(ports.API_PORT), until).toBe(200);
  await expect.poll(() => isReady(ports.WORKER_PORT), until).toBe(200);

  await letDatabaseAnswer(false);
  await expect.poll(() => isReady(ports.WORKER_PORT), until).toBe(503);
  await letDatabaseAnswer(true);
  await expect.poll(() => isReady(ports.WORKER_PORT), until).toBe(200);

  api.kill('SIGTERM');
  worker.kill('SIGTERM');
  expect(await Promise.all([exitOf(api), exitOf(worker)])).toEqual([0, 0]);
});

test('migrations that have run already change nothing and end well', async () => {
  expect(await exitOf(start('migrate'))).toBe(0);
});
