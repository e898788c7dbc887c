import { setTimeout as delay } from 'node:timers/promises';
import { endChild, lastWords, startChild } from './child-process.ts';
import type { Child, ChildSpecification } from './child-process.ts';
import { StackError } from './stack-error.ts';

/** A part to start, and how to find out that it works: `probe` rejects as long as it does not. */
interface PartSpecification extends ChildSpecification {
  readonly probe: () => Promise<unknown>;
  readonly timeoutMs: number;
}

/** Starts the parts of a stack and ends all of them, the last one first. */
export interface Launcher {
  /** Starts a part and returns once its probe passes. Throws a {@link StackError} that quotes its log if it does not. */
  launch(part: PartSpecification): Promise<void>;
  /** Runs a task to its end, telling its last line every three seconds. Throws a {@link StackError} if it fails. */
  complete(task: ChildSpecification, report?: (words: string) => void): Promise<void>;
  /** Ends every part, even one that is still starting; none can be launched after that. */
  stop(): Promise<void>;
}

/** Who hears of a part as soon as it is started, and of one that ends though nobody asked it to. */
export interface LauncherEvents {
  readonly onStarted?: (child: Child) => void;
  readonly onLost?: (child: Child, status: string) => void;
}

/** A launcher that has started nothing yet. */
export function createLauncher({ onStarted, onLost }: LauncherEvents = {}): Launcher {
  const children: Child[] = [];
  let stopping: Promise<void> | undefined;
  const start = (part: ChildSpecification): Child => {
    if (stopping)
      throw new StackError(`${part.name} was not started: the stack is stopping.`, 'Start again.');
    const child = startChild(part);
    children.push(child);
    onStarted?.(child);
    return child;
  };
  return {
    async launch(part) {
      const child = start(part);
      await awaitReady(child, part);
      void child.ended.then(() => stopping ?? onLost?.(child, child.exitStatus() ?? ''));
    },
    async complete(task, report) {
      const child = start(task);
      const ticker = setInterval(() => report?.(lastWords(child.logFile)), 3_000);
      await child.ended;
      clearInterval(ticker);
      const status = child.exitStatus() ?? '';
      if (status !== 'status 0') throw failure(child, `failed with ${status}`);
    },
    stop() {
      stopping ??= endAll(children);
      return stopping;
    },
  };
}

async function endAll(children: readonly Child[]): Promise<void> {
  for (const child of children.toReversed()) await endChild(child);
}

async function awaitReady(child: Child, { probe, timeoutMs }: PartSpecification): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const refusal = await probe().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    const status = child.exitStatus();
    if (status !== undefined) throw failure(child, `ended with ${status} while it was starting`);
    if (refusal === undefined) return;
    if (performance.now() > deadline) {
      throw failure(child, `did not answer within ${String(timeoutMs / 1000)} seconds (${refusal})`);
    }
    await delay(50);
  }
}

function failure(child: Child, event: string): StackError {
  const words = lastWords(child.logFile);
  return new StackError(
    `${child.name} ${event}${words === '' ? '.' : `: ${words}`}`,
    `Read ${child.logFile}.`,
  );
}
