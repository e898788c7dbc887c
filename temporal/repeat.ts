import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';

/** Works again and again, with a pause in milliseconds, until the signal is aborted; a round that fails is logged under `name` and the next one comes. */
export async function repeat(
  work: () => Promise<unknown>,
  rounds: { name: string; signal: AbortSignal; pauseMs: number; log: Logger },
): Promise<void> {
  const { name, signal, pauseMs, log } = rounds;
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      log.warn({ error: String(error) }, `${name} failed this time; it goes on`);
    }
    await delay(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}
