import { atPlace, isBusinessDay, workingHours, type Workplace } from '../calendar/business-time.ts';

/** Which minutes count: those from 9 to 17 of business days at a place, or all. */
export type CountedHours = 'business' | 'always';

/** A stretch of time, its end not included. */
export interface TimeSpan {
  readonly from: Date;
  readonly to: Date;
}

const yearsAhead = 20;

/** The common part of two spans, or undefined. */
export function overlap(one: TimeSpan, other: TimeSpan): TimeSpan | undefined {
  const from = one.from > other.from ? one.from : other.from;
  const to = one.to < other.to ? one.to : other.to;
  return from < to ? { from, to } : undefined;
}

/** The spans in which time counts at that place from a moment on, in order and for twenty years: one for each business day, or a single one. */
export function* workingSpans(
  { place, hours }: { readonly place: Workplace; readonly hours: CountedHours },
  from: Date,
): Generator<TimeSpan> {
  const first = atPlace(from, place);
  const last = first.plus({ years: yearsAhead });
  if (hours === 'always') {
    yield { from, to: last.toJSDate() };
    return;
  }
  for (let day = first.startOf('day'); day < last; day = day.plus({ days: 1 })) {
    if (!isBusinessDay(day, place.region)) continue;
    const left = overlap(workingHours(day), { from, to: last.toJSDate() });
    if (left) yield left;
  }
}
