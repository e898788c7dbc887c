const strings = /"(?:[^"\\]|\\.)*"/g;
const numbers = /-?\d+(?:\.\d+)?/g;

/** The first number in the text of a jsonb value that did not come from JavaScript as it stands there, such as 1.50 or one with more
 * digits than a double keeps: parsed, it would pass for another. `undefined` if there is none. */
export function foreignNumber(jsonb: string): string | undefined {
  const found = jsonb.replaceAll(strings, '').match(numbers) ?? [];
  return found.find((text) => plainDecimal(Number(text)) !== text);
}

// As jsonb prints it: all digits, no exponent.
function plainDecimal(value: number): string {
  const [mantissa = '', exponent] = String(Math.abs(value)).split('e');
  const sign = value < 0 ? '-' : '';
  if (exponent === undefined) return sign + mantissa;
  const [whole = '', fraction = ''] = mantissa.split('.');
  const shift = Number(exponent);
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - 1)}${whole}${fraction}`;
  return sign + whole + fraction.padEnd(shift, '0');
}
