import { DateTime } from 'luxon';

/** A programme's fiscal year, both dates ('YYYY-MM-DD') included. */
export interface FiscalYear {
  readonly startsOn: string;
  readonly endsOn: string;
}

/** The fiscal year `year`, named by the calendar year in which it starts; `startMonth` is 1 to 12. */
export function fiscalYear({
  year,
  startMonth,
}: {
  readonly year: number;
  readonly startMonth: number;
}): FiscalYear {
  const start = DateTime.utc(year, startMonth, 1);
  return {
    startsOn: start.toFormat('yyyy-MM-dd'),
    endsOn: start.plus({ years: 1, days: -1 }).toFormat('yyyy-MM-dd'),
  };
}

/** The name of the fiscal year in which a day ('YYYY-MM-DD') falls, where fiscal years start in `startMonth`. */
export function fiscalYearOf(day: string, startMonth: number): number {
  const { year, month } = DateTime.fromISO(day, { zone: 'utc' });
  return month < startMonth ? year - 1 : year;
}
