import { z } from 'zod';

/** How grave an escalation is: 1 the gravest, 4 the least. */
export const severities = [1, 2, 3, 4] as const;

/** See {@link severities}. */
export type Severity = (typeof severities)[number];

/** Who can be asked to take an escalation, in the order of a ladder that leaves nobody out; `executive` is the programme's owner. */
export const rungs = ['manager', 'director', 'sponsor', 'executive'] as const;

/** As whom somebody is asked, see {@link rungs}. */
export type Rung = (typeof rungs)[number];

const minutes = z.int().min(1).max(1_000_000);

const limitsSchema = z
  .strictObject({
    respondMinutes: minutes,
    /** Null: an update is due when something changes, not by the clock. */
    updateMinutes: minutes.nullable(),
    resolveMinutes: minutes,
    /** Which minutes count: those of the client's working hours, or all. */
    hours: z.enum(['business', 'always']),
  })
  .refine(({ respondMinutes, resolveMinutes }) => respondMinutes <= resolveMinutes, {
    path: ['respondMinutes'],
    message: 'must not be more than resolveMinutes',
  });

function ascends(shares: readonly number[]): boolean {
  return shares.every((share, index) => index === 0 || share > (shares[index - 1] ?? share));
}

/**
 * A version of a firm's escalation policy. Limits are in minutes of the client's working time, of which a day has 480, or of all time where `hours` says so; shares are percentages
 * of a limit.
 */
export const escalationPolicySchema = z.strictObject({
  severities: z.strictObject({ 1: limitsSchema, 2: limitsSchema, 3: limitsSchema, 4: limitsSchema }),
  warnAt: z.array(z.int().min(1).max(99)).max(9).refine(ascends, { message: 'must ascend' }),
  ladder: z
    .array(z.enum(rungs))
    .min(1)
    .refine((ladder) => new Set(ladder).size === ladder.length, { message: 'must name nobody twice' }),
  /** The share of the response limit after which somebody who was asked has not acknowledged. */
  climbAfterShare: z.int().min(1).max(100),
  attemptsPerRung: z.int().min(1).max(5),
  longestPauseMinutes: minutes,
  raiseFor: z.strictObject({ strategicSegment: z.boolean(), poorHealth: z.boolean() }),
  /** The severity that a cause begins with; 3 for a cause that is not named. */
  severityByCause: z.record(z.string().min(1).max(60), z.literal(severities)),
});

/** See {@link escalationPolicySchema}. */
export type EscalationPolicy = z.infer<typeof escalationPolicySchema>;

/** Raises a severity by one level, never above 1, for a strategic account or one in poor health; both together raise it once. */
export function raisedSeverity(
  base: Severity,
  account: { readonly strategic: boolean; readonly poorHealth: boolean },
): Severity {
  if (!account.strategic && !account.poorHealth) return base;
  return severities[Math.max(0, base - 2)] ?? base;
}
