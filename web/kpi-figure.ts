import type { KpiUnit } from '../domain/kpis/definition.ts';
import type { PageReader } from './page-reader.ts';

/** A number of a KPI with what it is counted in; money is in `currency`. */
export interface KpiFigure {
  readonly unit: KpiUnit;
  readonly value: number | null;
  readonly currency: string;
}

// An average order wants its cents, a year's revenue does not.
const withCents = 1000;

/** A KPI's value as its unit wants it: amounts from a thousand on whole, shares with one digit, others with two; unknown is a dash. */
export function kpiFigure({ format }: PageReader, { unit, value, currency }: KpiFigure): string {
  if (value === null) return '–';
  if (unit === 'money')
    return format.money({ amount: value.toFixed(Math.abs(value) < withCents ? 2 : 0), currency });
  if (unit === 'share')
    return value.toLocaleString(format.language, { style: 'percent', maximumFractionDigits: 1 });
  return value.toLocaleString(format.language, { maximumFractionDigits: 2 });
}

/** The same in few letters, for the axis of a chart. */
export function axisFigure({ format }: PageReader, { unit, value }: Omit<KpiFigure, 'currency'>): string {
  const style = unit === 'share' ? { style: 'percent' as const } : { notation: 'compact' as const };
  return (value ?? 0).toLocaleString(format.language, { ...style, maximumFractionDigits: 1 });
}

/** A day ('YYYY-MM-DD') short, such as "3 Feb 2026". */
export function shortDay({ format }: PageReader, day: string): string {
  const style = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(format.language === 'de' ? 'de-DE' : 'en-GB', style);
}
