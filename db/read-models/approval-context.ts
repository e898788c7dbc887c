import type { Db } from '../client.ts';
import { getCriteriaSet } from '../stores/criteria-sets.ts';
import { findProcess } from '../stores/processes.ts';
import { getCycle, type SelectionCycle } from '../stores/selection-cycles.ts';
import { reviewContext, type ReviewContext } from './review-context.ts';
import {
  namedPeople,
  planningContext,
  type ApprovalContext,
  type PlanningContext,
} from './planning-context.ts';

/** A cycle of selection with the people that its panel's approval speaks of. */
export interface SelectionContext extends ApprovalContext {
  readonly cycle: SelectionCycle;
}

/** Everything that an effect on the approvals of a process needs to know, whatever they are about; throws `notFound`. */
export async function approvalContext(
  db: Db,
  { workflowId }: { readonly workflowId: string },
): Promise<PlanningContext | SelectionContext | ReviewContext> {
  const process = await findProcess(db, workflowId);
  if (process?.kind === 'quarterlyReview') return reviewContext(db, { workflowId });
  return process?.kind === 'candidateSelection'
    ? selectionContext(db, workflowId)
    : planningContext(db, { workflowId });
}

async function selectionContext(db: Db, workflowId: string): Promise<SelectionContext> {
  const cycle = await getCycle(db, { workflowId });
  const programme = await db('programme')
    .where({ id: cycle.programmeId })
    .first<{ owner_id: string | null } | undefined>('owner_id');
  const programmeOwnerId = programme?.owner_id ?? null;
  const { content } = await getCriteriaSet(db, cycle.criteriaSetId);
  const ids = [cycle.leadId, programmeOwnerId, ...cycle.panel];
  return {
    cycle,
    subjectName: cycle.programmeName,
    year: cycle.year,
    path: `/selection/cycles/${cycle.id}`,
    currency: content.value.currency,
    lastDay: `${cycle.year}-12-31`,
    directorId: null,
    programmeOwnerId,
    closed: cycle.status === 'closed',
    person: await namedPeople(db, { workflowId, ids }),
  };
}
