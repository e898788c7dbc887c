import type { Logger } from 'pino';
import { sweepDigests, type DigestDeps } from '../activities/digests.ts';
import { repeat } from '../temporal/repeat.ts';

const pauseMs = 60_000;

/** Looks every minute for what is due once a day: the digests. Goes on until the signal is aborted. */
export async function runDailyLoops(
  deps: DigestDeps & { readonly log: Logger },
  signal: AbortSignal,
): Promise<void> {
  const rounds = { signal, pauseMs, log: deps.log };
  await repeat(() => sweepDigests(deps), { ...rounds, name: 'the look for digests that are due' });
}
