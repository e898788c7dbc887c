import { parse } from 'csv-parse/sync';
import { DomainError } from '../../domain/errors.ts';

const mostLines = 100_000;

/** The filled fields of a line of a CSV by column, and where it stands there. */
interface PlacedLine {
  readonly place: string;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * The lines of a CSV whose header names some of these columns in any order; `what` says in the plural what a line is. Throws `invalid` for another
 * column, a malformed file, and one with no line or more than 100,000.
 */
export function placedLines(
  csv: string,
  { columns, what }: { readonly columns: readonly string[]; readonly what: string },
): readonly PlacedLine[] {
  const parsed = parseCsv(csv);
  const unknown = Object.keys(parsed[0]?.record ?? {}).filter((name) => !columns.includes(name));
  if (unknown.length > 0)
    throw new DomainError(
      'invalid',
      `There is no column "${unknown.join('", "')}": name them ${columns.join(', ')}.`,
    );
  if (parsed.length === 0 || parsed.length > mostLines)
    throw new DomainError(
      'invalid',
      `The file has ${parsed.length} ${what}; it may have 1 to ${mostLines}, below a line that names the columns.`,
    );
  return parsed.map(({ record, info }) => ({
    place: `/lines/${info.lines}`,
    fields: Object.fromEntries(Object.entries(record).filter(([, value]) => value !== '')),
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
