import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dividedHalfEven, scaled, unscaled } from '../../domain/money/decimal.ts';
import {
  convertedAmount,
  createRateBook,
  daysBefore,
  rateAmount,
  worthOfOne,
  type Conversion,
  type DatedRate,
  type RateRules,
} from '../../domain/money/exchange-rate.ts';
import { entryOutcome, rateEntrySchema } from '../../domain/money/rate-entry.ts';

const rules: RateRules = { withinDays: 7, through: null };
const on = '2026-03-31';

function dated(rate: string, change: Partial<DatedRate> = {}): DatedRate {
  return { base: 'EUR', quote: 'USD', on, rate, version: 1, ...change };
}

function found(rates: readonly DatedRate[], wanted: { from: string; to: string; on?: string }): Conversion {
  const conversion = createRateBook(rates, rules)({ on, ...wanted });
  if (conversion === null) throw new Error('there is no rate');
  return conversion;
}

const rateText = fc.bigInt({ min: 1n, max: 9_999_999_999_999_999n }).map((count) => unscaled(count, 10));
const cents = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
const money = cents.map((count) => unscaled(count, 2));

it('rounds halves to the even cent', () => {
  const half = found([dated('0.5')], { from: 'EUR', to: 'USD' });
  expect(['0.01', '0.03', '0.05', '-0.01', '-0.03'].map((amount) => convertedAmount(amount, half))).toEqual([
    '0.00',
    '0.02',
    '0.02',
    '0.00',
    '-0.02',
  ]);
  expect(convertedAmount('1200.00', found([dated('1.0842')], { from: 'USD', to: 'EUR' }))).toBe('1106.81');
});

it('rounds to the nearest whole number, never further than a half', () => {
  fc.assert(
    fc.property(cents, fc.bigInt({ min: 1n, max: 10n ** 20n }), (dividend, divisor) => {
      const off = 2n * (dividend - dividedHalfEven(dividend, divisor) * divisor);
      expect(off <= divisor && -off <= divisor).toBe(true);
    }),
  );
});

it('reads and writes decimals without losing a digit', () => {
  fc.assert(
    fc.property(cents, fc.integer({ min: 0, max: 10 }), (count, places) => {
      expect(scaled(unscaled(count, places), places)).toBe(count);
    }),
  );
});

it('converts back by the inverse of the same rate to within the cent that rounding took', () => {
  fc.assert(
    fc.property(money, rateText, (amount, rate) => {
      const there = found([dated(rate)], { from: 'EUR', to: 'USD' });
      const back = found([dated(rate)], { from: 'USD', to: 'EUR' });
      expect(there.numerator * back.numerator).toBe(there.denominator * back.denominator);
      const again = convertedAmount(convertedAmount(amount, there), back);
      // Half a cent of the other currency is worth so much, and half a cent is rounded again.
      const allowed = 1n + (10n ** 10n + scaled(rate, 10)) / (2n * scaled(rate, 10));
      const off = scaled(again, 2) - scaled(amount, 2);
      expect(off <= allowed && -off <= allowed).toBe(true);
    }),
  );
});

it('comes back to within a cent through a currency that is worth less', () => {
  const dear = fc.bigInt({ min: 10n ** 10n, max: 10n ** 15n }).map((count) => unscaled(count, 10));
  fc.assert(
    fc.property(money, dear, (amount, rate) => {
      const [there, back] = [
        found([dated(rate)], { from: 'EUR', to: 'USD' }),
        found([dated(rate)], { from: 'USD', to: 'EUR' }),
      ];
      const off = scaled(convertedAmount(convertedAmount(amount, there), back), 2) - scaled(amount, 2);
      expect(off >= -1n && off <= 1n).toBe(true);
    }),
  );
});

