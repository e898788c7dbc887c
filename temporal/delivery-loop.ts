import type { Logger } from 'pino';
import type { Db } from '../db/client.ts';
import { claimOverdueRings } from '../db/stores/deliveries.ts';
import type { Clock } from '../domain/clock.ts';
import { repeat } from './repeat.ts';
import type { Ring } from './ring.ts';

/** What the loop needs; `sendMails` takes up mails that nobody has sent. */
export interface DeliveryLoopDeps {
  readonly db: Db;
  readonly ring: Ring;
  readonly sendMails: () => Promise<unknown>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Rings once for every process whose facts are overdue, and sends left-over mails. Returns how many processes were rung. */
export async function deliverOnce(deps: DeliveryLoopDeps): Promise<number> {
  const workflowIds = await claimOverdueRings(deps.db, { asOf: deps.clock.now(), limit: 16 });
  await Promise.all(workflowIds.map((workflowId) => deps.ring(workflowId)));
  await deps.sendMails();
  return workflowIds.length;
}

/** Goes on until the signal is aborted; a database that is away is logged and tried again after the next pause. */
export async function runDeliveryLoop(
  deps: DeliveryLoopDeps,
  until: { signal: AbortSignal; pauseMs: number },
): Promise<void> {
  await repeat(() => deliverOnce(deps), { ...until, name: 'the delivery loop', log: deps.log });
}
