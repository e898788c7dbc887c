import { openingOn, type Workplace } from '../calendar/business-time.ts';
import { dayAt } from '../planning/commitment.ts';

/** How long a survey takes answers unless told otherwise, and the shortest and longest that it may, in days. */
export const surveyDays = { usual: 21, least: 7, most: 60 } as const;

/** A contact is asked at most once in so many days. */
const daysBetweenSurveys = 60;

const dayLength = 24 * 60 * 60 * 1000;
const workingDay = 8 * 60 * 60 * 1000;

/**
 * When those who have not answered are reminded: as work begins on the first working day after half of the time; and until when answers
 * count: the end of the first working day after `days`. Both at the client's place.
 */
export function surveyDates(
  place: Workplace,
  { openedAt, days }: { readonly openedAt: Date; readonly days: number },
): { readonly remindAt: Date; readonly closesAt: Date } {
  const date = dayAt(openedAt, place);
  const remindAt = openingOn(place, { date, shiftDays: Math.ceil(days / 2) });
  return { remindAt, closesAt: new Date(openingOn(place, { date, shiftDays: days }).getTime() + workingDay) };
}

/** Contacts asked after this moment are not asked again yet. */
export function askedTooLately(at: Date): Date {
  return new Date(at.getTime() - daysBetweenSurveys * dayLength);
}
