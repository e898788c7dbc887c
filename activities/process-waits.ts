import type { Db } from '../db/client.ts';
import { blockersOf } from '../db/read-models/blocking.ts';
import { unconsumedFacts } from '../db/stores/processes.ts';
import { personKey } from '../domain/person.ts';
import type { ProcessView } from '../workflows/process/messages.ts';

// Enough for a person to read, and few enough for a search attribute.
const shownBlockers = 40;

/** Which process is viewed, when (process time), and the mails that its last effect queued. */
export interface Viewed {
  readonly workflowId: string;
  readonly at: Date;
  readonly notificationIds: readonly string[];
}

/** The part of a process's view that every process has: whom it waits for, people by their opaque keys, and the facts it has not acted on. */
export async function waitsOf(
  db: Db,
  { workflowId, at, notificationIds }: Viewed,
): Promise<Pick<ProcessView, 'asOf' | 'blockedOn' | 'blockedCount' | 'facts' | 'notificationIds'>> {
  const facts = await unconsumedFacts(db, workflowId);
  const blockers = await blockersOf(db, { workflowId, now: at });
  return {
    asOf: at.toISOString(),
    blockedOn: blockers.slice(0, shownBlockers).map((blocker) => ({
      person: personKey(blocker.personId),
      waitingFor: `${blocker.waitingFor} ${blocker.subject}`,
      since: blocker.since.toISOString(),
      hoursWaited: blocker.businessHoursWaited,
      until: blocker.until?.toISOString() ?? null,
      then: blocker.escalatesTo && personKey(blocker.escalatesTo.personId),
    })),
    blockedCount: blockers.length,
    facts: facts.map(({ seq, kind }) => ({ seq, kind })),
    notificationIds,
  };
}
