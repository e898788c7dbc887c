/** An exact decimal: `digits` divided by ten to the power of `scale`. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const plain = /^[+-]?(\d+\.?\d*|\.\d+)$/;
const canonical = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const longest = 40;

/** The decimal that `text` writes with a point and without exponent or thousands separator, or null. */
export function parseDecimal(text: string): Decimal | null {
  if (text.length > longest || !plain.test(text)) return null;
  const point = text.indexOf('.');
  if (point < 0) return { digits: BigInt(unsigned(text)), scale: 0 };
  return {
    digits: BigInt(unsigned(text.slice(0, point) + text.slice(point + 1))),
    scale: text.length - point - 1,
  };
}

/** The shortest plain notation that keeps the scale: what JSON and Postgres both read. */
export function formatDecimal({ digits, scale }: Decimal): string {
  if (scale === 0) return digits.toString();
  const negative = digits < 0n;
  const text = (negative ? -digits : digits).toString().padStart(scale + 1, '0');
  return `${negative ? '-' : ''}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

/** The same number in the notation of `formatDecimal`, or null when it is none. */
export function canonicalDecimal(text: string): string | null {
  if (text.length <= longest && canonical.test(text)) return text;
  const value = parseDecimal(text);
  return value === null ? null : formatDecimal(value);
}

/** The exact sum. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  if (a.scale === b.scale) return { digits: a.digits + b.digits, scale: a.scale };
  const scale = Math.max(a.scale, b.scale);
  return { digits: rescaled(a, scale) + rescaled(b, scale), scale };
}

/** The exact product. */
export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

function rescaled(value: Decimal, scale: number): bigint {
  return value.digits * 10n ** BigInt(scale - value.scale);
}

function unsigned(text: string): string {
  return text.startsWith('+') ? text.slice(1) : text;
}
