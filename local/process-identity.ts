import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** A process as a file can remember it: its id, and a stamp that tells it from a later process with that id. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly stamp: string;
}

/** What to remember of a running process; `undefined` if there is none with that id. */
export function identify(pid: number): ProcessIdentity | undefined {
  const stamp = existsSync('/proc/self/stat') ? stampFromProc(pid) : stampFromPs(pid);
  return stamp === undefined ? undefined : { pid, stamp };
}

/** Whether exactly the remembered process still runs. */
export function isRunning({ pid, stamp }: ProcessIdentity): boolean {
  return identify(pid)?.stamp === stamp;
}

/** Ends a remembered process if it still runs: with `signal`, and with SIGKILL once `graceMs` have passed. */
export async function endRemembered(
  remembered: ProcessIdentity,
  { signal, graceMs }: { readonly signal: NodeJS.Signals; readonly graceMs: number },
): Promise<void> {
  if (!isRunning(remembered)) return;
  process.kill(remembered.pid, signal);
  const deadline = performance.now() + graceMs;
  while (isRunning(remembered)) {
    if (performance.now() > deadline) process.kill(remembered.pid, 'SIGKILL');
    await delay(50);
  }
}

// The text after the command's closing bracket begins with field 3, the state; field 22 is the start time in ticks.
function stampFromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function stampFromPs(pid: number): string | undefined {
  const result = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' });
  const [state = '', ...started] = result.stdout.trim().split(/\s+/);
  return state === '' || state.startsWith('Z') ? undefined : started.join(' ');
}
