import type { Workplace } from './calendar/business-time.ts';

/** A person of the firm; `key` is the opaque name that workflows and search attributes carry. */
export interface Person extends Workplace {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly superiorId: string | null;
  readonly language: string;
  readonly active: boolean;
}
