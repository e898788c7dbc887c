/** What can go wrong in the domain's terms; the API maps each code to one RFC 9457 problem. */
export type DomainErrorCode =
  | 'notFound'
  | 'invalid'
  | 'conflict'
  | 'stale'
  | 'forbidden'
  | 'closed'
  | 'contentChanged'
  | 'alreadyDecided'
  | 'expired'
  | 'codeNeeded'
  | 'unsupported';

/** One fault in an input: where it is and what to do about it. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** A refusal that a person can act on: `message` says what was wrong, `faults` where. */
export class DomainError extends Error {
  readonly code: DomainErrorCode;
  readonly faults: readonly Fault[];

  constructor(code: DomainErrorCode, message: string, faults: readonly Fault[] = []) {
    super(message);
    this.name = 'DomainError';
    this.code = code;
    this.faults = faults;
  }
}
