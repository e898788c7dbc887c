import { DateTime } from 'luxon';
import type { MissingReason } from './missing.ts';

/** Days 'YYYY-MM-DD', the second exclusive. */
export interface DayWindow {
  readonly startsOn: string;
  readonly endsBefore: string;
}

/** The time a KPI is reckoned over and the same a year before, and what of both the data cover; `dataFrom` and `dataTo` are the first and the last day with
 * a delivery of any account before `window` ends. */
export interface Coverage {
  readonly window: DayWindow;
  readonly before: DayWindow;
  readonly dataFrom: string | null;
  readonly dataTo: string | null;
  /** Why the window is not wholly covered; null where it is. */
  readonly gap: Extract<MissingReason, 'noData' | 'beginsLater' | 'endsEarlier'> | null;
  readonly beforeCovered: boolean;
}

/** Imports may be late by so many days before the newest data count as missing; the scoring warns from there on too. */
const patientDays = 31;

/** The day so many months before; the end of a shorter month where it has no such day, as Postgres reckons. */
export function monthsBefore(day: string, months: number): string {
  return DateTime.fromISO(day, { zone: 'utc' }).minus({ months }).toFormat('yyyy-MM-dd');
}

/** Days from one to another, negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** What the data cover of the window from `startsOn` to before `asOf`, and of the same a year before. */
export function coverageOf(look: {
  readonly startsOn: string;
  readonly asOf: string;
  readonly dataFrom: string | null;
  readonly dataTo: string | null;
}): Coverage {
  const { startsOn, asOf, dataFrom, dataTo } = look;
  const before = { startsOn: monthsBefore(startsOn, 12), endsBefore: monthsBefore(asOf, 12) };
  return {
    window: { startsOn, endsBefore: asOf },
    before,
    dataFrom,
    dataTo,
    gap: gapOf(look),
    beforeCovered: dataFrom !== null && dataFrom <= before.startsOn,
  };
}

function gapOf({ startsOn, asOf, dataFrom, dataTo }: Parameters<typeof coverageOf>[0]): Coverage['gap'] {
  if (dataFrom === null || dataTo === null) return 'noData';
  if (dataFrom > startsOn) return 'beginsLater';
  return daysBetween(dataTo, asOf) > patientDays ? 'endsEarlier' : null;
}
