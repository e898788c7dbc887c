import type { Db } from '../db/client.ts';
import { nextPlanDue } from '../db/read-models/due-dates.ts';
import { personKey } from '../domain/person.ts';
import {
  planningContext,
  type ApprovalContext,
  type PlanningContext,
} from '../db/read-models/planning-context.ts';
import { getPlan } from '../db/stores/plan-rows.ts';
import type { Person } from '../domain/person.ts';
import type { ProcessView } from '../workflows/process/messages.ts';
import { onDate, onFact, type Effect, type EffectPlace } from './effect.ts';
import type { Fact } from '../db/stores/processes.ts';
import type { MailRecipient } from './mail-queue.ts';
import { waitsOf, type Viewed } from './process-waits.ts';

/** An effect on a plan, with the plan as it was when the effect began. */
export interface PlanEffect extends Effect {
  readonly context: PlanningContext;
}

/** What a plan's process waits for, as its workflow and ops see it at that moment. People appear by their opaque keys. */
export async function planView(db: Db, view: Viewed): Promise<ProcessView> {
  const plan = await getPlan(db, { workflowId: view.workflowId });
  return {
    ...(await waitsOf(db, view)),
    stage: plan.status,
    accountId: plan.accountId,
    owner: personKey(plan.managerId),
    next: await nextPlanDue(db, plan.id),
  };
}

/** Runs an effect of a fact on a plan and returns the plan's view. */
export function onPlanFact(
  place: EffectPlace,
  act: (effect: PlanEffect, fact: Fact) => Promise<void | 'unfinished'>,
): Promise<ProcessView> {
  return onFact(place, {
    act: async (effect, fact) => act(await withContext(effect), fact),
    then: (effect) => planView(effect.db, effect),
  });
}

/** Runs an effect of a date on a plan and returns the plan's view. */
export function onPlanDate(
  place: EffectPlace,
  act: (effect: PlanEffect) => Promise<void>,
): Promise<ProcessView> {
  return onDate(place, {
    act: async (effect) => act(await withContext(effect)),
    then: (effect) => planView(effect.db, effect),
  });
}

/** The effect with the plan as it is now: read when it begins, and again after it changed. */
async function withContext(effect: Effect): Promise<PlanEffect> {
  const context = await planningContext(effect.db, { workflowId: effect.workflowId });
  return { ...effect, context };
}

/** A person as the reader of a mail. */
export function recipient(person: Person): MailRecipient {
  return {
    id: person.id,
    name: person.name,
    email: person.email,
    language: person.language,
    timeZone: person.timeZone,
  };
}

/** What every mail about a step names, or about what else people approve. */
export function stepReference(
  { context }: { readonly context: ApprovalContext },
  about: { readonly title: string },
): {
  accountName: string;
  year: number;
  stepTitle: string;
  planPath: string;
  about?: 'list' | 'review' | 'proposal';
} {
  return {
    ...('entries' in about && { about: 'list' as const }),
    ...('packHash' in about && { about: 'review' as const }),
    ...('solution' in about && { about: 'proposal' as const }),
    accountName: context.subjectName,
    year: context.year,
    stepTitle: about.title,
    planPath: context.path,
  };
}
