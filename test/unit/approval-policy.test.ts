import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  approvalsNeeded,
  outcomeOf,
  standardPolicy,
  type ApprovalPolicy,
  type SeatState,
} from '../../domain/approvals/policy.ts';
import { standIn } from '../../domain/approvals/stand-in.ts';

const seatStates: readonly SeatState[] = [
  'waiting',
  'asked',
  'approved',
  'changesRequested',
  'rejected',
  'expired',
];
const seats = fc.array(fc.constantFrom(...seatStates), { minLength: 1, maxLength: 7 });
const policies: fc.Arbitrary<ApprovalPolicy> = fc.record({
  kind: fc.constantFrom('any' as const, 'all' as const, 'quorum' as const),
  quorum: fc.integer({ min: 1, max: 7 }),
  order: fc.constantFrom('parallel' as const, 'sequence' as const),
  remindAfterHours: fc.constant([16]),
  expireAfterHours: fc.constant(40),
  onExpiry: fc.constantFrom('escalate' as const, 'reject' as const, 'keepWaiting' as const),
  verify: fc.constant('link' as const),
  undoMinutes: fc.constant(0),
});

const open = (state: SeatState): boolean => state === 'asked' || state === 'waiting';

describe('the outcome of a request', () => {
  it('does not depend on the order of the seats', () => {
    fc.assert(
      fc.property(policies, seats, (policy, states) => {
        expect(outcomeOf(policy, [...states].reverse())).toBe(outcomeOf(policy, states));
      }),
    );
  });

  it('is approved exactly when enough have approved', () => {
    fc.assert(
      fc.property(policies, seats, (policy, states) => {
        const approved = states.filter((state) => state === 'approved').length;
        expect(outcomeOf(policy, states) === 'approved').toBe(
          approved >= approvalsNeeded(policy, states.length),
        );
      }),
    );
  });

  it('is open only while answers could still change it, and never once nobody is left to answer', () => {
    fc.assert(
      fc.property(policies, seats, (policy, states) => {
        if (outcomeOf(policy, states) !== 'open') return;
        expect(states.some(open)).toBe(true);
        const allApprove = states.map((state) => (open(state) ? 'approved' : state));
        expect(outcomeOf(policy, allApprove)).toBe('approved');
      }),
    );
  });

  it('ends at once when a quorum can no longer be met, whatever the others would say', () => {
    fc.assert(
      fc.property(policies, seats, (policy, states) => {
        const ended = outcomeOf(policy, states);
        if (ended === 'open' || ended === 'approved' || ended === 'changesRequested') return;
        const allApprove = states.map((state) => (open(state) ? 'approved' : state));
        expect(outcomeOf(policy, allApprove)).not.toBe('approved');
      }),
    );
  });

  it('is a refusal when silence refuses', () => {
    const policy: ApprovalPolicy = { ...standardPolicy, onExpiry: 'reject' };
    expect(outcomeOf(policy, ['expired', 'approved'])).toBe('rejected');
    expect(outcomeOf(standardPolicy, ['expired', 'approved'])).toBe('expired');
  });
});

describe('who stands in for an approver', () => {
  const person = (id: string, active = true): { id: string; superiorId: null; active: boolean } => ({
    id,
    superiorId: null,
    active,
  });

  it('is the superior, then the director, then the owner of the programme', () => {
    const candidates = { superior: person('1'), director: person('2'), programmeOwner: person('3') };
    expect(standIn(candidates, new Set())).toEqual({ personId: '1', reason: 'superior' });
    expect(standIn(candidates, new Set(['1']))).toEqual({ personId: '2', reason: 'director' });
    expect(standIn({ ...candidates, superior: person('1', false) }, new Set(['2']))?.reason).toBe(
      'programmeOwner',
    );
    expect(standIn(candidates, new Set(['1', '2', '3']))).toBeUndefined();
  });
});
