import { DateTime } from 'luxon';
import { isBusinessDay, type Workplace } from './business-time.ts';

const hour = 8;

/** One day's digest: the local day ('YYYY-MM-DD') and the moment it is due. */
export interface DigestTime {
  readonly day: string;
  readonly at: Date;
}

/** The digest of the local day that `now` falls on, if that is a business day of the region and eight o'clock has come; else `undefined`. */
export function digestDue(place: Workplace, now: Date): DigestTime | undefined {
  const local = DateTime.fromJSDate(now, { zone: place.timeZone });
  const at = eightOn(local);
  if (local < at || !isBusinessDay(local, place.region)) return undefined;
  return { day: local.toFormat('yyyy-MM-dd'), at: at.toJSDate() };
}

/** When the first digest after a moment is due: eight o'clock local time of a business day of the region. */
export function nextDigest(place: Workplace, after: Date): Date {
  const from = DateTime.fromJSDate(after, { zone: place.timeZone });
  let day = eightOn(from) > from ? from : from.plus({ days: 1 });
  while (!isBusinessDay(day, place.region)) day = day.plus({ days: 1 });
  return eightOn(day).toJSDate();
}

function eightOn(day: DateTime): DateTime {
  return day.startOf('day').set({ hour });
}
