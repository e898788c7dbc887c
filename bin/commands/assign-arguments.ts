import { DomainError } from '../../domain/errors.ts';

/** The number of a proposal as typed; throws `invalid` for anything else. */
export function proposalNumber(text: string): string {
  if (/^[1-9]\d{0,17}$/.test(text)) return text;
  throw new DomainError('invalid', `"${text}" is no number of a proposal: "kam assign list" shows them.`);
}

/** A day as typed; throws `invalid` for anything else. */
export function dayAsTyped(text: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  if (!Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)) return text;
  throw new DomainError('invalid', `--as-of takes a day such as 2017-08-31, not "${text}".`);
}
