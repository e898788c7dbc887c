import canonicalize from 'canonicalize';
import { DomainError } from './errors.ts';

/** The RFC 8785 form of a JSON value: the order of keys does not matter. Throws `invalid` for what is not JSON. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new DomainError('invalid', 'This value has no JSON form.');
  return text;
}
