import { setTimeout as delay } from 'node:timers/promises';
import { endChild, lastWords, startChild } from './child-process.ts';
import type { Child, ChildSpecification } from './child-process.ts';
import { StackError } from './stack-error.ts';

/** A part to start, and how to find out that it works: `probe` rejects as long as it does not. */
export interface PartSpecification extends ChildSpecification {
  readonly probe: () => Promise<unknown>;
  readonly timeoutMs: number;
}

/** Starts the parts of a stack and ends all of them, the last one first. */
export interface Launcher {
  /** Starts a part and returns once its probe passes. Throws a {@link StackError} that quotes its log if it does not. */
  launch(part: PartSpecification): Promise<Child>;
  /** Ends every part, even one that is still starting; none can be launched after that. */
  stop(): Promise<void>;
}

/** A launcher that reports the parts it has started, ended ones included, each time there is one more. */
export function createLauncher(onStarted: (children: readonly Child[]) => void = () => undefined): Launcher {
  const children: Child[] = [];
  let stopping = false;
  return {
    async launch(part) {
      if (stopping)
        throw new StackError(`${part.name} was not started, because the stack is stopping.`, 'Start again.');
      const child = startChild(part);
      children.push(child);
      onStarted(children);
      await awaitReady(child, part);
      return child;
    },
    async stop() {
      stopping = true;
      for (const child of children.toReversed()) await endChild(child);
    },
  };
}

async function awaitReady(child: Child, { probe, timeoutMs }: PartSpecification): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const failure = await probe().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    const status = child.exitStatus();
    const words = lastWords(child.logFile);
    const remedy = `Read ${child.logFile}.`;
    if (status !== undefined) {
      throw new StackError(`${child.name} ended with ${status} while it was starting: ${words}`, remedy);
    }
    if (failure === undefined) return;
    if (performance.now() > deadline) {
      const seconds = String(timeoutMs / 1000);
      throw new StackError(`${child.name} did not answer within ${seconds} seconds (${failure}).`, remedy);
    }
    await delay(50);
  }
}
