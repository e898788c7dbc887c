import { describe, expect, it } from 'vitest';
import { escalationPolicySchema, raisedSeverity, severities } from '../../domain/escalations/policy.ts';

const limits = { respondMinutes: 15, updateMinutes: 30, resolveMinutes: 240, hours: 'business' };
const policy = {
  severities: { 1: limits, 2: limits, 3: limits, 4: { ...limits, updateMinutes: null } },
  warnAt: [50, 75, 90],
  ladder: ['manager', 'director', 'sponsor', 'executive'],
  climbAfterShare: 50,
  attemptsPerRung: 1,
  longestPauseMinutes: 2400,
  raiseFor: { strategicSegment: true, poorHealth: true },
  severityByCause: { drop: 2 },
};

describe('an escalation policy', () => {
  it('is taken as it is', () => {
    expect(escalationPolicySchema.parse(policy)).toEqual(policy);
  });

  it.each([
    ['warnings that do not ascend', { ...policy, warnAt: [50, 50] }],
    ['a warning after the end', { ...policy, warnAt: [100] }],
    ['somebody twice on the ladder', { ...policy, ladder: ['manager', 'director', 'manager'] }],
    ['a ladder without anybody', { ...policy, ladder: [] }],
    [
      'a response after the resolution',
      { ...policy, severities: { ...policy.severities, 2: { ...limits, respondMinutes: 241 } } },
    ],
    [
      'no time at all',
      { ...policy, severities: { ...policy.severities, 1: { ...limits, respondMinutes: 0 } } },
    ],
    ['a severity that there is not', { ...policy, severityByCause: { drop: 5 } }],
    ['a severity left out', { ...policy, severities: { 1: limits, 2: limits, 3: limits } }],
  ])('refuses %s', (_what, wrong) => {
    expect(escalationPolicySchema.safeParse(wrong).success).toBe(false);
  });

  it('raises by one level for a strategic account or poor health, once for both, and never above the gravest', () => {
    for (const base of severities) {
      const raised = raisedSeverity(base, { strategic: true, poorHealth: false });
      expect(raised).toBe(base === 1 ? 1 : base - 1);
      expect(raisedSeverity(base, { strategic: false, poorHealth: true })).toBe(raised);
      expect(raisedSeverity(base, { strategic: true, poorHealth: true })).toBe(raised);
      expect(raisedSeverity(base, { strategic: false, poorHealth: false })).toBe(base);
    }
  });
});
