import { z } from 'zod';
import type { Fault } from '../errors.ts';
import { currencyCode, rateAmount } from './exchange-rate.ts';

/** A rate as somebody states it: what one of `base` is worth in `quote` on a day, where it is published, and why where it corrects one. */
export const rateEntrySchema = z
  .strictObject({
    base: currencyCode,
    quote: currencyCode,
    on: z.iso.date('must be a day such as 2026-03-31'),
    rate: rateAmount,
    source: z.string().trim().min(1).max(200),
    reason: z.string().trim().min(1).max(1000).optional(),
  })
  .refine(({ base, quote }) => base !== quote, {
    path: ['quote'],
    message: 'must be another currency than base',
  });

/** See {@link rateEntrySchema}. */
export type RateEntry = z.output<typeof rateEntrySchema>;

/** What an entry comes to: a rate for a day without one, another version of the one there, or nothing new. */
export type EntryOutcome = 'stored' | 'corrected' | 'unchanged';

const day = 86_400_000;

/**
 * What an entry comes to beside what is stored for its pair and day (undefined for nothing), `at` being now. A fault, its path below the
 * entry, where it is refused: a day after tomorrow, or another rate than the stored one without a reason.
 */
export function entryOutcome(
  entry: RateEntry,
  { stored, at }: { readonly stored: string | undefined; readonly at: Date },
): EntryOutcome | Fault {
  const { base, quote, on, rate, reason } = entry;
  // It may be tomorrow already where the rate was published.
  if (Date.parse(on) > at.getTime() + day)
    return { path: '/on', message: `${on} has not come yet: rates are stored from their day on.` };
  if (stored === undefined) return 'stored';
  if (stored === rate) return 'unchanged';
  if (reason !== undefined) return 'corrected';
  return {
    path: '/reason',
    message: `${base}/${quote} of ${on} is ${stored}: say why it is to be ${rate}. What was known before is kept.`,
  };
}

/** An entry, and where its faults are, such as '/lines/4'. */
export interface PlacedEntry {
  readonly place: string;
  readonly entry: RateEntry;
}

/** Entries that speak of the same pair and day as one before them. */
export function repeatedEntries(entries: readonly PlacedEntry[]): readonly Fault[] {
  const first = new Map<string, string>();
  return entries.flatMap(({ place, entry: { base, quote, on } }) => {
    const key = `${base}/${quote} of ${on}`;
    const before = first.get(key);
    if (before === undefined) first.set(key, place);
    return before === undefined
      ? []
      : [{ path: place, message: `${key} stands at ${before} already: leave one of the two out.` }];
  });
}
