import { DateTime } from 'luxon';
import {
  addBusinessHours,
  isBusinessDay,
  openingBefore,
  openingOn,
  type Workplace,
} from '../calendar/business-time.ts';
import { DomainError } from '../errors.ts';
import { fiscalYear } from '../planning/fiscal-year.ts';

/** How often a programme reviews its accounts: after every fiscal quarter, after the second and fourth, or not at all. */
export const reviewCadences = ['quarterly', 'halfYearly', 'none'] as const;

/** See {@link reviewCadences}. */
export type ReviewCadence = (typeof reviewCadences)[number];

/** A quarter of a fiscal year. */
export type Quarter = 1 | 2 | 3 | 4;

/** The quarters after which accounts are reviewed. */
export const reviewedQuarters: Readonly<Record<ReviewCadence, readonly Quarter[]>> = {
  quarterly: [1, 2, 3, 4],
  halfYearly: [2, 4],
  none: [],
};

/** First and last day ('YYYY-MM-DD') of a quarter of the fiscal year that is named `year`. */
export function quarterDays(of: {
  readonly year: number;
  readonly quarter: Quarter;
  readonly startMonth: number;
}): { readonly startsOn: string; readonly endsOn: string } {
  const start = DateTime.fromISO(fiscalYear(of).startsOn, { zone: 'utc' }).plus({
    months: (of.quarter - 1) * 3,
  });
  return {
    startsOn: start.toFormat('yyyy-MM-dd'),
    endsOn: start.plus({ months: 3, days: -1 }).toFormat('yyyy-MM-dd'),
  };
}

/** Business days before a review at which it is opened, its figures are frozen, its manager is asked to sign it off and its pre-read goes
 * out: four weeks, three weeks, one week and two days. */
const leadDays = { open: 20, freeze: 15, ask: 5, preRead: 2 } as const;

const tuesday = 2;
const hour = 10;

function localDay(at: Date, { timeZone }: Pick<Workplace, 'timeZone'>): string {
  return DateTime.fromJSDate(at, { zone: timeZone }).toFormat('yyyy-MM-dd');
}

/**
 * When the review of a quarter is held unless somebody moves it: at ten o'clock where the account is, on the first Tuesday (or the next
 * business day, if that is a holiday) that leaves time to freeze the figures after the quarter's last day ('YYYY-MM-DD').
 */
export function defaultMeeting(place: Workplace, endsOn: string): Date {
  let tuesdays = DateTime.fromISO(endsOn, { zone: place.timeZone }).plus({ days: 1 });
  while (tuesdays.weekday !== tuesday) tuesdays = tuesdays.plus({ days: 1 });
  for (;;) {
    let day = tuesdays;
    while (!isBusinessDay(day, place.region)) day = day.plus({ days: 1 });
    const frozen = openingBefore(place, { date: day.toFormat('yyyy-MM-dd'), days: leadDays.freeze });
    if (localDay(frozen, place) > endsOn) return day.startOf('day').set({ hour }).toJSDate();
    tuesdays = tuesdays.plus({ weeks: 1 });
  }
}

/** When each part of a review is due; all in its manager's business time, counted from the local day of the meeting. */
export interface ReviewDates {
  readonly openAt: Date;
  readonly freezeAt: Date;
  readonly askAt: Date;
  readonly preReadAt: Date;
  readonly minutesAt: Date;
}

/** The dates of a review that is held at `heldAt` in a time zone, at nine o'clock where its manager works. */
export function reviewDates(
  manager: Workplace,
  meeting: { readonly heldAt: Date; readonly timeZone: string; readonly durationMinutes: number },
): ReviewDates {
  const date = localDay(meeting.heldAt, meeting);
  const before = (days: number): Date => openingBefore(manager, { date, days });
  const over = new Date(meeting.heldAt.getTime() + meeting.durationMinutes * 60_000);
  const next = openingOn(manager, { date: localDay(over, manager), shiftDays: 1 });
  return {
    openAt: before(leadDays.open),
    freezeAt: before(leadDays.freeze),
    askAt: before(leadDays.ask),
    preReadAt: before(leadDays.preRead),
    minutesAt: next,
  };
}

/** The manager's working hours, after minutes were asked for, at which they are reminded, the director is told, and the review is closed
 * without minutes. */
const minutesHours = { remind: [8, 24], tell: 40, close: 160 } as const;

/** When a manager is reminded of the minutes after having been reminded `given` times, counted from when they were asked; `null` when not again. */
export function minutesReminder(
  manager: Workplace,
  { askedAt, given }: { readonly askedAt: Date; readonly given: number },
): Date | null {
  const hours = minutesHours.remind[given];
  return hours === undefined ? null : addBusinessHours(manager, { from: askedAt, hours });
}

/** When missing minutes are told to the director, and when the review is closed without them. */
export function minutesEnd(
  manager: Workplace,
  askedAt: Date,
): { readonly tellAt: Date; readonly closeAt: Date } {
  const after = (hours: number): Date => addBusinessHours(manager, { from: askedAt, hours });
  return { tellAt: after(minutesHours.tell), closeAt: after(minutesHours.close) };
}

/** The moment that a local date and time ('YYYY-MM-DDTHH:mm') names in a time zone. Throws `invalid`, also for a time that a clock change leaves out. */
export function meetingAt(local: string, timeZone: string): Date {
  const at = DateTime.fromISO(local, { zone: timeZone });
  const stated = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local);
  if (!stated || !at.isValid || at.toFormat("yyyy-MM-dd'T'HH:mm") !== local)
    throw new DomainError('invalid', `"${local}" is no time of day in ${timeZone}.`, [
      { path: '/heldAt', message: 'Give a local date and time such as 2026-10-27T10:00.' },
    ]);
  return at.toJSDate();
}
