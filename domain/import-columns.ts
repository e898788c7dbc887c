import { DomainError } from './errors.ts';
import type { ImportMapping } from './import-mapping.ts';

/** Where the conversion of the row at hand puts its faults; `count` only grows. */
export interface RowFaults {
  count: number;
  add(column: string, reason: string): void;
}

/** Gives the cells of a CSV record to compiled expressions by column name. */
export interface Columns {
  readonly faults: RowFaults;
  readonly decimal: '.' | ',';
  /** Reads one cell, trimmed, or null where it is empty or a null marker. */
  reader(column: string): (cells: readonly string[]) => string | null;
}

/** What the cells of a file mean: the mapping, the file's first record, and where faults go. */
export interface HeaderContext {
  readonly mapping: Pick<ImportMapping, 'nulls' | 'csv'>;
  readonly header: readonly string[];
  readonly faults: RowFaults;
}

/** The columns of a file whose first record is `header`. Asked for a name that is not there, a reader gives nulls, and
 * `refuseMissing` then throws `invalid` with every such name. */
export function createColumns({
  mapping,
  header,
  faults,
}: HeaderContext): Columns & { refuseMissing(): void } {
  const nulls = new Set(['', ...mapping.nulls]);
  const names = header.map((name) => name.trim());
  const missing = new Set<string>();
  return {
    faults,
    decimal: mapping.csv.decimal,
    reader: (column) => {
      const index = names.indexOf(column);
      if (index < 0) missing.add(column);
      return (cells) => {
        const cell = cells[index]?.trim() ?? '';
        return nulls.has(cell) ? null : cell;
      };
    },
    refuseMissing: () => {
      const twice = names.filter((name, index) => names.indexOf(name) !== index);
      if (missing.size === 0 && twice.length === 0) return;
      throw missingColumns([...missing], twice);
    },
  };
}

function missingColumns(missing: readonly string[], twice: readonly string[]): DomainError {
  const sentences = [
    ...(missing.length > 0 ? [`The file lacks columns that the mapping names: ${missing.join(', ')}.`] : []),
    ...(twice.length > 0 ? [`The file has more than one column of the name: ${twice.join(', ')}.`] : []),
  ];
  return new DomainError('invalid', sentences.join(' '), [
    ...missing.map((path) => ({ path, message: 'is missing' })),
    ...twice.map((path) => ({ path, message: 'is there more than once' })),
  ]);
}
