import { z } from 'zod';
import { amountSchema, hundredths, ofHundredths } from './amount.ts';
import type { PlanContent } from './content.ts';
import type { PlanStep } from './step.ts';

/** What is looked at before a plan is submitted, besides what no plan may lack. */
export const planChecks = [
  'objectiveWithoutSteps',
  'stepWithoutObjective',
  'overBudget',
  'businessCaseMissing',
] as const;

/** One of {@link planChecks}. */
type PlanCheck = (typeof planChecks)[number];

const effect = z.enum(['block', 'warn', 'off']);

/**
 * The firm's rules for submitting: what each finding does, and from which cost on (in the plan's currency) a step needs a business case;
 * null for never.
 */
export const checkRulesSchema = z.strictObject({
  checks: z.strictObject({
    objectiveWithoutSteps: effect,
    stepWithoutObjective: effect,
    overBudget: effect,
    businessCaseMissing: effect,
  }),
  businessCaseFrom: amountSchema.nullable(),
});

/** See {@link checkRulesSchema}. */
export type CheckRules = z.output<typeof checkRulesSchema>;

/** One thing found: where, in words, and whether it keeps the plan from being submitted. */
export interface CheckFinding {
  readonly check: PlanCheck;
  readonly effect: 'block' | 'warn';
  readonly path: string;
  readonly message: string;
}

/** A plan as it is checked: its content, its steps and the currency of both. */
interface CheckedPlan {
  readonly content: PlanContent;
  readonly steps: readonly PlanStep[];
  readonly currency: string;
}

type Place = Pick<CheckFinding, 'path' | 'message'>;

const givenUp: readonly PlanStep['status'][] = ['rejected', 'cancelled'];

function objectivesWithoutSteps({ content, steps }: CheckedPlan): Place[] {
  const served = content.stepObjectives
    .filter(({ stepId }) => steps.some(({ id }) => id === stepId))
    .map(({ objective }) => objective);
  return content.objectives.flatMap(({ key, title }, index) =>
    served.includes(key)
      ? []
      : [
          {
            path: `/content/objectives/${index}`,
            message: `No step serves the objective "${title}": say in stepObjectives which one does, or leave it out.`,
          },
        ],
  );
}

function stepsWithoutObjective({ content, steps }: CheckedPlan): Place[] {
  return steps
    .filter(({ id }) => !content.stepObjectives.some(({ stepId }) => stepId === id))
    .map(({ position, title }) => ({
      path: `/steps/${position}`,
      message: `"${title}" serves no objective: say in stepObjectives which one it serves.`,
    }));
}

function overBudget({ content: { budget }, steps, currency }: CheckedPlan): Place[] {
  const total = steps.reduce((sum, { cost }) => sum + hundredths(cost), 0);
  if (budget === null || total <= hundredths(budget)) return [];
  const message = `The steps cost ${ofHundredths(total)} ${currency} together, and the budget is ${budget} ${currency}.`;
  return [{ path: '/content/budget', message }];
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
      path: `/steps/${position}`,
      message: `"${title}" costs ${cost} ${currency} and has no business case, which is asked for from ${from} on.`,
    }));
}

/** Everything that the rules find in a plan, blockers first; steps that were rejected or cancelled are left out of account. */
export function planFindings(plan: CheckedPlan, rules: CheckRules): readonly CheckFinding[] {
  const living = { ...plan, steps: plan.steps.filter(({ status }) => !givenUp.includes(status)) };
  const found: Record<PlanCheck, Place[]> = {
    objectiveWithoutSteps: objectivesWithoutSteps(living),
    stepWithoutObjective: stepsWithoutObjective(living),
    overBudget: overBudget(living),
    businessCaseMissing: missingCases(living, rules.businessCaseFrom),
  };
  const findings = planChecks.flatMap((check) => {
    const does = rules.checks[check];
    return does === 'off'
      ? []
      : found[check].map((place): CheckFinding => ({ check, effect: does, ...place }));
  });
  return findings.toSorted((a, b) => Number(b.effect === 'block') - Number(a.effect === 'block'));
}
