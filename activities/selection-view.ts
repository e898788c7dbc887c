import type { Db } from '../db/client.ts';
import { blockersOf } from '../db/read-models/blocking.ts';
import { nextCycleDue, reviewsToRing } from '../db/read-models/cycle-state.ts';
import { unconsumedFacts } from '../db/stores/processes.ts';
import { getCycle } from '../db/stores/selection-cycles.ts';
import { personKey } from '../domain/person.ts';
import type { SelectionView } from '../workflows/candidate-selection/messages.ts';

// Enough for a person to read, and few enough for a search attribute.
const shownBlockers = 40;

/** What a cycle of selection waits for, as its workflow and ops see it at that moment. People appear by their opaque keys. */
export async function selectionView(
  db: Db,
  view: { workflowId: string; at: Date; notificationIds: readonly string[] },
): Promise<SelectionView> {
  const cycle = await getCycle(db, { workflowId: view.workflowId });
  const facts = await unconsumedFacts(db, view.workflowId);
  const blockers = await blockersOf(db, { workflowId: view.workflowId, now: view.at });
  return {
    asOf: view.at.toISOString(),
    stage: cycle.status,
    accountId: null,
    owner: personKey(cycle.leadId),
    blockedOn: blockers.slice(0, shownBlockers).map((blocker) => ({
      person: personKey(blocker.personId),
      waitingFor: `${blocker.waitingFor} ${blocker.subject}`,
      since: blocker.since.toISOString(),
      hoursWaited: blocker.businessHoursWaited,
      until: blocker.until?.toISOString() ?? null,
      then: blocker.escalatesTo && personKey(blocker.escalatesTo.personId),
    })),
    blockedCount: blockers.length,
    next: await nextCycleDue(db, cycle.id),
    facts: facts.map(({ seq, kind }) => ({ seq, kind })),
    notificationIds: view.notificationIds,
    scoring: cycle.status === 'scoring' && cycle.scorecardId !== null,
    reviewsToRing:
      cycle.status === 'exits' || cycle.status === 'closed' ? await reviewsToRing(db, cycle.id) : [],
  };
}
