import { z } from 'zod';
import { amountSchema, hundredths, ofHundredths } from './amount.ts';
import { buyingCentreGaps, type WholeGap } from './buying-centre.ts';
import type { CommitmentSide, CommitmentStatus } from './commitment.ts';
import type { PlanContent } from './content.ts';
import { findCycle } from './dependencies.ts';
import type { PlanStep } from './step.ts';

/** What is looked at before a plan is submitted, besides what no plan may lack. */
export const planChecks = [
  'objectiveWithoutSteps',
  'stepWithoutObjective',
  'overBudget',
  'businessCaseMissing',
  'noClientOwner',
  'buyingCentreGaps',
  'cyclicDependencies',
] as const;

/** One of {@link planChecks}. */
type PlanCheck = (typeof planChecks)[number];

const effect = z.enum(['block', 'warn', 'off']);

/**
 * The firm's rules for submitting: what each finding does, and from which cost on (in the plan's currency) a step needs a business case;
 * null for never. Rules older than a check do not name it, and get what the product says.
 */
export const checkRulesSchema = z.strictObject({
  checks: z.strictObject({
    objectiveWithoutSteps: effect,
    stepWithoutObjective: effect,
    overBudget: effect,
    businessCaseMissing: effect,
    noClientOwner: effect.default('warn'),
    buyingCentreGaps: effect.default('warn'),
    cyclicDependencies: effect.default('block'),
  }),
  businessCaseFrom: amountSchema.nullable(),
});

/** See {@link checkRulesSchema}. */
export type CheckRules = z.output<typeof checkRulesSchema>;

/** What a check found, and what has to be known to say it; money in `currency`. */
export type Found =
  | {
      readonly check: 'objectiveWithoutSteps' | 'stepWithoutObjective';
      readonly data: { readonly title: string };
    }
  | {
      readonly check: 'overBudget';
      readonly data: { readonly total: string; readonly budget: string; readonly currency: string };
    }
  | {
      readonly check: 'businessCaseMissing';
      readonly data: {
        readonly title: string;
        readonly cost: string;
        readonly from: string;
        readonly currency: string;
      };
    }
  | { readonly check: 'noClientOwner'; readonly data: Readonly<Record<never, never>> }
  | { readonly check: 'buyingCentreGaps'; readonly data: { readonly gap: WholeGap } }
  | { readonly check: 'cyclicDependencies'; readonly data: { readonly titles: readonly string[] } };

/** One thing found: where, and whether it keeps the plan from being submitted. */
export type CheckFinding = Found & { readonly effect: 'block' | 'warn'; readonly path: string };

/** A plan as it is checked on a day ('YYYY-MM-DD'): its content, its steps, the currency of both, and what both sides promised. */
interface CheckedPlan {
  readonly content: PlanContent;
  readonly steps: readonly PlanStep[];
  readonly currency: string;
  readonly commitments: readonly { readonly side: CommitmentSide; readonly status: CommitmentStatus }[];
  readonly asOf: string;
}

type Place = Found & { readonly path: string };

const givenUp: readonly PlanStep['status'][] = ['rejected', 'cancelled'];

function objectivesWithoutSteps({ content, steps }: CheckedPlan): Place[] {
  const served = content.stepObjectives
    .filter(({ stepId }) => steps.some(({ id }) => id === stepId))
    .map(({ objective }) => objective);
  return content.objectives.flatMap(({ key, title }, index) => {
    const path = `/content/objectives/${index}`;
    return served.includes(key) ? [] : [{ check: 'objectiveWithoutSteps' as const, path, data: { title } }];
  });
}

function stepsWithoutObjective({ content, steps }: CheckedPlan): Place[] {
  return steps
    .filter(({ id }) => !content.stepObjectives.some(({ stepId }) => stepId === id))
    .map(({ position, title }) => ({
      check: 'stepWithoutObjective',
      path: `/steps/${position}`,
      data: { title },
    }));
}

function overBudget({ content: { budget }, steps, currency }: CheckedPlan): Place[] {
  const total = steps.reduce((sum, { cost }) => sum + hundredths(cost), 0);
  if (budget === null || total <= hundredths(budget)) return [];
  return [
    { check: 'overBudget', path: '/content/budget', data: { total: ofHundredths(total), budget, currency } },
  ];
}

function missingCases(
  { content, steps, currency }: CheckedPlan,
  from: CheckRules['businessCaseFrom'],
): Place[] {
  if (from === null) return [];
  return steps
    .filter(({ cost }) => hundredths(cost) >= hundredths(from))
    .filter(({ id }) => !content.businessCases.some(({ stepId }) => stepId === id))
    .map(({ position, title, cost }) => ({
      check: 'businessCaseMissing',
      path: `/steps/${position}`,
      data: { title, cost, from, currency },
    }));
}

// A promise that the client broke or that was taken back leaves the plan to us again.
function missingClient({ commitments }: CheckedPlan): Place[] {
  const holds = ({ side, status }: CheckedPlan['commitments'][number]): boolean =>
    side === 'client' && status !== 'withdrawn' && status !== 'missed';
  return commitments.some(holds) ? [] : [{ check: 'noClientOwner', path: '/commitments', data: {} }];
}

function gaps({ content, asOf }: CheckedPlan): Place[] {
  return buyingCentreGaps(content.buyingCentre, asOf).flatMap(({ gap }) =>
    gap === 'staleContact' || gap === 'levelBelowWanted'
      ? []
      : [{ check: 'buyingCentreGaps' as const, path: '/content/buyingCentre', data: { gap } }],
  );
}

// Edits refuse circles, so that one got here past them. A step that is done holds nobody up.
function circles({ steps }: CheckedPlan): Place[] {
  const [first, ...rest] = findCycle(steps.filter(({ status }) => status !== 'done')) ?? [];
  if (first === undefined) return [];
  const told: Place = {
    check: 'cyclicDependencies',
    path: `/steps/${first.position}/dependsOn`,
    data: { titles: [first, ...rest].map(({ title }) => title) },
  };
  return [told];
}

/** Everything that the rules find in a plan, blockers first; steps that were rejected or cancelled are left out of account. */
export function planFindings(plan: CheckedPlan, rules: CheckRules): readonly CheckFinding[] {
  const living = { ...plan, steps: plan.steps.filter(({ status }) => !givenUp.includes(status)) };
  const found: Record<PlanCheck, Place[]> = {
    objectiveWithoutSteps: objectivesWithoutSteps(living),
    stepWithoutObjective: stepsWithoutObjective(living),
    overBudget: overBudget(living),
    businessCaseMissing: missingCases(living, rules.businessCaseFrom),
    noClientOwner: missingClient(living),
    buyingCentreGaps: gaps(living),
    cyclicDependencies: circles(living),
  };
  const findings = planChecks.flatMap((check) => {
    const does = rules.checks[check];
    return does === 'off' ? [] : found[check].map((place): CheckFinding => ({ ...place, effect: does }));
  });
  return findings.toSorted((a, b) => Number(b.effect === 'block') - Number(a.effect === 'block'));
}
