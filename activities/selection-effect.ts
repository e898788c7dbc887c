import type { Db } from '../db/client.ts';
import { peopleById, personAmong } from '../db/read-models/planning-context.ts';
import type { Fact } from '../db/stores/processes.ts';
import { getCycle, type SelectionCycle } from '../db/stores/selection-cycles.ts';
import type { Person } from '../domain/person.ts';
import type { SelectionView } from '../workflows/candidate-selection/messages.ts';
import { onDate, onFact, type Effect, type EffectPlace } from './effect.ts';
import { selectionView } from './selection-view.ts';

/** An effect on a cycle of selection, with the cycle as it was when the effect began. */
export interface SelectionEffect extends Effect {
  readonly cycle: SelectionCycle;
}

/** Runs an effect of a fact on a cycle and returns the cycle's view. */
export function onSelectionFact(
  place: EffectPlace,
  act: (effect: SelectionEffect, fact: Fact) => Promise<void>,
): Promise<SelectionView> {
  return onFact(place, {
    act: async (effect, fact) => act(await withCycle(effect), fact),
    then: (effect) => selectionView(effect.db, effect),
  });
}

/** Runs an effect of a date on a cycle and returns the cycle's view. */
export function onSelectionDate(
  place: EffectPlace,
  act: (effect: SelectionEffect) => Promise<void>,
): Promise<SelectionView> {
  return onDate(place, {
    act: async (effect) => act(await withCycle(effect)),
    then: (effect) => selectionView(effect.db, effect),
  });
}

/** The effect with the cycle as it is now: read when it begins, and again after it changed. */
export async function withCycle(effect: Effect): Promise<SelectionEffect> {
  return { ...effect, cycle: await getCycle(effect.db, { workflowId: effect.workflowId }) };
}

/** A person of the firm; throws `notFound`. */
export async function personOf(db: Db, id: string): Promise<Person> {
  return personAmong(await peopleById(db, [id]))(id);
}

/** What every mail about a cycle names. */
export function cycleReference({ cycle }: SelectionEffect): { programmeName: string; year: number } {
  return { programmeName: cycle.programmeName, year: cycle.year };
}
