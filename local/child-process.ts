import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** What to run and where its output goes; `environment` replaces the inherited one when given. */
export interface ChildSpecification {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly logFile: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly directory?: string;
  readonly account?: { readonly uid: number; readonly gid: number };
}

/** A part of the stack that runs as a process of its own. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** Settles when the process has ended, however it did; `undefined` while it runs. */
  readonly exitStatus: () => string | undefined;
  readonly ended: Promise<void>;
}

/**
 * Starts a process in a session of its own, so that Ctrl-C in the terminal reaches only the stack, which ends its parts
 * in order. Throws if the command cannot be started at all.
 */
export async function startChild(specification: ChildSpecification): Promise<Child> {
  mkdirSync(dirname(specification.logFile), { recursive: true });
  const log = openSync(specification.logFile, 'a', 0o600);
  const child = spawn(specification.command, [...specification.args], {
    detached: true,
    stdio: ['ignore', log, log],
    ...(specification.environment && { env: specification.environment }),
    ...(specification.directory && { cwd: specification.directory }),
    ...specification.account,
  });
  closeSync(log);
  let status: string | undefined;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      status = signal ?? `status ${String(code)}`;
      resolve();
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  if (child.pid === undefined) throw new Error(`${specification.name} has no process id`);
  const { name, logFile } = specification;
  return { name, logFile, pid: child.pid, exitStatus: () => status, ended };
}

/** Ends a child: `signal` first, SIGKILL once `graceMs` have passed. Returns when it is gone. */
export async function endChild(
  child: Child,
  signal: NodeJS.Signals = 'SIGTERM',
  graceMs = 15_000,
): Promise<void> {
  if (child.exitStatus() !== undefined) return;
  sendSignal(child.pid, signal);
  const patience = new AbortController();
  const timedOut = delay(graceMs, true, { signal: patience.signal }).catch(() => false);
  const late = await Promise.race([child.ended.then(() => false), timedOut]);
  patience.abort();
  if (late) sendSignal(child.pid, 'SIGKILL');
  await child.ended;
}

/** The last thing a part wrote, cut to one line of a sentence, for saying why it would not start. */
export function lastWords(logFile: string): string {
  try {
    const line = readFileSync(logFile, 'utf8').trimEnd().split('\n').at(-1) ?? '';
    return line.trim().slice(0, 300);
  } catch {
    return '';
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
