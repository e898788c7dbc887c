import type { Db } from '../db/client.ts';
import {
  approvalContext,
  type SelectionContext,
  type SolutionContext,
} from '../db/read-models/approval-context.ts';
import type { ReviewContext } from '../db/read-models/review-context.ts';
import type { PlanningContext } from '../db/read-models/planning-context.ts';
import { findProcess, type Fact } from '../db/stores/processes.ts';
import type { ProcessView } from '../workflows/process/messages.ts';
import { onDate, onFact, type Effect, type EffectPlace } from './effect.ts';
import { escalationView } from './escalation-effect.ts';
import { followProposal } from './escalation-solution.ts';
import { planView } from './plan-effect.ts';
import type { Viewed } from './process-waits.ts';
import { quarterlyView } from './quarterly-effect.ts';
import { followSignOff } from './quarterly-signed.ts';
import { followSelection } from './selection-outcome.ts';
import { selectionView } from './selection-view.ts';
import { followStage } from './stages.ts';

/** An effect on the approvals of a process, with what they are about as it was when the effect began. */
export interface ApprovalEffect extends Effect {
  readonly context: PlanningContext | SelectionContext | ReviewContext | SolutionContext;
}

/** Runs an effect of a fact on the approvals of a process, whatever they are about, and returns the process's view. */
export function onApprovalFact(
  place: EffectPlace,
  act: (effect: ApprovalEffect, fact: Fact) => Promise<void | 'unfinished'>,
): Promise<ProcessView> {
  return onFact(place, {
    act: async (effect, fact) => act(await withApproval(effect), fact),
    then: (effect) => viewOf(effect.db, effect),
  });
}

/** Runs an effect of a date on the approvals of a process, whatever they are about, and returns the process's view. */
export function onApprovalDate(
  place: EffectPlace,
  act: (effect: ApprovalEffect) => Promise<void>,
): Promise<ProcessView> {
  return onDate(place, {
    act: async (effect) => act(await withApproval(effect)),
    then: (effect) => viewOf(effect.db, effect),
  });
}

async function viewOf(db: Db, view: Viewed): Promise<ProcessView> {
  const process = await findProcess(db, view.workflowId);
  if (process?.kind === 'quarterlyReview') return quarterlyView(db, view);
  if (process?.kind === 'escalation') return escalationView(db, view);
  return process?.kind === 'candidateSelection' ? selectionView(db, view) : planView(db, view);
}

/** The effect with what its approvals are about as it is now: read when it begins, and again after it changed. */
export async function withApproval(effect: Effect): Promise<ApprovalEffect> {
  return { ...effect, context: await approvalContext(effect.db, effect) };
}

/** What follows for what was asked about: the stage a plan has reached, how a selection goes on, a review's sign-off, or a solution that can be presented. */
export async function followOutcome(effect: ApprovalEffect): Promise<void> {
  const { context } = effect;
  if ('plan' in context) return followStage({ ...effect, context });
  if ('review' in context) return followSignOff(effect);
  if ('escalation' in context) return followProposal(effect);
  await followSelection({ ...effect, cycle: context.cycle });
}
