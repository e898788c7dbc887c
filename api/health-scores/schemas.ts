import { z } from 'zod';
import { healthConfigSchema } from '../../domain/health/config.ts';
import { driverKeys, type DriverKey } from '../../domain/health/drivers.ts';
import { day, recordId } from '../fields.ts';
import { pageQuery } from '../paging.ts';

const points = z.number().meta({ description: 'Points of 100, exact to four decimals.', example: 63.4127 });
const both = z.object({ en: z.string(), de: z.string() });
const band = z.enum(['good', 'watch', 'poor']);
const isoDay = z.iso.date();
const driverKey = z.enum(driverKeys as [DriverKey, ...DriverKey[]]);
const part = z.number().meta({ description: 'A part of 1.' });

const driver = z
  .object({
    key: driverKey,
    name: both,
    meaning: both,
    value: z.number().nullable(),
    text: both.meta({ description: 'The value in words, or why there is none.' }),
    inputs: z
      .record(z.string(), z.union([z.number(), z.string(), z.null()]))
      .meta({ description: 'What the value was reckoned from.' }),
    share: part.nullable().meta({ description: 'The part of its weight that the value earns.' }),
    weight: z.number().meta({ description: 'Of 100, among what is known; 0 where it is not.' }),
    points,
  })
  .meta({ id: 'HealthDriver' });

const value = z.object({
  asOf: day,
  revision: z.int().meta({ description: 'How often this day was found otherwise; 1 the first time.' }),
  score: points.nullable().meta({ description: 'Null where less than the minimum of the weights is known.' }),
  band: band.nullable(),
  known: part.meta({ description: 'The part of the weights that is known.' }),
  configVersion: z.int(),
  recordedAt: z.iso.datetime(),
});

/** An account's health as of a day. */
export const accountHealth = value
  .extend({
    accountId: recordId,
    lookedOn: day.meta({
      description: 'The last day on which the account was looked at; unchanged since asOf.',
    }),
    direction: z
      .enum(['improving', 'steady', 'declining'])
      .nullable()
      .meta({ description: 'Against 30 days before, or else 90.' }),
    changes: z
      .array(
        z.object({
          days: z.int(),
          asOf: day.nullable(),
          change: points.nullable(),
          isReconfigured: z.boolean().meta({ description: 'Health was told by another configuration then.' }),
        }),
      )
      .readonly(),
    drivers: z.array(driver).readonly(),
  })
  .meta({ id: 'AccountHealth' });

/** How an account's health stood over a time: each value is in force until the next. */
export const healthTrendList = z.object({
  items: z.array(z.object({ asOf: day, score: points.nullable(), band: band.nullable() })).readonly(),
});

const line = z.object({
  kind: z.enum(['config', 'moved', 'appeared', 'vanished', 'reweighting']),
  key: driverKey.nullable(),
  points,
  text: both,
  before: z.object({ value: z.number().nullable(), points, inputs: driver.shape.inputs }).nullable(),
  after: z.object({ value: z.number().nullable(), points, inputs: driver.shape.inputs }).nullable(),
});

/** Why health moved, move by move. */
export const healthLedgerView = z
  .object({
    moves: z
      .array(
        z.object({
          before: value.nullable(),
          after: value,
          change: points.nullable(),
          text: both,
          lines: z.array(line).readonly().meta({ description: 'Their points add up to the change exactly.' }),
        }),
      )
      .readonly(),
    unchangedOn: z
      .array(day)
      .readonly()
      .meta({ description: 'Days on which the account was looked at and nothing had moved.' }),
  })
  .meta({ id: 'HealthLedger' });

const content = healthConfigSchema.meta({
  id: 'HealthConfigContent',
  description: 'The weights of the drivers, the values between which each earns its weight, and the bands.',
});

/** One version of how health is told. */
export const healthConfigVersion = z
  .object({
    version: z.int(),
    content,
    reason: z.string(),
    setBy: z.string().meta({ description: 'Who set it, such as apiKey:3.' }),
    setAt: z.iso.datetime(),
  })
  .meta({ id: 'HealthConfig' });

/** Another configuration, with the reason for it. */
export const newHealthConfig = z
  .strictObject({ content, reason: z.string().trim().min(1).max(1000) })
  .meta({ id: 'NewHealthConfig' });

/** A configuration to try, on the key accounts of a programme. */
export const previewQuestion = z
  .strictObject({
    content,
    programme: z.string().trim().min(1).max(120).meta({ description: "The programme's key." }),
    asOf: isoDay.optional().meta({ description: 'Today unless given.' }),
  })
  .meta({ id: 'HealthPreviewQuestion' });

const counts = z.object({ good: z.int(), watch: z.int(), poor: z.int(), none: z.int() });
const standing = z.object({ score: points.nullable(), band: band.nullable() });

/** How the bands would change. */
export const previewAnswer = z
  .object({
    asOf: day,
    version: z.int().meta({ description: 'The version that holds now, which "before" is told by.' }),
    accounts: z.int(),
    before: counts,
    after: counts,
    changes: z
      .array(
        z.object({
          accountId: recordId,
          key: z.string(),
          name: z.string(),
          before: standing,
          after: standing,
        }),
      )
      .readonly(),
  })
  .meta({ id: 'HealthPreview' });

/** The path of an account's health. */
export const healthParams = z.object({ accountId: recordId });

/** As of which day. */
export const healthQuery = z.strictObject({
  asOf: isoDay.optional().meta({ description: 'Today unless given.' }),
});

/** Over which days. */
export const trendQuery = z.strictObject({
  asOf: isoDay.optional().meta({ description: 'Today unless given.' }),
  days: z.coerce.number().int().min(1).max(1100).default(90),
});

/** A period, both days included; the last 30 days unless given. */
export const ledgerQuery = z.strictObject({ from: isoDay.optional(), until: isoDay.optional() });

/** The number of a version, in an address or a cursor. */
export const versionNumber = z.coerce.number().int().min(1).max(2_147_483_647);

/** The path of one version. */
export const configParams = z.object({ version: versionNumber });

/** Which versions. */
export const configQuery = z.strictObject({ ...pageQuery });
