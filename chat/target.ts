import { isIP } from 'node:net';
import { DomainError } from '../domain/errors.ts';
import { isBlockedAddress } from './blocked-addresses.ts';

/** Where a webhook may lead: `allowedPrivateHosts` are the only names or addresses that may be on a private network or spoken to without TLS. */
export interface ChatTarget {
  readonly url: URL;
  /** Named by the operator: its address is not looked at. */
  readonly isAllowedPrivate: boolean;
}

/**
 * Reads a webhook's address. Throws `invalid` with the reason where it is none, is not https, carries a name or password, or names a private
 * address in any notation; the address itself is a secret and stands in no message.
 */
export function readChatTarget(address: string, allowedPrivateHosts: readonly string[]): ChatTarget {
  if (!URL.canParse(address)) throw refused('must be a web address');
  const url = new URL(address);
  const isAllowedPrivate = allowedPrivateHosts.includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isAllowedPrivate))
    throw refused('must begin with https://');
  if (url.username !== '' || url.password !== '') throw refused('must not carry a user name or password');
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (!isAllowedPrivate && isIP(literal) !== 0 && isBlockedAddress(literal))
    throw refused('must not lead to a private address');
  return { url, isAllowedPrivate };
}

function refused(message: string): DomainError {
  return new DomainError('invalid', `The webhook's address ${message}.`, [{ path: '/url', message }]);
}
