import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
  onCallFor,
  rotaFaults,
  shiftsOf,
  type OnCallSpan,
  type Rota,
} from '../../domain/escalations/on-call.ts';

const now = new Date('2027-01-11T09:00:00Z');
const rota: Rota = {
  personIds: ['1', '2', '3'],
  from: '2027-03-15T09:00',
  until: '2027-04-12T09:00',
  timeZone: 'Europe/Berlin',
  shiftDays: 7,
};

describe('a rota', () => {
  it('changes at the same local time every week, also when the clocks change', () => {
    const shifts = shiftsOf(rota, now);
    expect(shifts.map(({ personId }) => personId)).toEqual(['1', '2', '3', '1']);
    expect(shifts.map(({ startsAt }) => startsAt.toISOString())).toEqual([
      '2027-03-15T08:00:00.000Z',
      '2027-03-22T08:00:00.000Z',
      '2027-03-29T07:00:00.000Z',
      '2027-04-05T07:00:00.000Z',
    ]);
    expect(shifts.at(-1)?.endsAt).toEqual(new Date('2027-04-12T07:00:00Z'));
  });

  it('leaves no gap and no overlap from now to its end, whatever its turns', () => {
    const wishes = fc.record({
      personIds: fc.array(fc.constantFrom('1', '2', '3', '4'), { minLength: 1, maxLength: 5 }),
      startDay: fc.integer({ min: -40, max: 300 }),
      days: fc.integer({ min: 1, max: 400 }),
      hour: fc.integer({ min: 0, max: 23 }),
      timeZone: fc.constantFrom('Europe/Lisbon', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'),
      shiftDays: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(wishes, ({ startDay, days, hour, ...given }) => {
        const zone = given.timeZone;
        const from = DateTime.fromJSDate(now, { zone }).startOf('day').plus({ days: startDay, hours: hour });
        const text = (at: DateTime): string => at.toFormat("yyyy-MM-dd'T'HH:mm");
        const wish = { ...given, from: text(from), until: text(from.plus({ days })) };
        fc.pre(rotaFaults(wish, now).length === 0);
        const shifts = shiftsOf(wish, now);
        const [first, last] = [shifts[0], shifts.at(-1)];
        const begins = DateTime.fromISO(wish.from, { zone }).toJSDate();
        expect(first?.startsAt).toEqual(begins < now ? now : begins);
        expect(last?.endsAt).toEqual(DateTime.fromISO(wish.until, { zone }).toJSDate());
        shifts.slice(1).forEach(({ startsAt }, index) => expect(startsAt).toEqual(shifts[index]?.endsAt));
        expect(shifts.every(({ startsAt, endsAt }) => startsAt < endsAt)).toBe(true);
      }),
    );
  });

  it('begins with whose turn it is where it has begun already', () => {
    const shifts = shiftsOf({ ...rota, from: '2027-01-01', until: '2027-01-22', timeZone: 'UTC' }, now);
    expect(shifts.map(({ personId }) => personId)).toEqual(['2', '3']);
    expect(shifts[0]?.startsAt).toEqual(now);
  });

  it.each<[string, Partial<Rota>, string]>([
    ['a time zone that there is not', { timeZone: 'Berlin' }, '/timeZone'],
    ['a start that is no local time', { from: '2027-03-15T09:00Z' }, '/from'],
    ['an end that is no day', { until: '2027-02-30' }, '/until'],
    ['an end before the start', { until: '2027-03-15T09:00' }, '/until'],
    ['what is over', { from: '2026-03-15', until: '2027-01-11' }, '/until'],
    ['more than two years', { until: '2029-04-12' }, '/until'],
  ])('refuses %s', (_what, change, path) => {
    expect(rotaFaults({ ...rota, ...change }, now).map((fault) => fault.path)).toContain(path);
    expect(rotaFaults(rota, now)).toEqual([]);
  });
});

describe('who is on call', () => {
  const span: OnCallSpan = {
    ...{ id: '1', region: null, rung: null, personId: '1' },
    ...{ startsAt: new Date('2027-01-11T00:00:00Z'), endsAt: new Date('2027-01-18T00:00:00Z') },
  };
  const asked = { rung: 'manager', first: 'manager', region: 'DE-BY', at: now } as const;
  const who = (spans: readonly OnCallSpan[], change: Partial<Parameters<typeof onCallFor>[1]> = {}) =>
    onCallFor(spans, { ...asked, ...change }).map(({ id }) => id);

  it('is asked from the first moment until just before the last', () => {
    expect(who([span], { at: span.startsAt })).toEqual(['1']);
    expect(who([span], { at: new Date(span.endsAt.getTime() - 1) })).toEqual(['1']);
    expect(who([span], { at: span.endsAt })).toEqual([]);
  });

  it('goes for the first rung of the ladder where no rung is named, whichever that is', () => {
    expect(who([span], { rung: 'director' })).toEqual([]);
    expect(who([span], { rung: 'director', first: 'director' })).toEqual(['1']);
    expect(who([{ ...span, rung: 'director' }], { rung: 'director' })).toEqual(['1']);
  });

  it('is by the smaller region first, then by rung, then the newest entry', () => {
    const spans: readonly OnCallSpan[] = [
      { ...span, id: '2', rung: 'manager' },
      { ...span, id: '3', region: 'DE' },
      { ...span, id: '4', region: 'DE-BY' },
      { ...span, id: '5', region: 'DE', rung: 'manager' },
      { ...span, id: '10', region: 'DE' },
      { ...span, id: '9', region: 'PT' },
    ];
    expect(who([...spans, span])).toEqual(['4', '5', '10', '3', '2', '1']);
    expect(who(spans, { region: 'DE' })).toEqual(['5', '10', '3', '2']);
    expect(who([{ ...span, region: 'D' }])).toEqual([]);
  });
});
