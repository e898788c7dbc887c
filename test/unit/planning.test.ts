import { describe, expect, it } from 'vitest';
import { standardPolicy } from '../../domain/approvals/policy.ts';
import { growth, type PlanFigures } from '../../domain/planning/figures.ts';
import { situationText } from '../../domain/wording/situation-wording.ts';
import { stageAfterDecisions, type Plan } from '../../domain/planning/plan.ts';
import type { PlanStep, StepStatus } from '../../domain/planning/step.ts';
import { submissionFaults } from '../../domain/planning/submission.ts';
import { draftSteps } from '../../domain/planning/template.ts';

const figures: PlanFigures = {
  asOf: '2016-10-01',
  currency: 'EUR',
  orders: 200,
  revenue: '26901.00',
  revenueBefore: '210110.00',
  cancellationRate: 0.25,
  offeringsBought: ['City Hotel, room A'],
  offeringsOpen: ['Resort Hotel, room C'],
};

function step(change: Partial<PlanStep> = {}): PlanStep {
  return {
    id: '1',
    planId: '1',
    position: 1,
    status: 'draft',
    contentHash: null,
    progress: { percent: 0, note: '' },
    blocked: null,
    title: 'A step',
    description: '',
    type: 'service',
    ownerId: '1',
    dueOn: '2027-05-01',
    cost: '0.00',
    benefit: '0.00',
    approverIds: ['2'],
    policy: standardPolicy,
    ownPolicy: false,
    rule: null,
    verify: 'link',
    ...change,
  };
}

function plan(steps: readonly PlanStep[]): Plan {
  return {
    id: '1',
    workflowId: 'annual-plan/1/2027',
    accountId: '1',
    year: 2027,
    status: 'drafting',
    version: 1,
    revision: 0,
    managerId: '1',
    currency: 'EUR',
    startsOn: '2027-01-01',
    endsOn: '2027-12-31',
    template: 'standard/1',
    situation: '',
    figures,
    steps,
  };
}

const paths = (steps: readonly PlanStep[]): readonly string[] =>
  submissionFaults(plan(steps), '2027-01-15').map(({ path }) => path);

describe('submitting a plan', () => {
  it('lists every fault at once, with the step and the field', () => {
    const faults = paths([
      step({ approverIds: [] }),
      step({ position: 2, approverIds: ['1'], dueOn: '2028-01-01' }),
      step({
        position: 3,
        ownerId: '5',
        approverIds: ['5'],
        policy: { ...standardPolicy, kind: 'quorum', quorum: 3 },
      }),
    ]);
    expect(faults).toEqual([
      '/steps/1/approverIds',
      '/steps/2/approverIds',
      '/steps/2/approverIds',
      '/steps/2/dueOn',
      '/steps/3/approverIds',
      '/steps/3/policy/quorum',
    ]);
  });

  it('needs something to ask approval for', () => {
    expect(paths([step({ status: 'approved' })])).toEqual(['/steps']);
    expect(paths([step()])).toEqual([]);
  });
});

describe('the stage of a plan', () => {
  const stage = (...statuses: StepStatus[]): string =>
    stageAfterDecisions(statuses.map((status) => ({ status })));

  it('follows from its steps', () => {
    expect(stage('pending', 'approved')).toBe('approving');
    expect(stage('approved', 'changesRequested')).toBe('drafting');
    expect(stage('approved', 'rejected')).toBe('executing');
    expect(stage('rejected', 'cancelled')).toBe('drafting');
    expect(stage('done', 'overdue')).toBe('executing');
  });
});

describe('a draft', () => {
  const context = {
    startsOn: '2027-01-01',
    endsOn: '2027-12-31',
    asOf: '2026-11-22',
    managerId: '1',
    directorId: '2',
    team: { operations: '3' },
  };

  it('names approvers by their function and falls back to the director', () => {
    const [first, second] = draftSteps(context);
    expect(first?.approverIds).toEqual(['2']);
    expect(second?.approverIds).toEqual(['3', '2']);
  });

  it('keeps its due dates inside what is left of the year', () => {
    const late = draftSteps({ ...context, asOf: '2027-10-01' });
    for (const { dueOn } of late) {
      expect(dueOn > '2027-10-01').toBe(true);
      expect(dueOn <= '2027-12-31').toBe(true);
    }
  });

  it('never asks the manager to approve', () => {
    const own = draftSteps({ ...context, directorId: '1', team: {} });
    expect(own.every(({ approverIds }) => approverIds.length === 0)).toBe(true);
  });
});

describe('the situation', () => {
  it('says the figures in words, with the year before where the data cover it', () => {
    expect(growth(figures)).toBeCloseTo(-0.872, 3);
    expect(situationText(figures)).toContain(
      '26,901 EUR: 87% less than in the year before. 25% of its 200 orders were cancelled.',
    );
    expect(situationText({ ...figures, revenueBefore: null })).toContain('no comparison');
    expect(situationText({ ...figures, orders: 0 })).toBe(
      'There were no orders in the twelve months before 2016-10-01.',
    );
  });
});
