import { z } from 'zod';
import {
  dimensionKeys,
  measureKeys,
  type DimensionKey,
  type MeasureKey,
} from '../../domain/programme-check/dimensions.ts';
import { day, recordId } from '../fields.ts';

const both = z.object({ en: z.string(), de: z.string() });

const evidence = z
  .array(
    z.object({
      kind: z.enum(['account', 'person', 'approval', 'review', 'signal', 'roleGroup']),
      id: z.string(),
      label: z.string(),
    }),
  )
  .readonly()
  .meta({ description: 'At most 50 of the records behind the figure.' });

const measure = z
  .object({
    key: z.enum(measureKeys as [MeasureKey, ...MeasureKey[]]),
    name: both,
    meaning: both,
    unit: z.enum(['share', 'count']),
    value: z.number().nullable().meta({ description: 'Null where there is nothing to count.' }),
    met: z.int(),
    all: z.int(),
    standard: z
      .number()
      .nullable()
      .meta({ description: 'What the value is held against; null where it only informs.' }),
    gap: z
      .number()
      .nullable()
      .meta({ description: 'What is short of the standard, in the unit; 0 where it is met.' }),
    missing: both.nullable().meta({ description: 'Why there is no value.' }),
    current: both.nullable().meta({ description: 'What of it is counted as it is now, whatever the day.' }),
    lacking: evidence,
    supporting: evidence,
  })
  .meta({ id: 'ProgrammeMeasure' });

/** A programme's check. */
export const programmeCheckView = z
  .object({
    programme: z.object({ id: recordId, key: z.string(), name: z.string() }),
    from: day,
    asOf: day,
    keyAccounts: z.int(),
    dimensions: z
      .array(
        z
          .object({
            key: z.enum(dimensionKeys as [DimensionKey, ...DimensionKey[]]),
            name: both,
            source: z
              .string()
              .meta({ description: 'The research that names the dimension; the standards are ours.' }),
            standing: z.enum(['met', 'gap', 'noEvidence']),
            measured: z.int().meta({ description: 'How many of its measures have a value.' }),
            measures: z.array(measure).readonly(),
          })
          .meta({ id: 'ProgrammeDimension' }),
      )
      .readonly(),
  })
  .meta({ id: 'ProgrammeCheck' });

/** The path of a programme. */
export const programmeParams = z.object({ programmeKey: z.string().min(1).max(120) });

/** As of which day. */
export const programmeQuery = z.strictObject({
  asOf: z.iso.date().optional().meta({ description: 'Today unless given.' }),
});