it('takes the newest rate on or before a day that is not too old, or none', () => {
  const age = fc.integer({ min: -5, max: 20 });
  fc.assert(
    fc.property(
      fc.uniqueArray(age, { maxLength: 8 }),
      fc.integer({ min: 0, max: 10 }),
      (ages, withinDays) => {
        const rates = ages.map((days) => dated(`1.${days + 10}`, { on: daysBefore(on, days) }));
        const usable = ages.filter((days) => days >= 0 && days <= withinDays).toSorted((a, b) => a - b);
        const conversion = createRateBook(rates, { withinDays, through: null })({
          from: 'EUR',
          to: 'USD',
          on,
        });
        expect(conversion?.legs.map((leg) => leg.on) ?? []).toEqual(
          usable.slice(0, 1).map((days) => daysBefore(on, days)),
        );
      },
    ),
  );
});

it('prefers the newer direction, and the stored one on the same day', () => {
  const inverse = dated('0.9', { base: 'USD', quote: 'EUR' });
  const legs = (rates: readonly DatedRate[]): unknown[] =>
    found(rates, { from: 'EUR', to: 'USD' }).legs.map((leg) => [leg.on, leg.inverse]);
  const older = daysBefore(on, 2);
  expect(legs([dated('1.1'), inverse])).toEqual([[on, false]]);
  expect(legs([dated('1.1', { on: older }), inverse])).toEqual([[on, true]]);
  expect(legs([dated('1.1'), { ...inverse, on: older }])).toEqual([[on, false]]);
});

it('crosses only through the currency that the rules name, each half young enough', () => {
  const rates = [dated('1.25'), dated('0.8', { quote: 'GBP' })];
  const wanted = { from: 'GBP', to: 'USD', on };
  expect(createRateBook(rates, rules)(wanted)).toBeNull();
  const through = createRateBook(rates, { ...rules, through: 'EUR' })(wanted);
  expect(through && worthOfOne(through)).toBe('1.5625');
  expect(through && convertedAmount('100.00', through)).toBe('156.25');
  expect(through?.legs.map(({ quote, inverse }) => [quote, inverse])).toEqual([
    ['GBP', true],
    ['USD', false],
  ]);
  const stale = [dated('1.25'), dated('0.8', { quote: 'GBP', on: daysBefore(on, 8) })];
  expect(createRateBook(stale, { ...rules, through: 'EUR' })(wanted)).toBeNull();
});

it('takes no amount for its like in another currency', () => {
  expect(createRateBook([], rules)({ from: 'USD', to: 'EUR', on })).toBeNull();
  expect(convertedAmount('12.34', found([], { from: 'EUR', to: 'EUR' }))).toBe('12.34');
});

it('keeps a rate in one form, and takes none that is nothing', () => {
  expect(['1.0800', '001', '10', '0.0000000001'].map((text) => rateAmount.parse(text))).toEqual([
    '1.08',
    '1',
    '10',
    '0.0000000001',
  ]);
  for (const text of ['0', '0.000', '-1', '1,08', '1.12345678901', '1e3', '1234567890'])
    expect(rateAmount.safeParse(text).success).toBe(false);
});

it('asks why a stored rate is to be another, and waits for a day to come', () => {
  const entry = rateEntrySchema.parse({ base: 'EUR', quote: 'USD', on, rate: '1.08', source: 'ECB' });
  const at = new Date(`${on}T09:00:00Z`);
  expect(entryOutcome(entry, { stored: undefined, at })).toBe('stored');
  expect(entryOutcome(entry, { stored: '1.08', at })).toBe('unchanged');
  expect(entryOutcome(entry, { stored: '1.09', at })).toMatchObject({ path: '/reason' });
  expect(entryOutcome({ ...entry, reason: 'a typo' }, { stored: '1.09', at })).toBe('corrected');
  expect(entryOutcome({ ...entry, on: '2026-04-02' }, { stored: undefined, at })).toMatchObject({
    path: '/on',
  });
  expect(rateEntrySchema.safeParse({ ...entry, quote: 'EUR' }).success).toBe(false);
});
