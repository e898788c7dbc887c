import { addBusinessHours, businessHoursBetween, type Workplace } from '../calendar/business-time.ts';

/** The dates of an approver who is being asked; null where there is none. */
export interface SeatDates {
  readonly remindAt: Date | null;
  readonly expiresAt: Date | null;
}

/** What was left until those dates when the clock was stopped, in whole minutes of the approver's working time. */
export interface StoppedClock {
  readonly minutesToReminder: number | null;
  readonly minutesToExpiry: number | null;
}

const minute = 60_000;

/** Stops an approver's clock, because the firm owes them an answer. What is left is rounded up, so that a pause never costs time. */
export function stopClock(place: Workplace, { dates, at }: { dates: SeatDates; at: Date }): StoppedClock {
  const left = (date: Date | null): number | null =>
    date && Math.ceil(Math.round(businessHoursBetween(place, { from: at, to: date }) * 3_600_000) / minute);
  return { minutesToReminder: left(dates.remindAt), minutesToExpiry: left(dates.expiresAt) };
}

/** Lets the clock run again from `at`: the same working time is left as when it was stopped, counted from the next whole minute. */
export function resumeClock(
  place: Workplace,
  { stopped, at }: { stopped: StoppedClock; at: Date },
): SeatDates {
  const from = new Date(Math.ceil(at.getTime() / minute) * minute);
  const after = (minutes: number | null): Date | null =>
    minutes === null ? null : toMinute(addBusinessHours(place, { from, hours: minutes / 60 }));
  return { remindAt: after(stopped.minutesToReminder), expiresAt: after(stopped.minutesToExpiry) };
}

// A sixtieth of an hour is not exact.
function toMinute(date: Date): Date {
  return new Date(Math.round(date.getTime() / minute) * minute);
}
