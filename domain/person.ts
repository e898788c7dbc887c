import type { Workplace } from './calendar/business-time.ts';

/** A person of the firm; `key` is the firm's own name for them. */
export interface Person extends Workplace {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly superiorId: string | null;
  readonly language: string;
  readonly active: boolean;
}

/** The opaque name under which workflows, their details and search attributes know a person: never a name (design §3). */
export function personKey(personId: string): string {
  return `person-${personId}`;
}
