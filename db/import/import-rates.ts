import { createHash } from 'node:crypto';
import type { Actor } from '../../domain/actor.ts';
import type { Fault } from '../../domain/errors.ts';
import { rateEntrySchema, type PlacedEntry } from '../../domain/money/rate-entry.ts';
import type { Db } from '../client.ts';
import { storeRates, type RateCounts } from '../stores/exchange-rates.ts';
import { placedLines } from './placed-lines.ts';

const columns = Object.keys(rateEntrySchema.shape);

/**
 * Takes a CSV of rates into the records, all or nothing: base, quote, on, rate, source and, for corrections, reason, named by its header in
 * any order; at most 100,000 lines. Throws `invalid` with every fault, each with its line.
 */
export async function importRates(
  db: Db,
  order: { readonly csv: string; readonly by: Actor; readonly at: Date },
): Promise<RateCounts> {
  const faults: Fault[] = [];
  const entries: PlacedEntry[] = [];
  for (const { place, fields } of placedLines(order.csv, { columns, what: 'rates' })) {
    const read = rateEntrySchema.safeParse(fields);
    if (read.success) entries.push({ place, entry: read.data });
    else
      for (const { path, message } of read.error.issues)
        faults.push({ path: [place, ...path].join('/'), message });
  }
  const fileSha256 = createHash('sha256').update(order.csv).digest('hex');
  return storeRates(db, { entries, faults, fileSha256, by: order.by, at: order.at });
}
