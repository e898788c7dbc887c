import { z } from 'zod';

/** The opaque number of a record. */
export const recordId = z
  .string()
  .regex(/^[1-9]\d{0,17}$/, 'must be a record number')
  .meta({ example: '17' });

/** An instant in an answer: a `Date` in, an ISO string in UTC out. */
export const instant = z
  .date()
  .transform((date) => date.toISOString())
  .pipe(z.string().meta({ format: 'date-time', example: '2026-03-02T09:00:00.000Z' }));

/** A calendar day, 'YYYY-MM-DD'. */
export const day = z.string().meta({ format: 'date', example: '2026-03-31' });

/** An amount as a decimal string in the currency beside it. */
export const amount = z.string().meta({ example: '1200.50' });

/** ISO 4217. */
export const currency = z.string().meta({ example: 'EUR' });
