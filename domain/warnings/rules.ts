import { z } from 'zod';

/** Why an account can be warned of; an account has one open alarm for each. The names are stored and never renamed. */
export const causes = [
  ...(['drop', 'silence', 'costSpike', 'cancellationSpike'] as const),
  ...(['detractor', 'lostSponsor', 'overdue'] as const),
] as const;

/** See {@link causes}. */
export type Cause = (typeof causes)[number];

const enabled = z.boolean().default(true);
const share = z.number().gt(0).max(1);
const days = z.int().min(1).max(730);

/**
 * The firm's rules of early warning. Money is in the account's currency, shares are parts of 1. An open alarm holds until its figure falls below
 * `holdFactor` of what raises it, so that it does not come and go around a threshold; one that was cleared goes on where its cause returns within
 * `continueWithinDays`. Data older than `lateAfterDays` are compared with nothing.
 */
export const warningRulesSchema = z.strictObject({
  windowMonths: z.int().min(1).max(12).default(3),
  lateAfterDays: z.int().min(1).max(92).default(31),
  continueWithinDays: z.int().min(0).max(365).default(30),
  holdFactor: share.default(0.75),
  drop: z
    .strictObject({
      enabled,
      share: share.default(0.3),
      minAmountBefore: z.number().min(0).max(1e12).default(5000),
      minOrdersBefore: z.int().min(1).max(100_000).default(10),
      sigmas: z.number().min(0).max(10).default(2),
    })
    .prefault({}),
  silence: z
    .strictObject({
      enabled,
      days: z.array(z.int().min(7).max(180)).min(1).max(5).default([30, 60, 90]),
      minActiveDaysBefore: z.int().min(2).max(180).default(6),
    })
    .prefault({}),
  costSpike: z
    .strictObject({
      enabled,
      factor: z.number().gt(1).max(100).default(1.5),
      points: share.default(0.05),
      minCost: z.number().min(0).max(1e12).default(500),
      minOrders: z.int().min(1).max(100_000).default(10),
    })
    .prefault({}),
  cancellationSpike: z
    .strictObject({
      enabled,
      points: share.default(0.15),
      minDue: z.int().min(1).max(100_000).default(20),
      sigmas: z.number().min(0).max(10).default(3),
      evenIfGrowing: z.boolean().default(false),
    })
    .prefault({}),
  detractor: z.strictObject({ enabled, days: days.default(90) }).prefault({}),
  lostSponsor: z.strictObject({ enabled, influence: z.int().min(1).max(5).default(4) }).prefault({}),
  overdue: z
    .strictObject({
      enabled,
      days: days.default(90),
      commitments: z.int().min(1).max(100).default(1),
      steps: z.int().min(1).max(100).default(2),
    })
    .prefault({}),
});

/** See {@link warningRulesSchema}. */
export type WarningRules = z.output<typeof warningRulesSchema>;
