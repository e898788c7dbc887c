import type { Db } from '../db/client.ts';
import { nextCycleDue, reviewsToRing } from '../db/read-models/cycle-state.ts';
import { getCycle } from '../db/stores/selection-cycles.ts';
import { personKey } from '../domain/person.ts';
import type { SelectionView } from '../workflows/candidate-selection/messages.ts';
import { waitsOf, type Viewed } from './process-waits.ts';

/** What a cycle of selection waits for, as its workflow and ops see it at that moment. People appear by their opaque keys. */
export async function selectionView(db: Db, view: Viewed): Promise<SelectionView> {
  const cycle = await getCycle(db, { workflowId: view.workflowId });
  return {
    ...(await waitsOf(db, view)),
    stage: cycle.status,
    accountId: null,
    owner: personKey(cycle.leadId),
    next: await nextCycleDue(db, cycle.id),
    scoring: cycle.status === 'scoring' && cycle.scorecardId !== null,
    reviewsToRing:
      cycle.status === 'exits' || cycle.status === 'closed' ? await reviewsToRing(db, cycle.id) : [],
  };
}
