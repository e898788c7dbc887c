import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash } from '../../db/content-hash.ts';
import { standardPolicy } from '../../domain/approvals/policy.ts';
import {
  dependencyFaults,
  findCycle,
  lostDependencies,
  startableSteps,
} from '../../domain/planning/dependencies.ts';
import { contentOf, type StepContent, type StepStatus } from '../../domain/planning/step.ts';

interface Node {
  readonly id: string;
  readonly title: string;
  readonly status: StepStatus;
  readonly dependsOn: readonly string[];
}

const statuses: readonly StepStatus[] = [
  'pending',
  'approved',
  'inProgress',
  'overdue',
  'done',
  'cancelled',
  'rejected',
];
const size = 8;

/** Plans in which any step may wait for any other one, circles included. */
const plans = fc.array(
  fc.record({
    status: fc.constantFrom(...statuses),
    on: fc.uniqueArray(fc.integer({ min: 0, max: size - 1 }), { maxLength: 3 }),
  }),
  { minLength: 1, maxLength: size },
);

type Drawn = readonly { readonly status: StepStatus; readonly on: readonly number[] }[];

function toSteps(drawn: Drawn, allowed: (from: number, to: number) => boolean): readonly Node[] {
  return drawn.map(({ status, on }, index) => ({
    id: String(index),
    title: `Step ${index}`,
    status,
    dependsOn: on.filter((to) => to < drawn.length && allowed(index, to)).map(String),
  }));
}

const earlierOnly = (from: number, to: number): boolean => to < from;
const byId = (steps: readonly Node[], id: string): Node | undefined => steps.find((step) => step.id === id);

// Told apart from the rule's own way: whoever can be reached from itself is in a circle.
function reaches(steps: readonly Node[], of: { from: string; to: string }): boolean {
  const seen = new Set<string>();
  const queue = [...(byId(steps, of.from)?.dependsOn ?? [])];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (next === of.to) return true;
    if (!seen.has(next)) queue.push(...(byId(steps, next)?.dependsOn ?? []));
    seen.add(next);
  }
  return false;
}

describe('dependencies between steps', () => {
  it('let exactly those approved steps start whose dependencies are all done or given up', () => {
    fc.assert(
      fc.property(plans, (drawn) => {
        const steps = toSteps(drawn, earlierOnly);
        const started = new Set(startableSteps(steps).map(({ id }) => id));
        for (const step of steps) {
          const ended = step.dependsOn.every((id) =>
            ['done', 'cancelled'].includes(byId(steps, id)?.status ?? ''),
          );
          expect(started.has(step.id)).toBe(step.status === 'approved' && ended);
        }
      }),
    );
  });

  it('start every step once, each after all it waits for, as long as nothing is rejected', () => {
    fc.assert(
      fc.property(plans, (drawn) => {
        let steps = toSteps(drawn, earlierOnly).map((step): Node => ({ ...step, status: 'approved' }));
        const order: string[] = [];
        for (let round = 0; round <= size; round += 1) {
          const ready = new Set(startableSteps(steps).map(({ id }) => id));
          order.push(...ready);
          steps = steps.map((step): Node => (ready.has(step.id) ? { ...step, status: 'done' } : step));
        }
        expect([...order].sort()).toEqual(steps.map(({ id }) => id).sort());
        for (const step of steps)
          for (const id of step.dependsOn) expect(order.indexOf(id)).toBeLessThan(order.indexOf(step.id));
      }),
    );
  });

  it('hold a circle exactly where a step can be reached from itself, and name it from step to step', () => {
    fc.assert(
      fc.property(plans, (drawn) => {
        const steps = toSteps(drawn, () => true);
        const cycle = findCycle(steps);
        const circular = steps.some(({ id }) => reaches(steps, { from: id, to: id }));
        expect(cycle !== undefined).toBe(circular);
        if (!cycle) return;
        expect(cycle.at(-1)?.id).toBe(cycle[0]?.id);
        for (const [index, step] of cycle.slice(1).entries())
          expect(cycle[index]?.dependsOn).toContain(step.id);
      }),
    );
  });

  it('are refused with the circle in words, and where they name no step of the plan', () => {
    const steps = toSteps(
      [
        { status: 'draft', on: [] },
        { status: 'draft', on: [0] },
        { status: 'draft', on: [1] },
      ],
      earlierOnly,
    );
    expect(dependencyFaults(steps, { stepId: '0', dependsOn: ['2'] })).toEqual([
      {
        path: '/dependsOn',
        message:
          'Steps would wait for each other: "Step 0" waits for "Step 2" waits for "Step 1" waits for "Step 0".',
      },
    ]);
    expect(dependencyFaults(steps, { stepId: '0', dependsOn: ['0'] })).toHaveLength(1);
    expect(dependencyFaults(steps, { stepId: '2', dependsOn: ['9'] })[0]?.message).toContain('no step 9');
    expect(dependencyFaults(steps, { stepId: '2', dependsOn: ['0', '1'] })).toEqual([]);
  });

  it('that were given up or rejected are told for each step that still waits', () => {
    const steps = toSteps(
      [
        { status: 'rejected', on: [] },
        { status: 'cancelled', on: [] },
        { status: 'approved', on: [0, 1] },
        { status: 'done', on: [1] },
      ],
      earlierOnly,
    );
    expect(lostDependencies(steps).map(({ step, on, how }) => [step.id, on.id, how])).toEqual([
      ['2', '0', 'rejected'],
      ['2', '1', 'cancelled'],
    ]);
  });

  it('change what is approved only where there are any, whatever their order', () => {
    const step: StepContent = {
      ...{ title: 'A', description: '', type: 'service', ownerId: '4', dueOn: '2027-05-01' },
      ...{ cost: '0.00', benefit: '0.00', approverIds: ['7'], policy: standardPolicy },
    };
    const hash = (dependsOn?: string[]): string =>
      contentHash(contentOf({ ...step, ...(dependsOn && { dependsOn }) }));
    expect(hash([])).toBe(hash());
    expect(hash(['3', '12'])).toBe(hash(['12', '3', '3']));
    expect(hash(['3'])).not.toBe(hash());
  });
});
