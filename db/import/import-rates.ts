import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import type { Actor } from '../../domain/actor.ts';
import { DomainError, type Fault } from '../../domain/errors.ts';
import { rateEntrySchema, type PlacedEntry } from '../../domain/money/rate-entry.ts';
import type { Db } from '../client.ts';
import { storeRates, type RateCounts } from '../stores/exchange-rates.ts';

const columns = Object.keys(rateEntrySchema.shape);
const mostRows = 100_000;

/** A line of the file, and where it stands there. */
interface Line {
  readonly place: string;
  readonly values: Readonly<Record<string, string>>;
}

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
  for (const { place, values } of linesOf(order.csv)) {
    const read = rateEntrySchema.safeParse(values);
    if (read.success) entries.push({ place, entry: read.data });
    else
      for (const { path, message } of read.error.issues)
        faults.push({ path: [place, ...path].join('/'), message });
  }
  const fileSha256 = createHash('sha256').update(order.csv).digest('hex');
  return storeRates(db, { entries, faults, fileSha256, by: order.by, at: order.at });
}

function linesOf(csv: string): readonly Line[] {
  const parsed = parseCsv(csv);
  const unknown = Object.keys(parsed[0]?.record ?? {}).filter((name) => !columns.includes(name));
  if (unknown.length > 0)
    throw new DomainError(
      'invalid',
      `There is no column "${unknown.join('", "')}": name them ${columns.join(', ')}.`,
    );
  if (parsed.length === 0 || parsed.length > mostRows)
    throw new DomainError(
      'invalid',
      `The file has ${parsed.length} rates; it may have 1 to ${mostRows}, below a line that names the columns.`,
    );
  return parsed.map(({ record, info }) => ({
    place: `/lines/${info.lines}`,
    values: Object.fromEntries(Object.entries(record).filter(([, value]) => value !== '')),
  }));
}

interface Parsed {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

function parseCsv(csv: string): readonly Parsed[] {
  try {
    // Their published types do not know that `info` wraps each record.
    return parse(csv, {
      columns: true,
      bom: true,
      trim: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as Parsed[];
  } catch (error) {
    throw new DomainError('invalid', `This is no well-formed CSV: ${(error as Error).message}`);
  }
}
