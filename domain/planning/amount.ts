import { z } from 'zod';

/** An amount in one form: '1200.5' and '1200.50' are the same. */
export function twoDecimals(amount: string): string {
  const [whole = '0', cents = ''] = amount.split('.');
  return `${whole.replace(/^0+(?=\d)/, '')}.${cents.padEnd(2, '0')}`;
}

/** An amount in the plan's currency as it is stored, with two decimals. */
export const amountSchema = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,2})?$/, 'must be an amount such as 1200.50')
  .overwrite(twoDecimals);

/** An amount in hundredths; at most 14 digits, which a number holds exactly. */
export function hundredths(amount: string): number {
  const [whole = '0', cents = ''] = amount.split('.');
  return Number(whole) * 100 + Number(cents.padEnd(2, '0'));
}

/** Hundredths, rounded to whole ones, as an amount with two decimals; may be negative. */
export function ofHundredths(count: number): string {
  const rounded = Math.round(Math.abs(count));
  const text = `${Math.floor(rounded / 100)}.${String(rounded % 100).padStart(2, '0')}`;
  return count < 0 && rounded > 0 ? `-${text}` : text;
}
