import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePorts } from '../../local/ports.ts';
import { stackFolder } from '../../local/stack-folder.ts';
import type { StackFolder } from '../../local/stack-folder.ts';

/** How a command ended, and what it wrote. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A place for a stack of its own, with an environment that names its folder and ports. */
export interface StackPlace {
  readonly layout: StackFolder;
  readonly environment: Readonly<Record<string, string>>;
  /** Runs one of the shims in bin/ with this environment, changed by `more`. */
  run(words: readonly string[], more?: Readonly<Record<string, string>>): Promise<Outcome>;
  remove(): Promise<void>;
}

const BIN = fileURLToPath(new URL('../../bin/', import.meta.url));
const PORT_VARIABLES = [
  'API_PORT',
  'WORKER_PORT',
  'POSTGRES_PORT',
  'TEMPORAL_PORT',
  'TEMPORAL_UI_PORT',
  'MAILBOX_PORT',
  'MAILBOX_SMTP_PORT',
];

/** An empty place under the system's temporary folder; `remove` ends whatever still runs there. */
export async function createStackPlace(): Promise<StackPlace> {
  const folder = await mkdtemp(join(tmpdir(), 'kam-stack-'));
  const ports = await findFreePorts(PORT_VARIABLES.length);
  const environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: homedir(),
    KAM_FOLDER: join(folder, '.kam'),
    ...Object.fromEntries(PORT_VARIABLES.map((name, index) => [name, String(ports[index])])),
  };
  const run: StackPlace['run'] = (words, more = {}) => runShim(words, { ...environment, ...more });
  const remove = async (): Promise<void> => {
    await run(['stop.js']);
    await rm(folder, { recursive: true, force: true });
  };
  return { layout: stackFolder(environment.KAM_FOLDER), environment, run, remove };
}

async function runShim(
  [shim = '', ...args]: readonly string[],
  env: Record<string, string>,
): Promise<Outcome> {
  const child = spawn(process.execPath, [join(BIN, shim), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { status, stdout, stderr };
}
