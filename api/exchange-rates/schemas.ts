import { z } from 'zod';
import { currencyCode, worthOfOne, type Conversion } from '../../domain/money/exchange-rate.ts';
import { rateEntrySchema } from '../../domain/money/rate-entry.ts';
import { day, instant } from '../fields.ts';
import { pageOf, pageQuery } from '../paging.ts';

const isoDay = z.iso.date().meta({ example: '2026-03-31' });
const rate = z.string().meta({ example: '1.0842' });
const currency = currencyCode.meta({ example: 'EUR' });

const dated = {
  base: z.string(),
  quote: z.string(),
  on: day,
  rate: rate.meta({ description: 'What one of base is worth in quote.' }),
  version: z.int(),
};

/** A rate with where it comes from. */
export const storedRate = z
  .object({
    ...dated,
    source: z.string(),
    reason: z.string().nullable().meta({ description: 'Why it took the place of the version before.' }),
    storedBy: z.string(),
    storedAt: instant,
  })
  .meta({ id: 'ExchangeRate' });

/** A page of rates. */
export const ratePage = pageOf(storedRate);

/** One rate to be stored. */
export const newRate = rateEntrySchema.meta({ id: 'NewExchangeRate' });

/** What storing rates came to. */
export const rateCounts = z
  .object({ stored: z.int(), corrected: z.int(), unchanged: z.int() })
  .meta({ id: 'ExchangeRateCounts' });

const knownAt = z.iso
  .datetime()
  .transform((at) => new Date(at))
  .optional()
  .meta({ description: 'Only what was stored up to this moment; without it, all that is stored.' });

/** Which rates are listed. */
export const rateQuery = z.strictObject({
  ...pageQuery,
  base: currency.optional(),
  quote: currency.optional(),
  from: isoDay.optional(),
  to: isoDay.optional(),
  knownAt,
});

/** Where a page of rates ended. */
export const ratePosition = z.object({ on: z.iso.date(), base: currencyCode, quote: currencyCode });

/** A pair of currencies. */
export const pairParams = z.strictObject({ base: currency, quote: currency });

/** A pair of currencies on a day. */
export const rateParams = pairParams.extend({ on: isoDay });

/** For which day a rate is wanted, and by whose rules. */
export const conversionQuery = z.strictObject({
  on: isoDay,
  programme: z.string().max(120).optional().meta({
    description:
      'The key of a programme whose rules hold: how old a rate may be, and through which currency.',
  }),
  knownAt,
});

/** A rate that an amount went through. */
export const rateLeg = z
  .object({ ...dated, inverse: z.boolean().meta({ description: 'Whether amounts are divided by it.' }) })
  .meta({ id: 'ExchangeRateLeg' });

/** The rate that holds for a day. */
export const heldRate = z
  .object({
    base: z.string(),
    quote: z.string(),
    on: day,
    rate,
    legs: z.array(rateLeg),
  })
  .meta({ id: 'HeldExchangeRate' });

/** A conversion as the API answers it. */
export function toHeldRate(
  wanted: z.output<typeof rateParams>,
  conversion: Conversion,
): z.input<typeof heldRate> {
  return { ...wanted, rate: worthOfOne(conversion), legs: [...conversion.legs] };
}
