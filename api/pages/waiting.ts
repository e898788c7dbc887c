import type { Db } from '../../db/client.ts';
import { blockersOf, type Blocking } from '../../db/read-models/blocking.ts';
import type { WaitingProps } from '../../web/waiting.tsx';

/** Who keeps each of these processes waiting, as pages say it; a process that waits for nobody is left out. */
export async function waitingByProcess(
  db: Db,
  of: { readonly workflowIds: readonly string[]; readonly now: Date },
): Promise<ReadonlyMap<string, readonly WaitingProps[]>> {
  const waiting = new Map<string, WaitingProps[]>();
  for (const blocking of await blockersOf(db, of)) {
    const others = waiting.get(blocking.workflowId);
    if (others === undefined) waiting.set(blocking.workflowId, [toWaiting(blocking)]);
    else others.push(toWaiting(blocking));
  }
  return waiting;
}

function toWaiting(blocking: Blocking): WaitingProps {
  const { personName: name, waitingFor, title, since, until } = blocking;
  const next = blocking.escalatesTo?.personName ?? null;
  return { name, waitingFor, title, since, until, businessHours: blocking.businessHoursWaited, next };
}
