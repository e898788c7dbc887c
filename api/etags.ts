import { DomainError } from '../domain/errors.ts';
import { HttpProblem } from './problems.ts';

const oneStrongTag = /^"([\x21\x23-\x7e]+)"$/;

/**
 * The tag named by If-Match, without its quotes. Throws 428 without the header, 412 for a weak tag (RFC 9110 §13.1.1:
 * it never matches) and 400 for anything but one tag: a `*` would defeat the purpose.
 */
export function readIfMatch(header: string | undefined): string {
  if (header === undefined || header.trim() === '') {
    const detail =
      'Send If-Match with the ETag of the version that you read, so that no edit of another is lost.';
    throw new HttpProblem({ status: 428, type: 'precondition-required', detail });
  }
  if (header.startsWith('W/')) throw stale();
  const tag = oneStrongTag.exec(header.trim())?.[1];
  if (tag === undefined) {
    const faults = [
      { path: 'header.If-Match', message: 'Send exactly one ETag in double quotes, as you received it.' },
    ];
    throw new HttpProblem({
      status: 400,
      type: 'invalid-request',
      detail: 'If-Match is not readable.',
      faults,
    });
  }
  return tag;
}

function stale(): DomainError {
  return new DomainError(
    'stale',
    'This has changed since you read it. Read it again and apply your change to it.',
  );
}

/**
 * The version that a tag made by {@link versionTag} stands for; throws 412 for any other tag. What follows the dot
 * tells caches apart only, so a decision that arrives while somebody edits does not refuse the edit.
 */
export function versionOfTag(tag: string): number {
  const version = /^(\d{1,9})(\.[\w-]+)?$/.exec(tag)?.[1];
  if (version === undefined) throw stale();
  return Number(version);
}

/** A strong entity tag: the version that edits are checked against, then what else changes the representation. */
export function versionTag(version: number, state: string): string {
  return `"${version}.${state}"`;
}

/** Whether If-None-Match names the tag (weak comparison, RFC 9110 §13.1.2), so that a 304 will do. */
export function isUnchanged(ifNoneMatch: string | undefined, tag: string | undefined): boolean {
  if (ifNoneMatch === undefined || tag === undefined) return false;
  const named = ifNoneMatch.split(',').map((one) => one.trim().replace(/^W\//, ''));
  return named.includes('*') || named.includes(tag);
}
