import { createColumns, type Columns, type HeaderContext } from './import-columns.ts';
import { compileDate } from './import-dates.ts';
import { compileNumber, compileText, remembering, type Reader } from './import-expressions.ts';
import type { ImportMapping, TextExpression } from './import-mapping.ts';

/** What one CSV record says, in this order, each as the text Postgres reads or null. */
export const stagedColumns = [
  'account_key',
  'account_name',
  'account_region',
  'contact_key',
  'contact_name',
  'contact_email',
  'contact_role',
  'offering_key',
  'offering_name',
  'offering_line',
  'booked_on',
  'delivered_on',
  'status',
  'quantity',
  'amount',
  'currency',
  'attributes',
] as const;

type Wrapper = (read: Reader<string>) => Reader<string>;
type StagedColumn = (typeof stagedColumns)[number];

/** A mapping made ready for the rows of one file. */
export interface RowConverter {
  /** Whether the mapping's filter takes the row. */
  takes(cells: readonly string[]): boolean;
  /** The values of `stagedColumns`; to be thrown away when `faults.count` has grown. */
  convert(cells: readonly string[]): (string | null)[];
  /** The record's own key from its columns, or null when the mapping says the whole row is the key. */
  readonly keyOf: Reader<string> | null;
}

const transactionStatuses = new Set(['open', 'delivered', 'cancelled', 'no-show']);
const amountDigits = 14;
const quantityDigits = 11;

/** What a row is compiled from: the whole mapping, the file's first record, and where faults go. */
export interface RowContext extends HeaderContext {
  readonly mapping: ImportMapping;
}

/** Compiles `mapping` for a file whose first record is `header`. Throws `invalid` naming every column the file lacks. */
export function compileRow({ mapping, header, faults }: RowContext): RowConverter {
  const columns = createColumns({ mapping, header, faults });
  const readers = rowReaders(mapping, columns);
  const takes = compileFilter(mapping, columns);
  const keyOf = compileKey(mapping, columns);
  columns.refuseMissing();
  const ordered = stagedColumns.map((name) => readers[name] ?? nothing);
  const convert = (cells: readonly string[]): (string | null)[] => ordered.map((read) => read(cells));
  return { takes, convert, keyOf };
}

function rowReaders(mapping: ImportMapping, columns: Columns): Partial<Record<StagedColumn, Reader<string>>> {
  const { transaction } = mapping;
  const status = knownStatus(required('status', columns)(compileText(transaction.status, columns)), columns);
  const deliveredOn = transaction.deliveredOn ? compileDate(transaction.deliveredOn, columns) : nothing;
  return {
    ...partyReaders(mapping, columns),
    booked_on: required('bookedOn', columns)(compileDate(transaction.bookedOn, columns)),
    delivered_on: (cells) => {
      const before = columns.faults.count;
      const day = deliveredOn(cells);
      if (day !== null || columns.faults.count > before) return day;
      if (status(cells) === 'delivered') columns.faults.add('deliveredOn', 'is empty though delivered');
      return null;
    },
    status,
    quantity: bounded(
      { label: 'quantity', digits: quantityDigits },
      columns,
    )(compileNumber(transaction.quantity, columns)),
    amount: bounded(
      { label: 'amount', digits: amountDigits },
      columns,
    )(compileNumber(transaction.amount, columns)),
    currency: matching(
      { label: 'currency', pattern: /^[A-Z]{3}$/ },
      columns,
    )(required('currency', columns)(compileText(transaction.currency, columns))),
    attributes: compileAttributes(mapping, columns),
  };
}

function partyReaders(
  mapping: ImportMapping,
  columns: Columns,
): Partial<Record<StagedColumn, Reader<string>>> {
  const { account, contact, offering } = mapping;
  const text = (expression: TextExpression | undefined): Reader<string> =>
    expression === undefined ? nothing : compileText(expression, columns);
  const named = (
    party: { key: TextExpression; name?: TextExpression | undefined } | undefined,
  ): Reader<string> => text(party?.name === undefined ? party?.key : { first: [party.name, party.key] });
  const email = text(contact?.email);
  const isEmail = matching({ label: 'contact.email', pattern: /^[^@\s]+@[^@\s]+$/ }, columns);
  return {
    account_key: text(account?.key),
    account_name: named(account),
    account_region: matching(
      { label: 'account.region', pattern: /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/ },
      columns,
    )(text(account?.region)),
    contact_key: text(contact?.key),
    contact_name: named(contact),
    contact_email: isEmail((cells) => email(cells)?.toLowerCase() ?? null),
    contact_role: text(contact?.role),
    offering_key: text(offering?.key),
    offering_name: named(offering),
    offering_line: offering ? required('offering.line', columns)(text(offering.line)) : nothing,
  };
}

function compileFilter(mapping: ImportMapping, columns: Columns): (cells: readonly string[]) => boolean {
  const conditions = mapping.where.map(({ column, is, not }) => {
    const read = columns.reader(column);
    const values = new Set(is ?? not);
    const wanted = is !== undefined;
    return (cells: readonly string[]) => values.has(read(cells) ?? '') === wanted;
  });
  return (cells) => conditions.every((holds) => holds(cells));
}

function compileKey(mapping: ImportMapping, columns: Columns): Reader<string> | null {
  const { key } = mapping.transaction;
  if (key === 'row') return null;
  const parts = key.map((column) => required(column, columns)(compileText({ column }, columns)));
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  return (cells) => JSON.stringify(parts.map((read) => read(cells)));
}

function compileAttributes(mapping: ImportMapping, columns: Columns): Reader<string> {
  const entries = Object.entries(mapping.transaction.attributes).map(([name, { number, text }]) => {
    const label = `"${name}":`;
    if (number !== undefined) return { label, read: compileNumber(number, columns) };
    const read = compileText(text ?? {}, columns);
    return { label, read: remembering<string>(read, JSON.stringify) };
  });
  return (cells) => {
    let members = '';
    for (const { label, read } of entries) {
      const value = read(cells);
      if (value !== null) members += `${members === '' ? '' : ','}${label}${value}`;
    }
    return `{${members}}`;
  };
}

function required(label: string, { faults }: Columns): Wrapper {
  return (read) => (cells) => {
    const before = faults.count;
    const value = read(cells);
    if (value === null && faults.count === before) faults.add(label, 'is empty');
    return value;
  };
}

function knownStatus(read: Reader<string>, { faults }: Columns): Reader<string> {
  return (cells) => {
    const value = read(cells);
    if (value === null || transactionStatuses.has(value)) return value;
    faults.add('status', `is "${value}", not one of ${[...transactionStatuses].join(', ')}`);
    return null;
  };
}

function matching({ label, pattern }: { label: string; pattern: RegExp }, { faults }: Columns): Wrapper {
  return (read) => (cells) => {
    const value = read(cells);
    if (value === null || pattern.test(value)) return value;
    faults.add(label, `is "${value}", which is not allowed there`);
    return null;
  };
}

function bounded({ label, digits }: { label: string; digits: number }, columns: Columns): Wrapper {
  const tooLong = new RegExp(`^-?\\d{${digits + 1}}`);
  return (read) =>
    required(
      label,
      columns,
    )((cells) => {
      const value = read(cells);
      if (value === null || !tooLong.test(value)) return value;
      columns.faults.add(label, `is ${value}, which has more than ${digits} digits before the point`);
      return null;
    });
}

function nothing(): null {
  return null;
}
