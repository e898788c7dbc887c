import { z } from 'zod';
import type { KpiDefinition } from './definition.ts';
import { isLibraryKpi } from './library.ts';

const label = z.string().trim().min(1).max(200);
const sentence = z.string().trim().min(1).max(1000);
const reason = z.string().trim().min(1).max(1000);

/** The key of a KPI. */
export const kpiKeySchema = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{0,59}$/, 'must be a name of letters and digits such as onTimeDelivery');

/** A KPI that a firm defines itself; its values are given, never computed. */
export const ownKpiSchema = z
  .strictObject({
    name: z.strictObject({ en: label, de: label }),
    unit: z.enum(['share', 'money', 'count', 'score']).meta({ description: 'A share is a part of 1.' }),
    direction: z.enum(['higher', 'lower']).meta({ description: 'Which values are better.' }),
    kind: z
      .enum(['flow', 'level'])
      .meta({ description: 'Whether it adds up over a year, or holds at any time.' }),
    scale: z
      .strictObject({ low: z.number().nullable(), high: z.number().nullable() })
      .default({ low: null, high: null })
      .meta({ description: 'The least and the greatest value that can be.' }),
    formula: sentence,
    source: sentence,
    reason: reason.meta({ description: 'Why it is defined or changed.' }),
  })
  .refine(({ scale: { low, high } }) => low === null || high === null || low < high, {
    path: ['scale', 'high'],
    message: 'must be above the low end',
  });

/** A firm's own KPI as it was checked. */
export type OwnKpiWish = z.output<typeof ownKpiSchema>;

/** A version of a firm's own KPI. */
export interface OwnKpi extends KpiDefinition {
  readonly key: string;
}

/** Why a KPI of that key cannot be a firm's own; null where it can. */
export function keyFault(key: string): string | null {
  return isLibraryKpi(key) ? 'is a KPI that comes with the product: choose another key' : null;
}

const figure = z
  .string()
  .trim()
  .regex(/^-?\d{1,15}(\.\d{1,6})?$/, 'must be a number such as 0.25, with at most 6 decimals');

/** A value that somebody gives for a window of days, of an account or a programme by its key. */
export const givenValueSchema = z
  .strictObject({
    kpi: kpiKeySchema,
    account: label.optional().meta({ description: 'The key of the account that it is of.' }),
    programme: label
      .optional()
      .meta({ description: 'The key of the programme that it is of, instead of an account.' }),
    startsOn: z.iso.date().meta({ description: 'The first day that it counts.', example: '2026-01-01' }),
    asOf: z.iso.date().meta({ description: 'The day that it ends before.', example: '2026-04-01' }),
    value: figure.meta({ example: '0.97' }),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as EUR')
      .optional()
      .meta({ description: 'Of money only.' }),
    reason: reason
      .optional()
      .meta({ description: 'Why it takes the place of the value given before for the same days.' }),
  })
  .refine(({ account, programme }) => (account === undefined) !== (programme === undefined), {
    path: ['account'],
    message: 'name an account or a programme, and not both',
  })
  .refine(({ startsOn, asOf }) => startsOn < asOf, {
    path: ['asOf'],
    message: 'must be after the first day',
  });

/** A given value as it was checked. */
export type GivenValue = z.output<typeof givenValueSchema>;

/** What does not fit the definition of its KPI in a given value, and where; `today` is 'YYYY-MM-DD'. */
export function valueFaults(
  given: GivenValue,
  { definition, today }: { readonly definition: OwnKpi; readonly today: string },
): readonly { readonly path: string; readonly message: string }[] {
  const { low, high } = definition.scale;
  const value = Number(given.value);
  const faults: { path: string; message: string }[] = [];
  const fault = (path: string, message: string): unknown => faults.push({ path, message });
  if ((low !== null && value < low) || (high !== null && value > high))
    fault('value', `must be from ${low ?? 'no bound'} to ${high ?? 'no bound'}`);
  if (definition.unit === 'money' && given.currency === undefined)
    fault('currency', 'is needed: it is money');
  if (definition.unit !== 'money' && given.currency !== undefined)
    fault('currency', 'must be left out: it is no money');
  if (given.asOf > today) fault('asOf', 'must not be after today');
  return faults;
}
