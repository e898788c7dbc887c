import type { Columns } from './import-columns.ts';
import {
  addDecimals,
  canonicalDecimal,
  formatDecimal,
  multiplyDecimals,
  parseDecimal,
  type Decimal,
} from './import-decimal.ts';
import type { NumberExpression, TextExpression } from './import-mapping.ts';

/** Computes a value of one CSV record; null where there is none or where it put a fault. */
export type Reader<T> = (cells: readonly string[]) => T | null;

const longestText = 1000;
const remembered = 4096;

/** Compiles a text once for all rows. A value that `values` does not name, a NUL or more than 1,000 characters is a fault. */
export function compileText(expression: TextExpression, columns: Columns): Reader<string> {
  const { constant, column, first, join } = expression;
  if (constant !== undefined) return () => constant;
  if (column !== undefined) return compileTextColumn({ ...expression, column }, columns);
  if (first !== undefined) return compileFirst(first.map((each) => compileText(each, columns)));
  const parts = (join ?? []).map((each) => compileText(each, columns));
  const separator = expression.with ?? ' ';
  return (cells) => {
    const texts = parts.map((read) => read(cells)).filter((value) => value !== null);
    return texts.length === 0 ? null : texts.join(separator);
  };
}

/** Compiles a number to its plain decimal notation. Anything that is no number is a fault. */
export function compileNumber(expression: NumberExpression, columns: Columns): Reader<string> {
  if (expression.constant !== undefined) return constantly(canonicalDecimal(String(expression.constant)));
  if (expression.column !== undefined)
    return compileNumberColumn({ ...expression, column: expression.column }, columns);
  const read = compileDecimal(expression, columns);
  return (cells) => {
    const value = read(cells);
    return value === null ? null : formatDecimal(value);
  };
}

/** Compiles a number to an exact decimal, for arithmetic. */
export function compileDecimal(expression: NumberExpression, columns: Columns): Reader<Decimal> {
  const operands = expression.sum ?? expression.product;
  if (operands !== undefined) {
    const combine = expression.sum === undefined ? multiplyDecimals : addDecimals;
    return compileFold(
      operands.map((each) => compileDecimal(each, columns)),
      combine,
    );
  }
  return remembering(compileNumber(expression, columns), parseDecimal);
}

function compileTextColumn(
  expression: TextExpression & { readonly column: string },
  columns: Columns,
): Reader<string> {
  const { column } = expression;
  const read = columns.reader(column);
  const prefix = expression.prefix ?? '';
  const values = expression.values && new Map(Object.entries(expression.values));
  return remembering(read, (cell) => {
    const value = values === undefined ? cell : values.get(cell);
    if (value === undefined) return refuse(`is "${cell}", which the mapping does not translate`);
    if (value.length > longestText) return refuse(`is longer than ${longestText} characters`);
    if (value.includes('\0')) return refuse('contains a NUL character');
    return prefix + value;
  });
  function refuse(reason: string): null {
    columns.faults.add(column, reason);
    return null;
  }
}

function compileNumberColumn(
  expression: NumberExpression & { readonly column: string },
  columns: Columns,
): Reader<string> {
  const { column } = expression;
  const read = columns.reader(column);
  const { faults, decimal } = columns;
  const standIn = expression.default === undefined ? null : canonicalDecimal(String(expression.default));
  const convert = (cell: string): string | null => {
    const value = canonicalDecimal(decimal === ',' ? cell.replace('.', '_').replace(',', '.') : cell);
    if (value === null) faults.add(column, `is "${cell}", which is no number`);
    return value;
  };
  const known = remembering(read, convert);
  return standIn === null ? known : (cells) => (read(cells) === null ? standIn : known(cells));
}

/** Cells repeat: the conversion of each is kept, of a bounded number of them. Faults (null) are never kept. */
export function remembering<T>(read: Reader<string>, convert: (cell: string) => T | null): Reader<T> {
  const known = new Map<string, T>();
  return (cells) => {
    const cell = read(cells);
    if (cell === null) return null;
    const before = known.get(cell);
    if (before !== undefined) return before;
    const value = convert(cell);
    if (value === null) return null;
    if (known.size >= remembered) known.clear();
    known.set(cell, value);
    return value;
  };
}

function compileFirst(readers: readonly Reader<string>[]): Reader<string> {
  return (cells) => {
    for (const read of readers) {
      const value = read(cells);
      if (value !== null) return value;
    }
    return null;
  };
}

function compileFold(
  readers: readonly Reader<Decimal>[],
  combine: (a: Decimal, b: Decimal) => Decimal,
): Reader<Decimal> {
  return (cells) => {
    let total: Decimal | null = null;
    let complete = true;
    for (const read of readers) {
      const value = read(cells);
      if (value === null) complete = false;
      else total = total === null ? value : combine(total, value);
    }
    return complete ? total : null;
  };
}

function constantly(value: string | null): Reader<string> {
  return () => value;
}
