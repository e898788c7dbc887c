import { z } from 'zod';
import { DomainError } from '../errors.ts';
import { approvalPolicySchema, standardPolicy, type ApprovalPolicy } from './policy.ts';

const amount = z.string().regex(/^\d{1,12}(\.\d{1,2})?$/, 'must be an amount such as 12000.00');
const region = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'must be a region such as DE or DE-BY');

/** See {@link RuleConditions}. */
export const ruleConditionsSchema = z.strictObject({
  amountFrom: amount.optional(),
  amountBelow: amount.optional(),
  types: z.array(z.string().trim().min(1).max(60)).min(1).max(50).optional(),
  regions: z.array(region).min(1).max(100).optional(),
});

const approvalRuleSchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  when: ruleConditionsSchema,
  policy: approvalPolicySchema,
  ownPolicyAllowed: z.boolean(),
});

/** When a rule applies: amounts in the account's currency, `amountBelow` exclusive; a region covers its parts ('DE' covers 'DE-BY'). All that is named must hold. */
export type RuleConditions = z.output<typeof ruleConditionsSchema>;

/** One of the firm's rules: the policy of the steps it applies to, and whether a manager may set another one for a step. */
export type ApprovalRule = z.output<typeof approvalRuleSchema>;

/**
 * The firm's approval rules in the order in which they are tried; the last one applies to whatever is left. From `codeFrom` on (an
 * amount in the account's currency) a decision needs a code, whatever the policy says; `null` for never.
 */
export const ruleSetSchema = z
  .strictObject({ codeFrom: amount.nullable(), rules: z.array(approvalRuleSchema).min(1).max(50) })
  .superRefine(({ rules }, context) => {
    const fault = (path: (string | number)[], message: string): void =>
      context.addIssue({ code: 'custom', path: ['rules', ...path], message });
    for (const [index, { name, when, policy }] of rules.entries()) {
      const last = index === rules.length - 1;
      if (rules.findIndex((one) => one.name === name) < index)
        fault([index, 'name'], `"${name}" names an earlier rule already`);
      if (last && Object.keys(when).length > 0)
        fault([index, 'when'], 'must be empty in the last rule, so that every step has a rule');
      if (!last && Object.keys(when).length === 0)
        fault([index, 'when'], 'must name a condition: no later rule would ever apply');
      if (!rises(when)) fault([index, 'when', 'amountBelow'], 'must be more than amountFrom');
      if (policy.kind === 'quorum' && policy.quorum === undefined)
        fault([index, 'policy', 'quorum'], 'must say how many have to approve');
    }
  });

/** See {@link ruleSetSchema}. */
export type RuleSet = z.output<typeof ruleSetSchema>;

/** What a rule is chosen by: `cost` in the account's currency, the step's type, the account's region. */
export interface RuledStep {
  readonly cost: string;
  readonly type: string;
  readonly region: string;
}

/** The rules that come with the product, as the migration stores them as version 1. */
export const standardRules: RuleSet = {
  codeFrom: '10000.00',
  rules: [{ name: 'standard', when: {}, policy: standardPolicy, ownPolicyAllowed: true }],
};

// Amounts have at most 14 digits, which a number holds exactly when counted in hundredths.
function hundredths(text: string): number {
  const [whole = '0', cents = ''] = text.split('.');
  return Number(whole) * 100 + Number(cents.padEnd(2, '0'));
}

function rises({ amountFrom, amountBelow }: RuleConditions): boolean {
  if (amountFrom === undefined || amountBelow === undefined) return true;
  return hundredths(amountFrom) < hundredths(amountBelow);
}

function applies(when: RuleConditions, step: RuledStep): boolean {
  const { amountFrom, amountBelow, types, regions } = when;
  const cost = hundredths(step.cost);
  if (amountFrom !== undefined && cost < hundredths(amountFrom)) return false;
  if (amountBelow !== undefined && cost >= hundredths(amountBelow)) return false;
  if (types !== undefined && !types.includes(step.type)) return false;
  return regions === undefined || regions.some((one) => `${step.region}-`.startsWith(`${one}-`));
}

/** The first rule that applies to the step. Throws `invalid` for a set whose last rule does not apply to everything. */
export function chooseRule({ rules }: RuleSet, step: RuledStep): ApprovalRule {
  const rule = rules.find(({ when }) => applies(when, step));
  if (rule) return rule;
  throw new DomainError('invalid', 'The last approval rule must apply to every step.');
}

/** What a decision on a step needs under these rules and the policy chosen: the link alone, or a code. */
export function verifyFor(
  { codeFrom }: RuleSet,
  step: { readonly cost: string; readonly policy: ApprovalPolicy },
): ApprovalPolicy['verify'] {
  const large = codeFrom !== null && hundredths(step.cost) >= hundredths(codeFrom);
  return large ? 'code' : step.policy.verify;
}
