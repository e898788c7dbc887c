import Holidays from 'date-holidays';
import { DateTime } from 'luxon';
import { DomainError } from '../errors.ts';

/** Where somebody works: an ISO 3166 region ('PT', 'DE-BY') for the holidays and an IANA time zone for the hours. */
export interface Workplace {
  readonly region: string;
  readonly timeZone: string;
}

const opens = 9;
const closes = 17;
const dayLength = 24 * 60 * 60 * 1000;
// A calendar takes milliseconds to ask, and the same days are asked for again and again.
const calendars = new Map<string, { readonly holidays: Holidays; readonly known: Map<string, boolean> }>();

function calendarOf(region: string): { readonly holidays: Holidays; readonly known: Map<string, boolean> } {
  const found = calendars.get(region);
  if (found) return found;
  const [country = '', state] = region.split('-');
  const holidays = state ? new Holidays(country, state) : new Holidays(country);
  const calendar = { holidays, known: new Map<string, boolean>() };
  calendars.set(region, calendar);
  return calendar;
}

function isHoliday(date: string, region: string): boolean {
  const { holidays, known } = calendarOf(region);
  const before = known.get(date);
  if (before !== undefined) return before;
  const found = holidays.isHoliday(`${date}T12:00:00`);
  const off = found !== false && found.some(({ type }) => type === 'public' || type === 'bank');
  known.set(date, off);
  return off;
}

/** Whether people work on that local day: Monday to Friday and no public holiday of the region (bank holidays count as days off). */
export function isBusinessDay(day: DateTime, region: string): boolean {
  return day.weekday <= 5 && !isHoliday(day.toFormat('yyyy-MM-dd'), region);
}

/** The moment as that place reads it; throws `invalid` for an unknown time zone. */
export function atPlace(at: Date, place: Pick<Workplace, 'timeZone'>): DateTime {
  const time = DateTime.fromJSDate(at, { zone: place.timeZone });
  if (!time.isValid) throw new DomainError('invalid', `"${place.timeZone}" is not an IANA time zone.`);
  return time;
}

/** The working hours of a local day, whether or not people work on it. */
export function workingHours(day: DateTime): { readonly from: Date; readonly to: Date } {
  return { from: at(day, opens).toJSDate(), to: at(day, closes).toJSDate() };
}

function at(day: DateTime, hour: number): DateTime {
  return day.startOf('day').set({ hour });
}

/** The moment after `hours` of working time (9 to 17 local, weekends and holidays left out) have passed since `from`, in whole minutes. */
export function addBusinessHours(place: Workplace, { from, hours }: { from: Date; hours: number }): Date {
  let cursor = atPlace(from, place).startOf('minute');
  let left = hours * 60;
  for (;;) {
    const end = at(cursor, closes);
    if (isBusinessDay(cursor, place.region) && cursor < end) {
      const start = cursor < at(cursor, opens) ? at(cursor, opens) : cursor;
      const free = end.diff(start, 'minutes').minutes;
      if (left <= free) return start.plus({ minutes: left }).toJSDate();
      left -= free;
    }
    cursor = cursor.plus({ days: 1 }).startOf('day');
  }
}

/** Working hours that have passed between two moments at that place; 0 if `to` is not after `from`. */
export function businessHoursBetween(place: Workplace, { from, to }: { from: Date; to: Date }): number {
  if (to <= from) return 0;
  const [first, last] = [atPlace(from, place), atPlace(to, place)];
  const days = businessDaysBetween({ first, last }, place.region);
  return days * (closes - opens) + workedSoFar(last, place.region) - workedSoFar(first, place.region);
}

// Lists ask this of months for many people at once, so days are counted without time zones.
function businessDaysBetween(days: { first: DateTime; last: DateTime }, region: string): number {
  const utc = ({ year, month, day }: DateTime): number => Date.UTC(year, month - 1, day);
  const end = utc(days.last);
  let count = 0;
  for (let start = utc(days.first); start < end; start += dayLength) {
    const day = new Date(start);
    const free = day.getUTCDay() % 6 === 0 || isHoliday(day.toISOString().slice(0, 10), region);
    if (!free) count += 1;
  }
  return count;
}

function workedSoFar(time: DateTime, region: string): number {
  if (!isBusinessDay(time, region)) return 0;
  return Math.min(Math.max(0, time.diff(at(time, opens), 'hours').hours), closes - opens);
}

/** Nine o'clock local time of the first business day on or after a date ('YYYY-MM-DD') shifted by whole days. */
export function openingOn(place: Workplace, { date, shiftDays }: { date: string; shiftDays: number }): Date {
  let day = DateTime.fromISO(date, { zone: place.timeZone }).plus({ days: shiftDays });
  if (!day.isValid) throw new DomainError('invalid', `"${date}" is not a date at ${place.timeZone}.`);
  while (!isBusinessDay(day, place.region)) day = day.plus({ days: 1 });
  return at(day, opens).toJSDate();
}

/** Nine o'clock local time of the day that lies so many business days before a date ('YYYY-MM-DD'). */
export function openingBefore(place: Workplace, { date, days }: { date: string; days: number }): Date {
  let day = DateTime.fromISO(date, { zone: place.timeZone });
  if (!day.isValid) throw new DomainError('invalid', `"${date}" is not a date at ${place.timeZone}.`);
  for (let left = days; left > 0;) {
    day = day.minus({ days: 1 });
    if (isBusinessDay(day, place.region)) left -= 1;
  }
  return at(day, opens).toJSDate();
}

/** The first instant of a local day ('YYYY-MM-DD'). */
export function startOfDay(place: Pick<Workplace, 'timeZone'>, date: string): Date {
  const day = DateTime.fromISO(date, { zone: place.timeZone });
  if (!day.isValid) throw new DomainError('invalid', `"${date}" is not a date at ${place.timeZone}.`);
  return day.startOf('day').toJSDate();
}
