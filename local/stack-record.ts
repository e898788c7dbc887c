import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { endRemembered, identify, isRunning } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';
import type { Child } from './child-process.ts';
import { StackError } from './stack-error.ts';

/** One process of the stack as the record remembers it. */
interface RememberedPart extends ProcessIdentity {
  readonly name: string;
  readonly endSignal: NodeJS.Signals;
}

/** What runs in a stack's folder: the process that supervises it, and its parts in the order of their start. */
export interface StackRecord {
  readonly supervisor: ProcessIdentity;
  readonly ready: boolean;
  readonly parts: readonly RememberedPart[];
}

/** The record in a file; `undefined` if there is none or it is no record. */
export function readRecord(file: string): StackRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(file, 'utf8')) as Partial<StackRecord>;
    const { supervisor, ready = false, parts = [] } = record;
    return supervisor && { supervisor, ready, parts };
  } catch {
    return undefined;
  }
}

/** Whether the stack that a record tells of still has its supervisor. */
export function isSupervised(record: StackRecord | undefined): record is StackRecord {
  return record !== undefined && isRunning(record.supervisor);
}

/**
 * Makes this process the supervisor of a folder's stack. Whatever an earlier, killed one has left running is ended
 * first. Throws a {@link StackError} if another one is at work.
 */
export async function claimStack(file: string, report: (line: string) => void): Promise<void> {
  const record = readRecord(file);
  if (isSupervised(record)) throw alreadyRunning(record);
  await endLeftovers(record, report);
  rmSync(file, { force: true });
  const draft = `${file}.${String(process.pid)}`;
  writeFileSync(draft, JSON.stringify({ supervisor: ourselves(), ready: false, parts: [] }), { mode: 0o600 });
  try {
    // Unlike a rename this fails if another start was faster.
    linkSync(draft, file);
  } catch {
    throw alreadyRunning(readRecord(file));
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Writes down the parts started so far, at once: a supervisor may be killed at any time. */
export function rememberParts(
  file: string,
  { children, ready }: { children: readonly Child[]; ready: boolean },
): void {
  const parts = children.map(({ name, endSignal, identity }) => ({ name, endSignal, ...identity }));
  const draft = `${file}.${String(process.pid)}`;
  writeFileSync(draft, JSON.stringify({ supervisor: ourselves(), ready, parts }), { mode: 0o600 });
  renameSync(draft, file);
}

/** Ends what a stack without its supervisor has left running, the last part first. Says so if there was anything. */
export async function endLeftovers(
  record: StackRecord | undefined,
  report: (line: string) => void,
): Promise<void> {
  const leftovers = (record?.parts ?? []).filter(isRunning);
  if (leftovers.length === 0) return;
  report(
    `An earlier start was killed; ending what it left: ${leftovers.map(({ name }) => name).join(', ')}.`,
  );
  for (const part of leftovers.toReversed()) {
    await endRemembered(part, { signal: part.endSignal, graceMs: 15_000 });
  }
}

function ourselves(): ProcessIdentity {
  return identify(process.pid) ?? { pid: process.pid, stamp: '' };
}

function alreadyRunning(record: StackRecord | undefined): StackError {
  const pid = record === undefined ? '' : ` (process ${String(record.supervisor.pid)})`;
  return new StackError(
    `The stack is already running${pid}.`,
    'Run "npm run stop" to end it, or "npx kam doctor" to see its parts.',
  );
}
