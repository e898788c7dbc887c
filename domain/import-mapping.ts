import { z } from 'zod';
import { DomainError } from './errors.ts';

/** A text: a constant; a column, translated by `values` and prefixed; the first that is not null; or several joined. */
export interface TextExpression {
  readonly constant?: string | undefined;
  readonly column?: string | undefined;
  readonly prefix?: string | undefined;
  readonly values?: Readonly<Record<string, string>> | undefined;
  readonly first?: readonly TextExpression[] | undefined;
  readonly join?: readonly TextExpression[] | undefined;
  readonly with?: string | undefined;
}

/** A decimal number: a constant, a column with what stands for null, a sum or a product. Null in, null out. */
export interface NumberExpression {
  readonly constant?: number | undefined;
  readonly column?: string | undefined;
  readonly default?: number | undefined;
  readonly sum?: readonly NumberExpression[] | undefined;
  readonly product?: readonly NumberExpression[] | undefined;
}

/** A calendar day: a column in a format, three parts, or another day moved by a number of days. */
export interface DateExpression {
  readonly column?: string | undefined;
  readonly format?: string | undefined;
  readonly year?: TextExpression | undefined;
  readonly month?: TextExpression | undefined;
  readonly day?: TextExpression | undefined;
  readonly date?: DateExpression | undefined;
  readonly plusDays?: NumberExpression | undefined;
  readonly minusDays?: NumberExpression | undefined;
}

const columnName = z.string().min(1);
const key = z.string().regex(/^[a-z0-9][a-z0-9._-]*$/, 'must be lower-case letters, digits, dots and dashes');
const currency = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as EUR');
const region = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'must be a region such as PT or DE-BY');

const text: z.ZodType<TextExpression> = z.lazy(() =>
  z
    .strictObject({
      constant: z.string().min(1).optional(),
      column: columnName.optional(),
      prefix: z.string().optional(),
      values: z.record(z.string(), z.string()).optional(),
      first: z.array(text).min(1).optional(),
      join: z.array(text).min(1).optional(),
      with: z.string().optional(),
    })
    .superRefine(exactlyOne(['constant', 'column', 'first', 'join']))
    .superRefine(onlyWith({ prefix: 'column', values: 'column', with: 'join' })),
);

const number: z.ZodType<NumberExpression> = z.lazy(() =>
  z
    .strictObject({
      constant: z.number().optional(),
      column: columnName.optional(),
      default: z.number().optional(),
      sum: z.array(number).min(1).optional(),
      product: z.array(number).min(1).optional(),
    })
    .superRefine(exactlyOne(['constant', 'column', 'sum', 'product']))
    .superRefine(onlyWith({ default: 'column' })),
);

const date: z.ZodType<DateExpression> = z.lazy(() =>
  z
    .strictObject({
      column: columnName.optional(),
      format: z
        .string()
        .regex(/^(?=.*YYYY)(?=.*MM)(?=.*DD)/, 'must contain YYYY, MM and DD')
        .optional(),
      year: text.optional(),
      month: text.optional(),
      day: text.optional(),
      date: date.optional(),
      plusDays: number.optional(),
      minusDays: number.optional(),
    })
    .superRefine(exactlyOne(['column', 'year', 'date']))
    .superRefine(
      onlyWith({ format: 'column', month: 'year', day: 'year', plusDays: 'date', minusDays: 'date' }),
    )
    .refine((value) => value.year === undefined || (value.month !== undefined && value.day !== undefined), {
      message: 'needs year, month and day',
    }),
);

const attribute = z
  .strictObject({ number: number.optional(), text: text.optional() })
  .superRefine(exactlyOne(['number', 'text']));

const condition = z
  .strictObject({
    column: columnName,
    is: z.array(z.string()).optional(),
    not: z.array(z.string()).optional(),
  })
  .superRefine(exactlyOne(['is', 'not']));

const defaults = z.strictObject({
  programme: key,
  programmeName: z.string().min(1).optional(),
  region,
  timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone such as Europe/Lisbon'),
  currency,
  manager: key.optional(),
  director: key.optional(),
  team: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case'), key).default({}),
});

const importMapping = z.strictObject({
  source: key,
  mode: z.enum(['snapshot', 'append']),
  shift: z.union([z.literal('none'), z.literal('last-complete-month'), z.int()]).default('none'),
  csv: z
    .strictObject({
      delimiter: z.string().length(1).default(','),
      encoding: z.string().refine(isEncoding, 'is no known encoding').default('utf-8'),
      decimal: z.enum(['.', ',']).default('.'),
    })
    .prefault({}),
  nulls: z.array(z.string()).default([]),
  where: z.array(condition).default([]),
  account: z.strictObject({ key: text, name: text.optional(), region: text.optional() }).optional(),
  contact: z
    .strictObject({ key: text, name: text.optional(), email: text.optional(), role: text.optional() })
    .optional(),
  offering: z.strictObject({ key: text, name: text.optional(), line: text }).optional(),
  transaction: z.strictObject({
    key: z.union([z.literal('row'), z.array(columnName).min(1)], 'must be "row" or a list of columns'),
    bookedOn: date,
    deliveredOn: date.optional(),
    status: text,
    quantity: number.default({ constant: 1 }),
    amount: number,
    currency: text,
    attributes: z.record(z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must be camelCase'), attribute).default({}),
  }),
  defaults,
});

/** How the columns of one source's CSV become accounts, contacts, offerings and transactions. */
export type ImportMapping = z.infer<typeof importMapping>;

/** What accounts get that an import meets first and people keep from then on; persons by key, `team` by function. */
export type AccountDefaults = z.infer<typeof defaults>;

/** Checks a mapping as read from YAML or JSON. Throws `invalid` with the path and the reason of every fault, unknown keys included. */
export function parseImportMapping(value: unknown): ImportMapping {
  const result = importMapping.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => ({
    path: path.join('.') || 'mapping',
    message,
  }));
  const list = faults.map(({ path, message }) => `${path}: ${message}`).join('; ');
  throw new DomainError('invalid', `The mapping is to be corrected: ${list}`, faults);
}

function exactlyOne(names: readonly string[]) {
  return (value: object, context: z.RefinementCtx): void => {
    const given = names.filter((name) => (value as Record<string, unknown>)[name] !== undefined);
    if (given.length !== 1)
      context.addIssue({ code: 'custom', message: `needs exactly one of ${names.join(', ')}` });
  };
}

function onlyWith(rules: Readonly<Record<string, string>>) {
  return (value: object, context: z.RefinementCtx): void => {
    const given = value as Record<string, unknown>;
    for (const [name, other] of Object.entries(rules)) {
      if (given[name] === undefined || given[other] !== undefined) continue;
      context.addIssue({ code: 'custom', path: [name], message: `goes only with ${other}` });
    }
  };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}
