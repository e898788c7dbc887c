import { z } from 'zod';
import { dividedHalfEven, scaled, unscaled } from './decimal.ts';

/** Decimals of a rate. */
const ratePlaces = 10;

/** A currency by its ISO 4217 code. */
export const currencyCode = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as EUR');

/** A rate in one form: '1.0800' and '1.08' are the same. */
function shortest(rate: string): string {
  return rate
    .replace(/^0+(?=\d)/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

/** What one of a currency is worth in another: above 0, with up to 9 digits before the point and 10 after it. */
export const rateAmount = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,10})?$/, 'must be a rate such as 1.0842, with at most 10 decimals')
  .refine((rate) => /[1-9]/.test(rate), 'must be above 0')
  .overwrite(shortest);

/** What one of `base` is worth in `quote` on a day ('YYYY-MM-DD'), in the version that was known. */
export interface DatedRate {
  readonly base: string;
  readonly quote: string;
  readonly on: string;
  readonly rate: string;
  readonly version: number;
}

/** A rate that an amount went through, `inverse` where it was divided by it. */
export interface RateLeg extends DatedRate {
  readonly inverse: boolean;
}

/** How an amount gets into another currency: times `numerator`, over `denominator`, by these rates. */
export interface Conversion {
  readonly legs: readonly RateLeg[];
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** What a programme allows: how many days old a rate may be, and the currency through which two others may be crossed; null for none. */
export interface RateRules {
  readonly withinDays: number;
  readonly through: string | null;
}

/** The day, and between which currencies. */
export interface WantedRate {
  readonly from: string;
  readonly to: string;
  readonly on: string;
}

/** The rules where a programme says nothing else. */
export const standardRateRules: RateRules = { withinDays: 7, through: null };

const day = 86_400_000;

/** The day ('YYYY-MM-DD') so many days before another. */
export function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * day).toISOString().slice(0, 10);
}

/**
 * Looks conversions up among rates, each at most once for its pair and day. The rate of a day is the newest on or before it that is not
 * older than the rules allow, in either direction, the one stored from `from` to `to` before its inverse on the same day; where there is
 * none, both halves of a way through the rules' currency. Null where there is no way: never one to one.
 */
export function createRateBook(
  rates: readonly DatedRate[],
  rules: RateRules,
): (wanted: WantedRate) => Conversion | null {
  const book = byPair(rates);
  const legOf = ({ from, to, on }: WantedRate): RateLeg | undefined => {
    const oldest = daysBefore(on, rules.withinDays);
    const newest = (one: string, other: string): DatedRate | undefined =>
      book.get(`${one}/${other}`)?.find((rate) => rate.on <= on && rate.on >= oldest);
    const [direct, inverse] = [newest(from, to), newest(to, from)];
    if (inverse && (!direct || inverse.on > direct.on)) return { ...inverse, inverse: true };
    return direct && { ...direct, inverse: false };
  };
  return (wanted) => {
    const { from, to } = wanted;
    if (from === to) return { legs: [], numerator: 1n, denominator: 1n };
    const leg = legOf(wanted);
    if (leg) return through([leg]);
    const { through: middle } = rules;
    if (middle === null || middle === from || middle === to) return null;
    const [first, second] = [legOf({ ...wanted, to: middle }), legOf({ ...wanted, from: middle })];
    return first && second ? through([first, second]) : null;
  };
}

function byPair(rates: readonly DatedRate[]): ReadonlyMap<string, readonly DatedRate[]> {
  const book = new Map<string, DatedRate[]>();
  for (const rate of rates.toSorted((a, b) => (a.on < b.on ? 1 : -1))) {
    const pair = `${rate.base}/${rate.quote}`;
    const known = book.get(pair);
    if (known) known.push(rate);
    else book.set(pair, [rate]);
  }
  return book;
}

function through(legs: readonly RateLeg[]): Conversion {
  const one = 10n ** BigInt(ratePlaces);
  let [numerator, denominator] = [1n, 1n];
  for (const { rate, inverse } of legs) {
    const worth = scaled(rate, ratePlaces);
    numerator *= inverse ? one : worth;
    denominator *= inverse ? worth : one;
  }
  return { legs, numerator, denominator };
}

/** An amount in the other currency, to the cent, halves to the even one. */
export function convertedAmount(
  amount: string,
  { numerator, denominator }: Pick<Conversion, 'numerator' | 'denominator'>,
): string {
  return unscaled(dividedHalfEven(scaled(amount, 2) * numerator, denominator), 2);
}

/** What one of the first currency is worth in the last, with 10 decimals, halves to the even one. */
export function worthOfOne({ numerator, denominator }: Conversion): string {
  const worth = dividedHalfEven(numerator * 10n ** BigInt(ratePlaces), denominator);
  return shortest(unscaled(worth, ratePlaces));
}
