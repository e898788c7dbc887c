import { z } from 'zod';
import type { CohortResult } from '../../domain/kpis/programme-results.ts';
import { cautions } from '../../domain/kpis/programme-results.ts';
import { givenValueSchema, kpiKeySchema, ownKpiSchema } from '../../domain/kpis/own-kpi.ts';
import { missingReasons } from '../../domain/kpis/missing.ts';
import { explainedIn } from '../../domain/kpis/wording.ts';
import type { KpiTarget } from '../../db/read-models/kpi-targets.ts';
import type { KpiReading } from '../../db/read-models/kpi-values.ts';
import { currency, day, instant, recordId } from '../fields.ts';

const both = z.object({ en: z.string(), de: z.string() });
const unit = z.enum(['share', 'money', 'count', 'score']).meta({ description: 'A share is a part of 1.' });
const direction = z.enum(['higher', 'lower']).meta({ description: 'Which values are better.' });
const kind = z
  .enum(['flow', 'level'])
  .meta({ description: 'Whether it adds up over a year, or holds at any time.' });
const figure = z.number().nullable();
const missing = both
  .extend({ code: z.string() })
  .nullable()
  .meta({ description: 'Why there is no value, which is not a zero.' });

/** A KPI as people read of it. */
export const definition = z
  .object({
    key: z.string(),
    own: z.boolean().meta({ description: 'Whether the firm defined it itself; its values are given.' }),
    version: z.int(),
    name: both,
    formula: both,
    unit,
    direction,
    kind,
    scale: z.object({ low: figure, high: figure }),
    of: z.array(z.enum(['account', 'programme'])).readonly(),
    source: z.string(),
  })
  .meta({ id: 'KpiDefinition' });

/** All KPIs. */
export const definitionList = z.object({ items: z.array(definition).readonly() });

/** A firm's own KPI to be defined. */
export const newOwnKpi = ownKpiSchema.meta({ id: 'NewKpiDefinition' });

/** The path of a KPI. */
export const kpiParams = z.object({ kpi: kpiKeySchema });

/** The path of a programme. */
export const programmeParams = z.object({ programmeKey: z.string().min(1).max(120) });

/** The path of a KPI of an account. */
export const accountKpiParams = z.object({ accountId: recordId, kpi: kpiKeySchema });

/** The path of a KPI of a programme. */
export const programmeKpiParams = programmeParams.extend({ kpi: kpiKeySchema });

const asOf = z.iso
  .date()
  .optional()
  .meta({ description: 'The day that windows end before; today unless given.', example: '2026-04-01' });

/** As of which day. */
export const asOfQuery = z.strictObject({ asOf });

/** As of which day, and how far back. */
export const trendQuery = z.strictObject({
  asOf,
  months: z.coerce
    .number()
    .int()
    .min(1)
    .max(36)
    .default(12)
    .meta({ description: 'How many months back, 36 the most.' }),
});

const window = z.object({ startsOn: day, endsBefore: day });
const coverage = z
  .object({
    window,
    before: window,
    dataFrom: day.nullable(),
    dataTo: day.nullable(),
    gap: z.string().nullable(),
    beforeCovered: z.boolean(),
  })
  .meta({ id: 'KpiCoverage' });

/** A value with what it rests on. */
export const reading = z
  .object({
    kpi: z.string(),
    version: z.int(),
    name: both,
    unit,
    direction,
    kind,
    currency: currency.nullable(),
    startsOn: day,
    asOf: day,
    value: figure,
    missing,
    origin: z.enum(['snapshot', 'records', 'given']).meta({
      description: 'Kept for that day, found in the records as they are now, or given by somebody.',
    }),
    recordedAt: instant.nullable(),
    reason: z.string().nullable().meta({ description: 'Why it took the place of an earlier value.' }),
    explanation: z.object({
      numerator: figure,
      denominator: figure,
      inputs: z.record(z.string(), figure),
      rows: z.object({ accounts: z.int(), transactions: z.int(), answers: z.int() }),
      coverage: coverage.nullable(),
      criteriaSet: z.object({ key: z.string(), version: z.int() }).nullable(),
    }),
    explained: both.meta({ description: 'The same in words.' }),
  })
  .meta({ id: 'KpiReading' });

/** Several values. */
export const readingList = z.object({ items: z.array(reading).readonly() });

