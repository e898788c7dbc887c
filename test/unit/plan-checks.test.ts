import fc from 'fast-check';
import { expect, it } from 'vitest';
import { standardPolicy } from '../../domain/approvals/policy.ts';
import { checkRulesSchema, planFindings, type CheckRules } from '../../domain/planning/checks.ts';
import { carriedStep } from '../../domain/planning/carried-step.ts';
import { emptyContent, type PlanContent } from '../../domain/planning/content.ts';
import { templateContentSchema, templateDeviations } from '../../domain/planning/plan-template.ts';
import type { PlanStep } from '../../domain/planning/step.ts';
import { standardTemplate } from '../../domain/planning/template.ts';
import { createReaderFormat } from '../../domain/reader-format.ts';
import { readableFindings } from '../../domain/wording/check-wording.ts';

const rules: CheckRules = {
  checks: {
    objectiveWithoutSteps: 'block',
    stepWithoutObjective: 'warn',
    overBudget: 'block',
    businessCaseMissing: 'warn',
    noClientOwner: 'off',
    buyingCentreGaps: 'off',
    cyclicDependencies: 'block',
  },
  businessCaseFrom: '25000.00',
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

const objective = { key: 'grow', title: 'Grow', ownerId: '1', measure: 'm', target: 't', customerGoal: '' };

const drafted = { currency: 'EUR', commitments: [], asOf: '2027-03-01' };

function found(change: Partial<PlanContent>, steps: readonly PlanStep[], under = rules): string[] {
  const content = { ...emptyContent(''), ...change };
  return planFindings({ ...drafted, content, steps }, under).map(
    ({ effect, check, path }) => `${effect} ${check} ${path}`,
  );
}

it('finds objectives that no step serves and steps that serve none', () => {
  expect(found({ objectives: [objective] }, [step()])).toEqual([
    'block objectiveWithoutSteps /content/objectives/0',
    'warn stepWithoutObjective /steps/1',
  ]);
  const served = { objectives: [objective], stepObjectives: [{ stepId: '1', objective: 'grow' }] };
  expect(found(served, [step()])).toEqual([]);
  expect(found(served, [step({ status: 'cancelled' })])).toEqual([
    'block objectiveWithoutSteps /content/objectives/0',
  ]);
});

it('finds a budget exceeded by a cent, without steps that were given up', () => {
  const steps = [step({ cost: '60.00' }), step({ id: '2', position: 2, cost: '40.01' })];
  const without = { ...rules, checks: { ...rules.checks, stepWithoutObjective: 'off' as const } };
  expect(found({ budget: '100.00' }, steps, without)).toEqual(['block overBudget /content/budget']);
  expect(found({ budget: '100.01' }, steps, without)).toEqual([]);
  const rejected = steps.map((one) => ({ ...one, status: 'rejected' as const }));
  expect(found({ budget: '0.00' }, rejected, without)).toEqual([]);
  expect(found({ budget: null }, steps, without)).toEqual([]);
});

it('asks for a business case from the limit on, and lets the firm choose what that does', () => {
  const dear = [step({ cost: '25000.00' })];
  const served = { objectives: [objective], stepObjectives: [{ stepId: '1', objective: 'grow' }] };
  expect(found(served, dear)).toEqual(['warn businessCaseMissing /steps/1']);
  const strict = { ...rules, checks: { ...rules.checks, businessCaseMissing: 'block' as const } };
  expect(found(served, dear, strict)).toEqual(['block businessCaseMissing /steps/1']);
  expect(found(served, dear, { ...rules, businessCaseFrom: null })).toEqual([]);
  expect(found(served, [step({ cost: '24999.99' })])).toEqual([]);
});

it('warns where nobody on the client’s side promised anything that still counts', () => {
  const under = { ...rules, checks: { ...rules.checks, noClientOwner: 'warn' as const } };
  const promised = (commitments: Parameters<typeof planFindings>[0]['commitments']): string[] =>
    planFindings({ ...drafted, content: emptyContent(''), steps: [], commitments }, under).map(
      ({ effect, check, path }) => `${effect} ${check} ${path}`,
    );
  const missing = ['warn noClientOwner /commitments'];
  expect(promised([])).toEqual(missing);
  expect(promised([{ side: 'ours', status: 'open' }])).toEqual(missing);
  for (const status of ['withdrawn', 'missed'] as const)
    expect(promised([{ side: 'client', status }])).toEqual(missing);
  for (const status of ['open', 'confirmed', 'moved', 'done'] as const)
    expect(promised([{ side: 'client', status }])).toEqual([]);
});

it('names the gaps of the buying centre as a whole, once each', () => {
  const under = { ...rules, checks: { ...rules.checks, buyingCentreGaps: 'warn' as const } };
  const contact = {
    title: '',
    influence: null,
    support: 5,
    levelNow: 4,
    levelWanted: 5,
    lastContactOn: null,
  };
  const buyingCentre: PlanContent['buyingCentre'] = [
    { ...contact, contact: 'ana', name: 'Ana', role: 'sponsor' },
    { ...contact, contact: 'rui', name: 'Rui', role: 'decisionMaker' },
  ];
  const gapsIn = (contacts: PlanContent['buyingCentre']): unknown[] =>
    planFindings(
      { ...drafted, content: { ...emptyContent(''), buyingCentre: contacts }, steps: [] },
      under,
    ).map(({ data }) => data);
  expect(gapsIn([])).toEqual([{ gap: 'noSponsor' }, { gap: 'noDecisionMaker' }, { gap: 'singleThreaded' }]);
  expect(gapsIn(buyingCentre.slice(0, 1))).toEqual([{ gap: 'noDecisionMaker' }, { gap: 'singleThreaded' }]);
  expect(gapsIn(buyingCentre)).toEqual([]);
});

it('tells steps that wait for each other by their names, in English and in German', () => {
  const served = { stepObjectives: ['1', '2', '3'].map((stepId) => ({ stepId, objective: 'grow' })) };
  const content = { ...emptyContent(''), objectives: [objective], ...served };
  const steps = [
    step({ id: '1', title: 'One', dependsOn: ['2'] }),
    step({ id: '2', title: 'Two', position: 2, dependsOn: ['3'] }),
    step({ id: '3', title: 'Three', position: 3, dependsOn: ['2'] }),
  ];
  const findings = planFindings({ ...drafted, content, steps }, rules);
  const told = (language: 'en' | 'de'): string[] =>
    readableFindings(findings, createReaderFormat({ language, timeZone: 'UTC' })).map(
      ({ effect, message }) => `${effect}: ${message}`,
    );
  expect(told('en')).toEqual([
    'block: These steps wait for each other, so that none can ever start: "Two" waits for "Three"; "Three" waits for "Two". Take one of them out of the circle.',
  ]);
  expect(told('de')).toEqual([
    'block: Diese Schritte warten aufeinander, sodass keiner je beginnen kann: „Two“ wartet auf „Three“; „Three“ wartet auf „Two“. Nehmen Sie einen von ihnen aus dem Kreis.',
  ]);
  const ended = steps.map((one) => (one.id === '3' ? { ...one, status: 'cancelled' as const } : one));
  expect(planFindings({ ...drafted, content, steps: ended }, rules)).toEqual([]);
});

it('reads rules that are older than a check as the product would have it', () => {
  const { objectiveWithoutSteps, stepWithoutObjective, overBudget, businessCaseMissing } = rules.checks;
  const old = { objectiveWithoutSteps, stepWithoutObjective, overBudget, businessCaseMissing };
  expect(checkRulesSchema.parse({ ...rules, checks: old }).checks).toEqual({
    ...old,
    noClientOwner: 'warn',
    buyingCentreGaps: 'warn',
    cyclicDependencies: 'block',
  });
});

it('takes rules only whole, amounts in one form', () => {
  expect(checkRulesSchema.parse({ ...rules, businessCaseFrom: '25000' })).toEqual(rules);
  expect(checkRulesSchema.safeParse({ ...rules, checks: {} }).success).toBe(false);
});

it('tells what is missing of a template and what was added, by origin and else by title', () => {
  const [first, second, third, fourth] = standardTemplate.content.steps;
  const kept = { status: 'draft', carried: false };
  const deviations = templateDeviations(standardTemplate.content, [
    { ...kept, id: '1', title: 'Renamed', templateStep: first?.key ?? '' },
    { ...kept, id: '2', title: second?.title ?? '', templateStep: null },
    { ...kept, id: '3', title: third?.title ?? '', templateStep: third?.key ?? '', status: 'cancelled' },
    { ...kept, id: '4', title: 'Our own', templateStep: null },
    { ...kept, id: '5', title: 'Left over', templateStep: null, carried: true },
  ]);
  expect(deviations.missing.map(({ key }) => key)).toEqual([third?.key, fourth?.key]);
  expect(deviations.added).toEqual([
    { stepId: '4', title: 'Our own', carried: false },
    { stepId: '5', title: 'Left over', carried: true },
  ]);
});

it('refuses a template with a step twice or an objective that is not there', () => {
  const one = { key: 'a', title: 'A', type: 't', dueAfterDays: 1, approvers: [] };
  const read = templateContentSchema.safeParse({ steps: [one, { ...one, objective: 'x' }] });
  expect(read.error?.issues.map(({ path }) => path.join('/'))).toEqual(['steps/1/key', 'steps/1/objective']);
  expect(templateContentSchema.safeParse(standardTemplate.content).success).toBe(true);
});

it('carries a step only into what is left of the year', () => {
  const month = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(month, fc.integer({ min: 1, max: 28 }), month, (dueMonth, dueDay, startMonth) => {
      const two = (count: number): string => String(count).padStart(2, '0');
      const startsOn = `2028-${two(startMonth)}-01`;
      const context = { startsOn, endsOn: '2029-12-31', managerId: '1', isActive: () => true };
      const left = step({ dueOn: `2027-${two(dueMonth)}-${two(dueDay)}` });
      const { dueOn } = carriedStep(left, { ...context, asOf: '2027-12-01' });
      expect(dueOn.slice(5)).toBe(left.dueOn.slice(5));
      expect(dueOn >= startsOn).toBe(true);
      expect(dueOn < `2029-${two(startMonth)}-01`).toBe(true);
      expect(carriedStep(left, { ...context, asOf: '2029-12-30' }).dueOn).toBe('2029-12-30');
    }),
  );
  const leap = carriedStep(step({ dueOn: '2028-02-29' }), {
    startsOn: '2029-01-01',
    endsOn: '2029-12-31',
    asOf: '2029-01-01',
    managerId: '1',
    isActive: () => true,
  });
  expect(leap.dueOn).toBe('2029-02-28');
});
