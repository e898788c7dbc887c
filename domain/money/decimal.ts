/** A decimal number such as '-1200.5' as a whole count of its last place, of which there are `places`. Digits beyond them must not be there. */
export function scaled(decimal: string, places: number): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(`${whole}${fraction.padEnd(places, '0')}`);
}

/** The count of {@link scaled} as a decimal number again, with all its places. */
export function unscaled(count: bigint, places: number): string {
  const digits = String(count < 0n ? -count : count).padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return count < 0n ? `-${text}` : text;
}

/** A quotient as a whole number; halves go to the even one, so that many roundings do not add up. The divisor is above 0. */
export function dividedHalfEven(dividend: bigint, divisor: bigint): bigint {
  const sign = dividend < 0n ? -1n : 1n;
  const magnitude = dividend * sign;
  const floor = magnitude / divisor;
  const twice = (magnitude % divisor) * 2n;
  const isUp = twice > divisor || (twice === divisor && floor % 2n === 1n);
  return sign * (isUp ? floor + 1n : floor);
}