/** A reading as the API answers it. */
export function toReading(of: KpiReading): z.input<typeof reading> {
  return {
    ...of,
    missing: of.missing === null ? null : { code: of.missing, ...missingReasons[of.missing] },
    explanation: { ...of.explanation, inputs: { ...of.explanation.inputs } },
    explained: { en: explainedIn('en', of), de: explainedIn('de', of) },
  };
}

/** What is to be kept. */
export const newSnapshot = z
  .strictObject({
    programme: z.string().min(1).max(120).meta({ description: 'The key of a programme.' }),
    asOf,
    accountIds: z.array(recordId).min(1).max(1000).optional().meta({
      description: 'Only these accounts; without it the programme and all its key accounts on the day.',
    }),
  })
  .meta({ id: 'NewKpiSnapshot' });

/** What was kept. */
export const snapshot = z
  .object({ asOf: day, accounts: z.int(), stored: z.int(), unchanged: z.int() })
  .meta({ id: 'KpiSnapshot' });

/** Values to be stored together. */
export const newValues = z
  .strictObject({ values: z.array(givenValueSchema).min(1).max(1000) })
  .meta({ id: 'NewKpiValues' });

/** What storing values came to. */
export const valueCounts = z
  .object({ stored: z.int(), corrected: z.int(), unchanged: z.int() })
  .meta({ id: 'KpiValueCounts' });

/** Targets of a plan and how they stand. */
export const targetList = z.object({
  items: z
    .array(
      z
        .object({
          planId: recordId,
          key: z.string(),
          kpi: z.string().nullable().meta({ description: 'The KPI that measures it; null where none does.' }),
          name: z.string(),
          unit,
          direction,
          currency: currency.nullable(),
          baseline: figure,
          target: z.number(),
          value: figure.meta({
            description:
              'A flow since the year of the plan began, a level over the twelve months before the day.',
          }),
          measuredUntil: day.meta({
            description: 'The day before which the data end that it was measured from.',
          }),
          standing: z.enum(['onTrack', 'atRisk', 'off', 'unknown']),
          projected: figure.meta({ description: 'What the end of the year would bring.' }),
          expected: figure.meta({ description: 'What would be due by now.' }),
          method: z.enum(['seasonal', 'linear', 'line', 'final']).nullable().meta({
            description:
              'seasonal: by the part of last year’s that had come by the same day; linear: by the part of the year; line: a level against a straight line from baseline to target; final: the year is over.',
          }),
          why: z.enum(['noValue', 'tooEarly', 'notMeasured']).nullable().meta({
            description: 'Why it is unknown.',
          }),
          earlyIndicators: z.array(z.object({ name: z.string(), expected: z.string() })).readonly(),
        })
        .meta({ id: 'KpiTarget' }),
    )
    .readonly(),
});

/** Targets as the API answers them. */
export function toTargets(items: readonly KpiTarget[]): z.input<typeof targetList> {
  return { items };
}

const group = z
  .object({
    accounts: z.int().meta({ description: 'Those that bought in the window a year before.' }),
    retention: figure.meta({ description: 'The part of them that bought again.' }),
    orderValue: figure,
    orderValueBefore: figure,
    orderValueChange: figure,
    revenue: figure,
    revenueBefore: figure,
    revenueChange: figure,
    revenueEachBefore: figure,
    growthBefore: figure.meta({ description: 'How revenue had grown before the designation.' }),
  })
  .meta({ id: 'KpiResultGroup' });

/** What became of key accounts, beside the others. */
export const results = z
  .object({
    programmeId: recordId,
    asOf: day,
    currency,
    cohorts: z
      .array(
        z.object({
          designatedOn: day,
          coverage,
          missing,
          keyAccounts: group,
          others: group.meta({ description: 'Accounts of the programme that were never designated.' }),
          difference: z
            .object({
              retention: figure,
              orderValueChange: figure,
              revenueChange: figure,
              growthBefore: figure,
            })
            .meta({ description: 'Of the key accounts less of the others, in shares; no cause is claimed.' }),
          cautions: z.array(both.extend({ code: z.string() })).readonly(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'ProgrammeResults' });

/** A cohort as the API answers it. */
export function toCohort(of: CohortResult): z.input<typeof results>['cohorts'][number] {
  return {
    ...of,
    missing: of.missing === null ? null : { code: of.missing, ...missingReasons[of.missing] },
    cautions: of.cautions.map((code) => ({ code, ...cautions[code] })),
  };
}
