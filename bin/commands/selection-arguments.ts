import { DomainError } from '../../domain/errors.ts';

function recordNumber(text: string, kind: { readonly name: string; readonly shownBy: string }): string {
  if (/^[1-9]\d{0,17}$/.test(text)) return text;
  throw new DomainError('invalid', `"${text}" is no number of ${kind.name}: "${kind.shownBy}" shows them.`);
}

/** The number of a scorecard as typed; throws `invalid` for anything else. */
export function scorecardNumber(text: string): string {
  return recordNumber(text, { name: 'a scorecard', shownBy: 'kam selection list' });
}

/** The number of a selection cycle as typed; throws `invalid` for anything else. */
export function cycleNumber(text: string): string {
  return recordNumber(text, { name: 'a cycle', shownBy: 'kam selection cycles' });
}

/** The number of a nomination or veto as typed; throws `invalid` for anything else. */
export function nominationNumber(text: string): string {
  return recordNumber(text, { name: 'a nomination or veto', shownBy: 'kam selection status' });
}

/** The number of a proposed exit as typed; throws `invalid` for anything else. */
export function exitNumber(text: string): string {
  return recordNumber(text, { name: 'a proposed exit', shownBy: 'kam selection exits list' });
}

/** A number from 1 to 1000 as typed; throws `invalid` for anything else. */
export function wholeNumber(text: string): number {
  const value = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= 1000) return value;
  throw new DomainError('invalid', `"${text}" must be a whole number from 1 to 1000.`);
}

/** A day that is in the calendar, 'YYYY-MM-DD'; throws `invalid` for anything else. */
export function calendarDay(text: string): string {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  if (!Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)) return text;
  throw new DomainError('invalid', `"${text}" is no day: write one such as 2026-08-31.`);
}

/** Weights by criterion, written revenue=30,growth=15; throws `invalid` with the part that is not. */
export function criterionWeights(
  text: string,
  before: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const weights = text.split(',').map((part): [string, number] => {
    const [, key, weight] = /^\s*([a-z][A-Za-z0-9]*)\s*=\s*(\d+(?:\.\d+)?)\s*$/.exec(part) ?? [];
    if (key !== undefined && weight !== undefined) return [key, Number(weight)];
    throw new DomainError('invalid', `"${part}" is no weight: write revenue=30,growth=15.`);
  });
  return { ...before, ...Object.fromEntries(weights) };
}
