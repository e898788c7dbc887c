import { DateTime } from 'luxon';
import type { Incomparable, Span } from './facts.ts';
import type { WarningRules } from './rules.ts';

/** The first and last day with a delivery of any account before the day looked from; null where there is none. */
export interface DataSpan {
  readonly from: string | null;
  readonly to: string | null;
}

/** What is compared as of a day: both windows, the days of silence beside those of a year before, and why nothing can be. */
export interface Windows {
  readonly incomparable: Incomparable | null;
  readonly now: Span;
  readonly before: Span;
  readonly quiet: readonly {
    readonly days: number;
    readonly now: Span;
    readonly before: Span;
    readonly covered: boolean;
  }[];
}

/**
 * The windows before `asOf` (exclusive) and the same of a year before. Both end with the data, not with the day, so that an import that is some days old is not
 * taken for a drop; where it is older than the rules allow, or does not reach back to the earlier window, nothing is compared.
 */
export function windowsBefore(asOf: string, seen: { data: DataSpan; rules: WarningRules }): Windows {
  const { data, rules } = seen;
  const day = DateTime.fromISO(asOf, { zone: 'utc' });
  const covered = data.to === null ? day : DateTime.fromISO(data.to, { zone: 'utc' }).plus({ days: 1 });
  const end = covered < day ? covered : day;
  const spanOf = (span: { end: DateTime; back: { months?: number; days?: number } }): Span => ({
    from: iso(span.end.minus(span.back)),
    to: iso(span.end),
  });
  const yearBefore = end.minus({ months: 12 });
  const reaches = (from: string): boolean => data.from !== null && data.from <= from;
  // Taken back in one step, because the end of a month is cut off in each.
  const before = { from: iso(end.minus({ months: 12 + rules.windowMonths })), to: iso(yearBefore) };
  const late = day.diff(end, 'days').days >= rules.lateAfterDays;
  return {
    incomparable: data.to === null ? 'noData' : late ? 'late' : reaches(before.from) ? null : 'notCovered',
    now: spanOf({ end, back: { months: rules.windowMonths } }),
    before,
    quiet: [...rules.silence.days]
      .sort((one, other) => one - other)
      .map((days) => {
        const then = spanOf({ end: yearBefore, back: { days } });
        const known = data.to !== null && !late;
        return {
          days,
          now: spanOf({ end, back: { days } }),
          before: then,
          covered: known && reaches(then.from),
        };
      }),
  };
}

function iso(day: DateTime): string {
  return day.toFormat('yyyy-MM-dd');
}
