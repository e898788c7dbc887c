import { setTimeout as delay } from 'node:timers/promises';
import type { Child } from './child-process.ts';
import { lastWords } from './child-process.ts';
import { StackError } from './stack-error.ts';

interface Readiness {
  readonly child: Child;
  /** Throws or rejects as long as the part is not ready. */
  readonly probe: () => Promise<void>;
  readonly timeoutMs: number;
}

/**
 * Asks a starting part again and again until it answers. Throws a {@link StackError} that quotes its log if it ends
 * first or stays silent for `timeoutMs`.
 */
export async function awaitReady({ child, probe, timeoutMs }: Readiness): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const failure = await probe().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (failure === undefined) return;
    const status = child.exitStatus();
    if (status !== undefined) {
      throw new StackError(
        `${child.name} ended with ${status} while it was starting: ${lastWords(child.logFile)}`,
        `Read ${child.logFile}.`,
      );
    }
    if (performance.now() > deadline) {
      throw new StackError(
        `${child.name} did not answer within ${String(timeoutMs / 1000)} seconds (${failure}).`,
        `Read ${child.logFile}.`,
      );
    }
    await delay(50);
  }
}
