import { z } from 'zod';

/** The five role groups of a key account manager after the Cranfield KAM Club: goals (vision, strategy, results), customer (needs, value,
 * relationship), internal (working through the own firm), planning (the account plan), spanning (the bridge between both firms). */
export const roleGroups = ['goals', 'customer', 'internal', 'planning', 'spanning'] as const;

/** One of {@link roleGroups}. */
export type RoleGroup = (typeof roleGroups)[number];

/** A number for each role group, made by the schema that `each` gives. */
export function perRoleGroup<Each extends z.ZodType>(each: Each) {
  return z.strictObject({ goals: each, customer: each, internal: each, planning: each, spanning: each });
}

/** A language as ISO 639 writes it: 'pt', 'de'. */
export const languageCode = z.string().regex(/^[a-z]{2,3}$/, 'must be a language such as pt or de');

/** A region, which covers its parts: 'DE' covers 'DE-BY'. */
export const regionCode = z
  .string()
  .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'must be a region such as PT or DE-BY');

const amount = z.string().regex(/^\d{1,12}(\.\d{1,2})?$/, 'must be an amount such as 12000.00');

const capacity = z.union(
  [
    z.strictObject({ accounts: z.int().min(0).max(200) }),
    z.strictObject({ timePercent: z.int().min(0).max(100) }),
  ],
  'must be {accounts: 0 to 200} or {timePercent: 0 to 100}',
);

const authority = z
  .strictObject({
    perStep: amount,
    perPlan: amount,
    currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as EUR'),
  })
  .refine(({ perStep, perPlan }) => Number(perStep) <= Number(perPlan), {
    path: ['perPlan'],
    message: 'must be at least what one step may cost',
  });

/**
 * What a manager brings: the role groups rated 1 to 5, languages, regions served, capacity in accounts or in percent of their time, how
 * they like to work, and the autonomy limits (money per step and per plan). The time zone is the person's.
 */
export const managerProfileSchema = z.strictObject({
  skills: perRoleGroup(z.int().min(1).max(5)),
  languages: z.array(languageCode).min(1).max(20),
  regions: z.array(regionCode).min(1).max(100),
  capacity,
  workStyle: z.string().trim().max(2000).default(''),
  authority: authority.nullable().default(null),
});

/** See {@link managerProfileSchema}. */
export type ManagerProfile = z.output<typeof managerProfileSchema>;

/** Whether `code` is one of the regions or a part of one. */
export function servesRegion(regions: readonly string[], code: string): boolean {
  return regions.some((region) => code === region || code.startsWith(`${region}-`));
}
