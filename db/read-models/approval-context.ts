import { DateTime } from 'luxon';
import type { Db } from '../client.ts';
import { getCriteriaSet } from '../stores/criteria-sets.ts';
import { getEscalation, type Escalation } from '../stores/escalation-rows.ts';
import { findProcess } from '../stores/processes.ts';
import { getCycle, type SelectionCycle } from '../stores/selection-cycles.ts';
import { reviewContext, type ReviewContext } from './review-context.ts';
import {
  namedPeople,
  planningAccount,
  planningContext,
  type ApprovalContext,
  type PlanningContext,
} from './planning-context.ts';

/** A cycle of selection with the people that its panel's approval speaks of. */
export interface SelectionContext extends ApprovalContext {
  readonly cycle: SelectionCycle;
}

/** An escalation with the people that the approval of a solution for it speaks of. */
export interface SolutionContext extends ApprovalContext {
  readonly escalation: Escalation;
}

/** Everything that an effect on the approvals of a process needs to know, whatever they are about; throws `notFound`. */
export async function approvalContext(
  db: Db,
  { workflowId }: { readonly workflowId: string },
): Promise<PlanningContext | SelectionContext | ReviewContext | SolutionContext> {
  const process = await findProcess(db, workflowId);
  if (process?.kind === 'quarterlyReview') return reviewContext(db, { workflowId });
  if (process?.kind === 'escalation') return solutionContext(db, workflowId);
  return process?.kind === 'candidateSelection'
    ? selectionContext(db, workflowId)
    : planningContext(db, { workflowId });
}

async function solutionContext(db: Db, workflowId: string): Promise<SolutionContext> {
  const escalation = await getEscalation(db, { workflowId });
  const { name, currency, directorId, programmeOwnerId, managerId } = await planningAccount(
    db,
    escalation.accountId,
  );
  const { year } = DateTime.fromJSDate(escalation.beganAt, { zone: escalation.timeZone });
  const proposers = await db('escalation_proposal')
    .where({ escalation_id: escalation.id })
    .pluck<string[]>('proposer_id');
  const ids = [...proposers, escalation.holderId, managerId, directorId, programmeOwnerId];
  return {
    escalation,
    subjectName: name,
    year,
    path: `/escalations/${escalation.id}`,
    currency,
    lastDay: `${year + 1}-12-31`,
    directorId,
    programmeOwnerId,
    closed: escalation.stage === 'closed',
    person: await namedPeople(db, { workflowId, ids }),
  };
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
