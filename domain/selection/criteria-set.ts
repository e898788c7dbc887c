import { z } from 'zod';
import { DomainError } from '../errors.ts';
import { refuseInconsistencies } from './criteria-rules.ts';
import { metricNames } from './metrics.ts';

const name = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{0,59}$/, 'must be a name of letters and digits such as netValue');
const currency = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as EUR');
const share = z.number().min(0).max(1);
const money = z.number().min(0).max(1e12);

const transform = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percentile') }),
  z.strictObject({ kind: z.literal('linear'), low: z.number(), high: z.number() }),
  z.strictObject({
    kind: z.literal('bands'),
    bands: z
      .array(z.strictObject({ from: z.number(), share }))
      .min(1)
      .max(20),
    below: share.default(0).meta({ description: 'The share of a value below the first band.' }),
  }),
]);

const criterion = z.strictObject({
  key: name,
  title: z.string().trim().min(1).max(80),
  axis: z.enum(['attractiveness', 'strength']),
  weight: z.number().gt(0).max(100),
  direction: z.enum(['higher', 'lower']).default('higher').meta({ description: 'Which values are better.' }),
  source: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('metric'),
      metric: z.enum(metricNames, { error: `must be one of ${metricNames.join(', ')}` }),
      windowMonths: z.int().min(1).max(60).default(12),
    }),
    z.strictObject({ kind: z.literal('rating') }),
  ]),
  transform,
  optional: z
    .boolean()
    .default(false)
    .meta({ description: 'true: scoring goes on though no account at all has a value.' }),
});

const driver = z.strictObject({
  purpose: z.enum(['acquire', 'serve', 'retain']),
  volume: z
    .string()
    .regex(
      /^(transactions|cancellations|attribute:[a-z][A-Za-z0-9]{0,59})$/,
      'must be transactions, cancellations, or attribute:NAME for a number in the attributes of transactions',
    ),
  rate: money.meta({ description: 'The cost of one, in the currency of the set.' }),
});

const value = z.strictObject({
  currency,
  rates: z
    .record(currency, z.number().gt(0).max(1e6))
    .default({})
    .meta({ description: 'What one of another currency is worth in that of the set.' }),
  marginRate: share,
  discountRate: z.number().min(0).max(1).meta({ description: 'A year.' }),
  retention: z
    .strictObject({ returning: share, first: share })
    .meta({ description: 'A year: of accounts that bought in the window before too, and of new ones.' }),
  drivers: z.array(driver).max(20).default([]),
});

const designation = z.strictObject({
  enter: z.number().min(0).max(100).default(60),
  leave: z.number().min(0).max(100).default(50),
  minimumCoverage: share
    .default(0.5)
    .meta({ description: 'The part of an axis weight that must be known for its score to count.' }),
  cap: z.int().min(1).max(1000).default(25),
  quadrants: z
    .array(z.enum(['strategic', 'star', 'status', 'streamline']))
    .min(1)
    .default(['strategic', 'star']),
  expectedReturn: z.strictObject({
    horizonYears: z.int().min(1).max(10),
    upliftRate: z.number().min(0).max(10).meta({ description: 'Of the net value, a year.' }),
    shareCost: money.meta({ description: "An account's share of its manager, a year." }),
    tolerance: share
      .default(0.2)
      .meta({ description: 'The part of that cost that a key account may fall short of before it leaves.' }),
  }),
});

/** The content of a criteria set: on two axes what is counted and how, and how key accounts are told from it. */
export const criteriaSetSchema = z
  .strictObject({
    criteria: z.array(criterion).min(2).max(40),
    value,
    designation,
  })
  .superRefine(refuseInconsistencies);

/** Weighted criteria on two axes with the values they rest on and the rules of designation. Money is in `value.currency`. */
export type CriteriaSet = z.output<typeof criteriaSetSchema>;
/** One criterion: where its value comes from, which way is better, and how a value becomes a share of its weight. */
export type Criterion = CriteriaSet['criteria'][number];
/** One of the two sides that an account is looked at from. */
export type Axis = Criterion['axis'];
/** When an axis counts as high, who is designated, and what a manager's share must earn. */
export type DesignationRules = CriteriaSet['designation'];

/** Both axes, the horizontal one of the matrix first. */
export const axes: readonly Axis[] = ['attractiveness', 'strength'];

/** Checks a set as given. Throws `invalid` with the place of every fault. */
export function parseCriteriaSet(given: unknown): CriteriaSet {
  const result = criteriaSetSchema.safeParse(given);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => ({
    path: issue.path.join('.') || 'set',
    message: issue.message,
  }));
  const list = faults.map(({ path, message }) => `${path}: ${message}`).join('; ');
  throw new DomainError('invalid', `The criteria set is to be corrected: ${list}`, faults);
}

/** The set with these weights by criterion and, where given, another cap; the other weights stay. Throws `invalid` for a criterion
 * that the set does not have and for weights that no longer sum to 100. */
export function reweigh(
  set: CriteriaSet,
  change: { readonly weights: Readonly<Record<string, number>>; readonly cap?: number | undefined },
): CriteriaSet {
  const unknown = Object.keys(change.weights).filter((key) => !set.criteria.some((each) => each.key === key));
  if (unknown.length > 0) {
    const known = set.criteria.map(({ key }) => key).join(', ');
    const faults = unknown.map((key) => ({
      path: `weights.${key}`,
      message: `is no criterion of the set: ${known}`,
    }));
    throw new DomainError(
      'invalid',
      `The set has no criterion ${unknown.join(', ')}: it has ${known}.`,
      faults,
    );
  }
  return parseCriteriaSet({
    ...set,
    criteria: set.criteria.map((each) => ({ ...each, weight: change.weights[each.key] ?? each.weight })),
    designation: { ...set.designation, cap: change.cap ?? set.designation.cap },
  });
}
