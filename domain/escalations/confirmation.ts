import { atPlace, isBusinessDay, workingHours, type Workplace } from '../calendar/business-time.ts';

/** What a client can say of a solution. */
export const clientAnswers = ['confirmed', 'refused'] as const;

/** See {@link clientAnswers}. */
export type ClientAnswer = (typeof clientAnswers)[number];

const remindAfterDays = 5;
const silentAfterDays = 10;

function openingAfter(
  place: Workplace,
  { from, days }: { readonly from: Date; readonly days: number },
): Date {
  let day = atPlace(from, place);
  for (let left = days; left > 0;) {
    day = day.plus({ days: 1 });
    if (isBusinessDay(day, place.region)) left -= 1;
  }
  return workingHours(day).from;
}

/** When a client who has not answered is reminded, after 5 business days of theirs, and when their silence counts as agreement, after 10. */
export function silenceDates(
  place: Workplace,
  from: Date,
): { readonly remindAt: Date; readonly silentAt: Date } {
  return {
    remindAt: openingAfter(place, { from, days: remindAfterDays }),
    silentAt: openingAfter(place, { from, days: silentAfterDays }),
  };
}
