import fc from 'fast-check';
import { expect, it } from 'vitest';
import { standardPolicy } from '../../domain/approvals/policy.ts';
import { decidedAlone } from '../../domain/planning/autonomy.ts';
import type { PlanStep } from '../../domain/planning/step.ts';

function step(position: number, change: Partial<PlanStep> = {}): PlanStep {
  return {
    id: String(position),
    planId: '1',
    position,
    status: 'draft',
    contentHash: null,
    progress: { percent: 0, note: '' },
    blocked: null,
    title: 'A step',
    description: '',
    type: 'service',
    ownerId: '1',
    dueOn: '2027-05-01',
    cost: '100.00',
    benefit: '0.00',
    approverIds: ['2'],
    policy: standardPolicy,
    ownPolicy: false,
    rule: null,
    verify: 'link',
    ...change,
  };
}

const limit = { perStep: '250.00', perPlan: '600.00', currency: 'EUR' };
const latitude = { limit, currency: 'EUR', spent: '0.00' };

const ids = (steps: readonly PlanStep[], change: Partial<typeof latitude> = {}): string[] =>
  decidedAlone(steps, { ...latitude, ...change }).map(({ id }) => id);

it('lets a manager decide what one step and all together may cost, and not a cent more', () => {
  expect(ids([step(1, { cost: '250.00' }), step(2, { cost: '250.01' })])).toEqual(['1']);
  expect(ids([step(1, { cost: '250.00' })], { spent: '350.00' })).toEqual(['1']);
  expect(ids([step(1, { cost: '250.00' })], { spent: '350.01' })).toEqual([]);
});

it('goes by the order of the plan, and passes over what does not fit any more', () => {
  const steps = [3, 1, 2, 4].map((position) => step(position, { cost: '240.00' }));
  expect(ids([...steps, step(5, { cost: '120.00' })])).toEqual(['1', '2', '5']);
});

it('does not hold for another currency, for no stated cost, for a policy of its own, or without a limit', () => {
  expect(ids([step(1)], { currency: 'USD' })).toEqual([]);
  expect(ids([step(1, { cost: '0.00' })])).toEqual([]);
  expect(ids([step(1, { ownPolicy: true })])).toEqual([]);
  expect(decidedAlone([step(1)], { ...latitude, limit: null })).toEqual([]);
});

it('never lets the total beyond the limit per plan, nor a step beyond its own', () => {
  const cents = fc.integer({ min: 0, max: 100_000 });
  fc.assert(
    fc.property(fc.array(cents, { maxLength: 12 }), cents, cents, cents, (costs, perStep, more, spent) => {
      const money = (count: number): string => (count / 100).toFixed(2);
      const given = { perStep: money(perStep), perPlan: money(perStep + more), currency: 'EUR' };
      const steps = costs.map((cost, index) => step(index + 1, { cost: money(cost) }));
      const alone = decidedAlone(steps, { limit: given, currency: 'EUR', spent: money(spent) });
      const total = alone.reduce((sum, { cost }) => sum + Math.round(Number(cost) * 100), 0);
      expect(alone.length === 0 || spent + total <= perStep + more).toBe(true);
      expect(alone.every(({ cost }) => Math.round(Number(cost) * 100) <= perStep)).toBe(true);
    }),
  );
});
