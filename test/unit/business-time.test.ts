import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
  addBusinessHours,
  businessHoursBetween,
  isBusinessDay,
  openingBefore,
  openingOn,
} from '../../domain/calendar/business-time.ts';

const places = [
  { region: 'PT', timeZone: 'Europe/Lisbon' },
  { region: 'DE-BY', timeZone: 'Europe/Berlin' },
  { region: 'US-NY', timeZone: 'America/New_York' },
] as const;
const place = fc.constantFrom(...places);
const moment = fc
  .integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2027, 11, 31) / 60_000 })
  .map((minute) => new Date(minute * 60_000));

// Counts minute by minute, slowly and plainly.
function bruteMinutes(where: (typeof places)[number], span: { from: Date; to: Date }): number {
  let minutes = 0;
  for (let at = span.from.getTime(); at < span.to.getTime(); at += 60_000) {
    const local = DateTime.fromMillis(at, { zone: where.timeZone });
    if (local.hour >= 9 && local.hour < 17 && isBusinessDay(local, where.region)) minutes += 1;
  }
  return minutes;
}

describe('business time', () => {
  it('agrees with counting minute by minute, over daylight saving and holidays in three regions', () => {
    fc.assert(
      fc.property(place, moment, fc.integer({ min: 0, max: 60 * 24 * 5 }), (where, from, length) => {
        const to = new Date(from.getTime() + length * 60_000);
        expect(businessHoursBetween(where, { from, to }) * 60).toBeCloseTo(
          bruteMinutes(where, { from, to }),
          5,
        );
      }),
      { numRuns: 30 },
    );
  });

  it('adds as many hours as it then counts', () => {
    fc.assert(
      fc.property(place, moment, fc.integer({ min: 1, max: 2_000 }), (where, from, quarters) => {
        const hours = quarters / 4;
        const to = addBusinessHours(where, { from, hours });
        expect(businessHoursBetween(where, { from, to })).toBeCloseTo(hours, 5);
      }),
    );
  });

  it('lets a public holiday of one region pass that is a working day in another', () => {
    const from = new Date('2026-06-09T16:00:00Z');
    expect(addBusinessHours(places[0], { from, hours: 1 }).toISOString()).toBe('2026-06-11T09:00:00.000Z');
    expect(addBusinessHours(places[2], { from, hours: 1 }).toISOString()).toBe('2026-06-09T17:00:00.000Z');
  });

  it('opens at nine of the first business day on or after a date', () => {
    expect(openingOn(places[0], { date: '2027-12-31', shiftDays: 1 }).toISOString()).toBe(
      '2028-01-03T09:00:00.000Z',
    );
    expect(openingOn(places[1], { date: '2026-10-25', shiftDays: 0 }).toISOString()).toBe(
      '2026-10-26T08:00:00.000Z',
    );
  });

  it('refuses a time zone that does not exist', () => {
    const nowhere = { region: 'PT', timeZone: 'Europe/Atlantis' };
    expect(() => addBusinessHours(nowhere, { from: new Date(), hours: 1 })).toThrow('Europe/Atlantis');
  });

  it('counts business days back from a date, none of them missed, and opens on the last', () => {
    fc.assert(
      fc.property(place, moment, fc.integer({ min: 0, max: 15 }), (where, at, days) => {
        const date = at.toISOString().slice(0, 10);
        const opening = DateTime.fromJSDate(openingBefore(where, { date, days }), { zone: where.timeZone });
        const end = DateTime.fromISO(date, { zone: where.timeZone });
        let counted = 0;
        for (let day = opening.startOf('day'); day < end; day = day.plus({ days: 1 }))
          if (isBusinessDay(day, where.region)) counted += 1;
        expect([counted, opening.hour, opening.minute]).toEqual([days, 9, 0]);
        if (days > 0) expect(isBusinessDay(opening, where.region)).toBe(true);
      }),
    );
  });
});
