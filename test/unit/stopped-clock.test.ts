import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answererOf, toldOfSilence, type Answerers } from '../../domain/approvals/answerer.ts';
import { resumeClock, stopClock, type SeatDates } from '../../domain/approvals/stopped-clock.ts';
import { addBusinessHours, businessHoursBetween } from '../../domain/calendar/business-time.ts';

const places = [
  { region: 'PT', timeZone: 'Europe/Lisbon' },
  { region: 'DE-BY', timeZone: 'Europe/Berlin' },
  { region: 'US', timeZone: 'America/New_York' },
];
const start = Date.parse('2026-01-05T00:00:00Z');
const anyPlace = fc.constantFrom(...places);
const anyMoment = fc
  .integer({ min: 0, max: 400 * 24 * 3600 })
  .map((seconds) => new Date(start + seconds * 1000));
const minute = 1 / 60;

describe('the clock of an approver who asked a question', () => {
  it('leaves the time that the policy gives, however often and however long it stood still', () => {
    const pauses = fc.array(
      fc.record({
        share: fc.double({ min: 0, max: 1, noNaN: true }),
        seconds: fc.integer({ min: 0, max: 30 * 86_400 }),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(
        anyPlace,
        anyMoment,
        fc.integer({ min: 1, max: 80 }),
        pauses,
        (place, askedAt, hours, stops) => {
          let dates: SeatDates = {
            remindAt: null,
            expiresAt: addBusinessHours(place, { from: askedAt, hours }),
          };
          const granted = businessHoursBetween(place, { from: askedAt, to: dates.expiresAt as Date });
          let from = askedAt;
          let used = 0;
          for (const { share, seconds } of stops) {
            const expiresAt = dates.expiresAt as Date;
            const at = new Date(from.getTime() + Math.floor((expiresAt.getTime() - from.getTime()) * share));
            used += businessHoursBetween(place, { from, to: at });
            from = new Date(at.getTime() + seconds * 1000);
            dates = resumeClock(place, { stopped: stopClock(place, { dates, at }), at: from });
            expect(dates.remindAt).toBeNull();
          }
          used += businessHoursBetween(place, { from, to: dates.expiresAt as Date });
          expect(used).toBeGreaterThanOrEqual(granted - 1e-6);
          expect(used).toBeLessThan(granted + 2 * minute * stops.length + 1e-6);
        },
      ),
    );
  });

  it('keeps reminder and expiry as far apart as they were', () => {
    fc.assert(
      fc.property(anyPlace, anyMoment, anyMoment, (place, askedAt, answeredAt) => {
        const dates = {
          remindAt: addBusinessHours(place, { from: askedAt, hours: 16 }),
          expiresAt: addBusinessHours(place, { from: askedAt, hours: 40 }),
        };
        const stopped = stopClock(place, { dates, at: askedAt });
        const { remindAt, expiresAt } = resumeClock(place, { stopped, at: answeredAt });
        if (!remindAt || !expiresAt) throw new Error('a date was lost');
        expect(businessHoursBetween(place, { from: remindAt, to: expiresAt })).toBeCloseTo(24, 6);
      }),
    );
  });

  it('has nothing to keep where there is no limit', () => {
    const place = { region: 'PT', timeZone: 'Europe/Lisbon' };
    const at = new Date('2026-03-02T10:00:00Z');
    const stopped = stopClock(place, { dates: { remindAt: null, expiresAt: null }, at });
    expect(resumeClock(place, { stopped, at })).toEqual({ remindAt: null, expiresAt: null });
  });
});

describe('who owes the answer', () => {
  const person = (id: string, active = true): { id: string; active: boolean } => ({ id, active });
  const firm = (change: Partial<Answerers> = {}): Answerers => ({
    manager: person('manager'),
    director: person('director'),
    programmeOwner: person('owner'),
    askerId: 'asker',
    awayIds: new Set(),
    ...change,
  });

  it.each([
    ['the manager who asked', {}, 'manager', 'director'],
    ['the director while the manager is away', { awayIds: new Set(['manager']) }, 'director', 'owner'],
    ['the director once the manager is inactive', { manager: person('manager', false) }, 'director', 'owner'],
    ['never the asker', { awayIds: new Set(['manager']), askerId: 'director' }, 'owner', undefined],
    [
      'the manager where nobody is left',
      { awayIds: new Set(['manager', 'director', 'owner']) },
      'manager',
      undefined,
    ],
    [
      'the manager, and the owner is told where there is no director',
      { director: undefined },
      'manager',
      'owner',
    ],
  ])('is %s', (_, change: Partial<Answerers>, owes, told) => {
    const answerers = firm(change);
    expect(answererOf(answerers)).toBe(owes);
    expect(toldOfSilence(answerers, answererOf(answerers))?.personId).toBe(told);
  });
});
