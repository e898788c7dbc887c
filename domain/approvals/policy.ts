import { z } from 'zod';

/**
 * How a step is approved: how many must agree, when they are reminded and what happens when they do not answer. Hours are business
 * hours. `verify: code` asks for a code beside the link; a decision can be taken back for `undoMinutes` (minutes on the clock), and
 * nothing follows from it before they have passed.
 */
export const approvalPolicySchema = z
  .strictObject({
    kind: z.enum(['any', 'all', 'quorum']),
    quorum: z.int().min(1).optional(),
    order: z.enum(['parallel', 'sequence']),
    remindAfterHours: z.array(z.number().positive()).max(5),
    expireAfterHours: z.number().positive().max(2000),
    onExpiry: z.enum(['escalate', 'reject', 'keepWaiting']),
    verify: z.enum(['link', 'code']).default('link'),
    undoMinutes: z.int().min(0).max(1440).default(0),
  })
  .refine(({ remindAfterHours: hours }) => hours.every((hour, index) => hour > (hours[index - 1] ?? 0)), {
    path: ['remindAfterHours'],
    message: 'must rise from one reminder to the next',
  })
  .refine(
    ({ remindAfterHours, expireAfterHours }) => remindAfterHours.every((hour) => hour < expireAfterHours),
    {
      path: ['remindAfterHours'],
      message: 'must lie before the expiry',
    },
  );

/** See {@link approvalPolicySchema}. */
export type ApprovalPolicy = z.output<typeof approvalPolicySchema>;

/** All approvers at once; reminders after two and four business days, escalation after five (8 hours each); ten minutes to take a decision back. */
export const standardPolicy: ApprovalPolicy = {
  kind: 'all',
  order: 'parallel',
  remindAfterHours: [16, 32],
  expireAfterHours: 40,
  onExpiry: 'escalate',
  verify: 'link',
  undoMinutes: 10,
};

/** Until when a decision made at `at` can be taken back; `null` where it cannot. */
export function undoDate(policy: ApprovalPolicy, at: Date): Date | null {
  return policy.undoMinutes === 0 ? null : new Date(at.getTime() + policy.undoMinutes * 60_000);
}

/** What an approver can choose. */
export const choices = ['approve', 'requestChanges', 'reject'] as const;

/** See {@link choices}. */
export type Choice = (typeof choices)[number];

/** Where one seat of a request stands; a seat that was escalated or handed over is counted through the person who stands for it. */
export type SeatState =
  'waiting' | 'asked' | 'approved' | 'changesRequested' | 'rejected' | 'expired' | 'released' | 'handedOver';

/** How somebody came by a seat: named in the step, or in the place of another. */
export type SeatOrigin = 'named' | 'escalated' | 'delegated' | 'suggested' | 'reassigned' | 'absent';

/** How a request ends, or `open` while it can still go either way. */
export type Outcome = 'open' | 'approved' | 'changesRequested' | 'rejected' | 'expired';

/** How many of the seats must approve under the policy. */
export function approvalsNeeded(policy: ApprovalPolicy, seats: number): number {
  if (policy.kind === 'any') return 1;
  if (policy.kind === 'all') return seats;
  return Math.min(policy.quorum ?? seats, seats);
}

/**
 * The outcome of a request from the states of its effective seats (the escalated ones left out).
 * A request for changes ends it at once; refusals end it as soon as too few seats are left to reach what is needed. Silence counts
 * as a refusal where the policy says so.
 */
export function outcomeOf(policy: ApprovalPolicy, seats: readonly SeatState[]): Outcome {
  const count = (state: SeatState): number => seats.filter((seat) => seat === state).length;
  const needed = approvalsNeeded(policy, seats.length);
  if (count('approved') >= needed) return 'approved';
  if (count('changesRequested') > 0) return 'changesRequested';
  const possible = count('approved') + count('asked') + count('waiting');
  if (possible >= needed) return 'open';
  const silenceRefuses = policy.onExpiry === 'reject' && count('expired') > 0;
  return count('rejected') > 0 || silenceRefuses ? 'rejected' : 'expired';
}
