import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standardPolicy } from '../../domain/approvals/policy.ts';
import {
  chooseRule,
  ruleSetSchema,
  verifyFor,
  type ApprovalRule,
  type RuleSet,
} from '../../domain/approvals/rules.ts';

const amount = fc
  .integer({ min: 0, max: 99_999_999 })
  .map((cents) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`);
const region = fc.constantFrom('DE', 'DE-BY', 'PT', 'D', 'AT-9');
const type = fc.constantFrom('growth', 'service', 'relationship');
const step = fc.record({ cost: amount, type, region });
const conditions = fc.record(
  {
    amountFrom: amount,
    amountBelow: amount,
    types: fc.uniqueArray(type, { minLength: 1 }),
    regions: fc.uniqueArray(region, { minLength: 1 }),
  },
  { requiredKeys: [] },
);

function rule(name: string, when: ApprovalRule['when']): ApprovalRule {
  return { name, when, policy: standardPolicy, ownPolicyAllowed: true };
}

const sets: fc.Arbitrary<RuleSet> = fc
  .array(conditions, { maxLength: 5 })
  .map((list) => [...list, {}].map((when, index) => rule(`rule ${index}`, when)))
  .map((rules) => ({ codeFrom: null, rules }));

const chosen = (rules: readonly ApprovalRule[], about: Parameters<typeof chooseRule>[1]): string =>
  chooseRule({ codeFrom: null, rules: [...rules] }, about).name;

function faultsOf(rules: readonly ApprovalRule[]): readonly string[] {
  const { error } = ruleSetSchema.safeParse({ codeFrom: null, rules });
  return (error?.issues ?? []).map((issue) => issue.path.join('/'));
}

describe('the rule of a step', () => {
  it('exists for every step', () => {
    fc.assert(
      fc.property(sets, step, (set, about) => {
        expect(set.rules).toContain(chooseRule(set, about));
      }),
    );
  });

  it('is the first that applies: those before it, each alone, would not have', () => {
    fc.assert(
      fc.property(sets, step, (set, about) => {
        const found = chooseRule(set, about);
        const rest = rule('rest', {});
        for (const earlier of set.rules.slice(0, set.rules.indexOf(found)))
          expect(chosen([earlier, rest], about)).toBe('rest');
        expect(chosen([found, rest], about)).toBe(found.name);
      }),
    );
  });

  it('takes in its lower amount and leaves out its upper one', () => {
    fc.assert(
      fc.property(amount, step, (threshold, about) => {
        const at = { ...about, cost: threshold };
        const rest = rule('rest', {});
        expect(chosen([rule('from', { amountFrom: threshold }), rest], at)).toBe('from');
        expect(chosen([rule('below', { amountBelow: threshold }), rest], at)).toBe('rest');
      }),
    );
  });

  it.each([
    ['DE', 'DE-BY', true],
    ['DE', 'DE', true],
    ['DE-BY', 'DE', false],
    ['DE-B', 'DE-BY', false],
    ['PT', 'DE', false],
  ])('of the region %s for an account in %s: %s', (ruled, here, applies) => {
    const rules = [rule('regional', { regions: [ruled] }), rule('rest', {})];
    expect(chosen(rules, { cost: '1', type: 'growth', region: here })).toBe(applies ? 'regional' : 'rest');
  });
});

describe('what a decision needs', () => {
  it('is a code from the amount on, whatever the policy says', () => {
    fc.assert(
      fc.property(amount, (threshold) => {
        const set = { codeFrom: threshold, rules: [rule('rest', {})] };
        expect(verifyFor(set, { cost: threshold, policy: standardPolicy })).toBe('code');
        expect(verifyFor({ ...set, codeFrom: null }, { cost: threshold, policy: standardPolicy })).toBe(
          'link',
        );
      }),
    );
  });

  it('is a code below the amount too where the policy asks for one', () => {
    const set = { codeFrom: '100.00', rules: [rule('rest', {})] };
    expect(verifyFor(set, { cost: '99.99', policy: standardPolicy })).toBe('link');
    expect(verifyFor(set, { cost: '99.99', policy: { ...standardPolicy, verify: 'code' } })).toBe('code');
  });
});

describe('a set of rules', () => {
  it('is refused with every fault at once', () => {
    const quorum = { ...standardPolicy, kind: 'quorum' as const };
    expect(
      faultsOf([
        rule('large', { amountFrom: '10', amountBelow: '5' }),
        rule('large', {}),
        { ...rule('council', { types: ['growth'] }), policy: quorum },
        rule('end', { regions: ['DE'] }),
      ]),
    ).toEqual([
      'rules/0/when/amountBelow',
      'rules/1/name',
      'rules/1/when',
      'rules/2/policy/quorum',
      'rules/3/when',
    ]);
    expect(faultsOf([])).toEqual(['rules']);
  });

  it('is taken when its last rule takes whatever is left', () => {
    expect(faultsOf([rule('large', { amountFrom: '10000' }), rule('rest', {})])).toEqual([]);
  });
});
