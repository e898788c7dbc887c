import type { Logger } from 'pino';
import { sweepDigests, type DigestDeps } from '../activities/digests.ts';
import { signAuditHeads, type AuditSigner } from '../db/stores/audit-signatures.ts';
import { scheduleFirstSweeps } from '../temporal/first-sweeps.ts';
import { repeat } from '../temporal/repeat.ts';
import type { WarningControl } from '../temporal/warning-schedule.ts';

const pauseMs = 60_000;

/** Looks every minute for what is due once a day: the digests, the signature under the heads of the audit chains, and programmes that nobody
 * watches yet. Goes on until the signal is aborted. */
export async function runDailyLoops(
  deps: DigestDeps & {
    readonly log: Logger;
    readonly signer: AuditSigner;
    readonly warnings: WarningControl;
  },
  signal: AbortSignal,
): Promise<void> {
  const rounds = { signal, pauseMs, log: deps.log };
  const { db, clock, signer } = deps;
  await Promise.all([
    repeat(() => sweepDigests(deps), { ...rounds, name: 'the look for digests that are due' }),
    repeat(() => signAuditHeads(db, { signer, now: clock.now() }), {
      ...rounds,
      name: 'the daily signing of the audit heads',
    }),
    repeat(() => scheduleFirstSweeps(deps), {
      ...rounds,
      name: 'the look for programmes without a daily sweep',
    }),
  ]);
}
