import { DomainError, type Fault } from '../errors.ts';
import type { PlanStep } from './step.ts';

type Waiting = Pick<PlanStep, 'id' | 'status'> & { readonly dependsOn?: readonly string[] | undefined };
type Named = Waiting & Pick<PlanStep, 'title'>;

/**
 * The states of a step after which those that wait for it may start: done, or given up with a reason. One that was rejected holds them up,
 * because nobody has said yet that they make sense without it.
 */
const releasing: readonly PlanStep['status'][] = ['done', 'cancelled'];

/** The approved steps whose dependencies have all ended, in the order of the plan: those that may start now. */
export function startableSteps<Step extends Waiting>(steps: readonly Step[]): readonly Step[] {
  return steps.filter((step) => step.status === 'approved' && openDependencies(step, steps).length === 0);
}

/** The steps that this one still waits for. */
export function openDependencies<Step extends Waiting>(
  step: Waiting,
  steps: readonly Step[],
): readonly Step[] {
  const ids = new Set(step.dependsOn);
  return steps.filter((one) => ids.has(one.id) && !releasing.includes(one.status));
}

/** Which steps that have not ended depend on one that was given up or rejected. */
export function lostDependencies<Step extends Waiting>(
  steps: readonly Step[],
): readonly { readonly step: Step; readonly on: Step; readonly how: 'cancelled' | 'rejected' }[] {
  const waiting = steps.filter(({ status }) => !['done', 'cancelled', 'rejected'].includes(status));
  return waiting.flatMap((step) =>
    steps.flatMap((on) => {
      const how = on.status === 'cancelled' || on.status === 'rejected' ? on.status : undefined;
      return how && step.dependsOn?.includes(on.id) ? [{ step, on, how }] : [];
    }),
  );
}

/** A circle in which steps wait for each other, the first step again at its end; `undefined` if there is none. */
export function findCycle<Step extends Waiting>(steps: readonly Step[]): readonly Step[] | undefined {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const finished = new Set<string>();
  const follow = (step: Step, path: readonly Step[]): readonly Step[] | undefined => {
    const seen = path.findIndex(({ id }) => id === step.id);
    if (seen >= 0) return [...path.slice(seen), step];
    if (finished.has(step.id)) return undefined;
    for (const id of step.dependsOn ?? []) {
      const on = byId.get(id);
      const cycle = on && follow(on, [...path, step]);
      if (cycle) return cycle;
    }
    finished.add(step.id);
    return undefined;
  };
  for (const step of steps) {
    const cycle = follow(step, []);
    if (cycle) return cycle;
  }
  return undefined;
}

/** What is wrong with the dependencies of one step in its plan: steps that are not there, itself, or a circle, which is named. */
export function dependencyFaults(
  steps: readonly Named[],
  { stepId, dependsOn }: { readonly stepId: string; readonly dependsOn: readonly string[] },
): readonly Fault[] {
  const known = new Set(steps.map(({ id }) => id));
  const fault = (message: string): Fault => ({ path: '/dependsOn', message });
  const strange = dependsOn.filter((id) => !known.has(id)).map((id) => fault(`The plan has no step ${id}.`));
  if (strange.length > 0) return strange;
  const changed = steps.map((step) => (step.id === stepId ? { ...step, dependsOn } : step));
  const cycle = findCycle(changed);
  if (!cycle) return [];
  const names = cycle.map(({ title }) => `"${title}"`).join(' waits for ');
  return [fault(`Steps would wait for each other: ${names}.`)];
}

/** Refuses dependencies that no plan can have: throws `invalid` with what {@link dependencyFaults} finds. */
export function refuseDependencies(
  steps: readonly Named[],
  of: { readonly stepId: string; readonly dependsOn: readonly string[] },
): void {
  const faults = dependencyFaults(steps, of);
  if (faults.length > 0) throw new DomainError('invalid', 'The step cannot wait for these.', faults);
}
