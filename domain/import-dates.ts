import type { Columns } from './import-columns.ts';
import { compileDecimal, compileText, type Reader } from './import-expressions.ts';
import type { DateExpression } from './import-mapping.ts';

const dayLength = 86_400_000;
const firstYear = 1900;
const lastYear = 2199;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const fullMonths = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** Compiles a day to 'YYYY-MM-DD'. A day that no calendar has, or outside the years 1900 to 2199, is a fault. */
export function compileDate(expression: DateExpression, columns: Columns): Reader<string> {
  const read = compileDay(expression, columns);
  const written = new Map<number, string>();
  return (cells) => {
    const day = read(cells);
    if (day === null) return null;
    let text = written.get(day);
    if (text === undefined) written.set(day, (text = new Date(day * dayLength).toISOString().slice(0, 10)));
    return text;
  };
}

function compileDay(expression: DateExpression, columns: Columns): Reader<number> {
  if (expression.column !== undefined) {
    return compileFormatted(
      { column: expression.column, format: expression.format ?? 'YYYY-MM-DD' },
      columns,
    );
  }
  if (expression.date !== undefined) return compileOffset({ ...expression, date: expression.date }, columns);
  const { year, month, day } = expression;
  if (year === undefined || month === undefined || day === undefined) return () => null;
  const label = [year, month, day].map((part) => part.column ?? 'constant').join(', ');
  const parts = [compileText(year, columns), compileText(month, columns), compileText(day, columns)] as const;
  return (cells) => {
    const [y, m, d] = [parts[0](cells), parts[1](cells), parts[2](cells)];
    if (y === null || m === null || d === null) return null;
    const found = dayNumber([wholeNumber(y), monthNumber(m), wholeNumber(d)]);
    if (found === null)
      columns.faults.add(label, `is "${y}, ${m}, ${d}", which is no day from ${firstYear} to ${lastYear}`);
    return found;
  };
}

function compileFormatted(
  { column, format }: { column: string; format: string },
  columns: Columns,
): Reader<number> {
  const read = columns.reader(column);
  const pattern = formatPattern(format);
  return (cells) => {
    const cell = read(cells);
    if (cell === null) return null;
    const { year, month, day } = pattern.exec(cell)?.groups ?? {};
    const found = dayNumber([Number(year), Number(month), Number(day)]);
    if (found === null) columns.faults.add(column, `is "${cell}", which is no day written ${format}`);
    return found;
  };
}

function compileOffset(
  expression: DateExpression & { date: DateExpression },
  columns: Columns,
): Reader<number> {
  const start = compileDay(expression.date, columns);
  const { plusDays, minusDays } = expression;
  const offsets = [
    ...(plusDays === undefined ? [] : [{ sign: 1, read: compileDecimal(plusDays, columns) }]),
    ...(minusDays === undefined ? [] : [{ sign: -1, read: compileDecimal(minusDays, columns) }]),
  ];
  const label = plusDays?.column ?? minusDays?.column ?? 'days';
  return (cells) => {
    let day = start(cells);
    for (const { sign, read } of offsets) {
      const days = read(cells);
      if (day === null || days === null) return null;
      if (days.scale !== 0) return refuse('is no whole number of days');
      day += sign * Number(days.digits);
    }
    return day === null || isInRange(day)
      ? day
      : refuse(`leads to a day outside the years ${firstYear} to ${lastYear}`);
  };
  function refuse(reason: string): null {
    columns.faults.add(label, reason);
    return null;
  }
}

function formatPattern(format: string): RegExp {
  const escaped = format.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const groups = escaped
    .replace('YYYY', '(?<year>\\d{4})')
    .replace('MM', '(?<month>\\d{2})')
    .replace('DD', '(?<day>\\d{2})');
  return new RegExp(`^${groups}$`);
}

function dayNumber([year, month, day]: readonly [number, number, number]): number | null {
  if (!(year >= firstYear && year <= lastYear && month >= 1 && month <= 12 && day >= 1 && day <= 31))
    return null;
  const time = Date.UTC(year, month - 1, day);
  return new Date(time).getUTCDate() === day ? time / dayLength : null;
}

function monthNumber(text: string): number {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const name = text.toLowerCase();
  return fullMonths.indexOf(name) + 1 || months.indexOf(name) + 1 || Number.NaN;
}

function wholeNumber(text: string): number {
  return /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
}

function isInRange(day: number): boolean {
  return day >= Date.UTC(firstYear, 0, 1) / dayLength && day <= Date.UTC(lastYear, 11, 31) / dayLength;
}
