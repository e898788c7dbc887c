import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, fstatSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { identify, isRunning } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

const GRACE_MS = 15_000;
const TAIL_BYTES = 4_096;
// Empty lines, frames of a stack, closing brackets and Node's signature under an uncaught error.
const UNTELLING = /^\s*(at .*|[\]})]*|Node\.js v[\d.]+)$/;

/** What to run and where its output goes; `environment` replaces the inherited one when given. */
export interface ChildSpecification {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly logFile: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly directory?: string;
  /** What asks it to end; SIGTERM unless said. */
  readonly endSignal?: NodeJS.Signals;
  readonly account?: { readonly uid: number; readonly gid: number };
}

/** A part of the stack that runs as a process of its own; `exitStatus` says how it ended, `undefined` while it runs. */
export interface Child {
  readonly name: string;
  readonly logFile: string;
  readonly endSignal: NodeJS.Signals;
  readonly identity: ProcessIdentity;
  readonly exitStatus: () => string | undefined;
  readonly ended: Promise<void>;
}

/**
 * Starts a process in a session of its own, so that Ctrl-C in the terminal reaches only the stack, which ends its parts
 * in order. The child is returned at once; whether it works is for its probe to find out.
 */
export function startChild(specification: ChildSpecification): Child {
  const { name, logFile, endSignal = 'SIGTERM' } = specification;
  const child = spawnInSession(specification);
  let status: string | undefined;
  const ended = new Promise<void>((resolve) => {
    const settle = (outcome: string): void => {
      status ??= outcome;
      resolve();
    };
    child.once('exit', (code, signal) => settle(signal ?? `status ${String(code)}`));
    child.once('error', (error) => settle(error.message));
  });
  const identity = (child.pid === undefined ? undefined : identify(child.pid)) ?? { pid: 0, stamp: 'ended' };
  return { name, logFile, endSignal, identity, exitStatus: () => status, ended };
}

/** Ends a child with its own signal, and with SIGKILL once 15 seconds have passed. Returns when it is gone. */
export async function endChild(child: Child): Promise<void> {
  if (child.exitStatus() !== undefined) return;
  sendSignal(child, child.endSignal);
  const patience = new AbortController();
  const timedOut = delay(GRACE_MS, true, { signal: patience.signal }).catch(() => false);
  const late = await Promise.race([child.ended.then(() => false), timedOut]);
  patience.abort();
  if (late) sendSignal(child, 'SIGKILL');
  await child.ended;
}

/** The last thing a part wrote, cut to one line of a sentence, for saying how far it is or why it would not start. */
export function lastWords(logFile: string): string {
  const tail = Buffer.alloc(TAIL_BYTES);
  const file = openSync(logFile, 'r');
  try {
    const start = Math.max(0, fstatSync(file).size - TAIL_BYTES);
    const length = readSync(file, tail, { position: start });
    const lines = tail.toString('utf8', 0, length).split('\n');
    return (lines.findLast((line) => !UNTELLING.test(line)) ?? '').trim().slice(0, 300);
  } finally {
    closeSync(file);
  }
}

function sendSignal({ identity }: Child, signal: NodeJS.Signals): void {
  if (isRunning(identity)) process.kill(identity.pid, signal);
}

function spawnInSession(specification: ChildSpecification): ChildProcess {
  mkdirSync(dirname(specification.logFile), { recursive: true });
  const log = openSync(specification.logFile, 'a', 0o600);
  try {
    return spawn(specification.command, [...specification.args], {
      detached: true,
      stdio: ['ignore', log, log],
      ...(specification.environment && { env: specification.environment }),
      ...(specification.directory && { cwd: specification.directory }),
      ...specification.account,
    });
  } finally {
    closeSync(log);
  }
}
