import { contentHash } from './content-hash.ts';

/** An audit event as it is hashed, instants as ISO strings in UTC with milliseconds. `hash_form` 1 leaves out itself and `recorded_at`. */
export interface HashedEvent {
  readonly chain: string;
  readonly seq: number;
  readonly occurred_at: string;
  readonly recorded_at: string;
  readonly actor_kind: string;
  readonly actor_id: string;
  readonly kind: string;
  readonly subject: string;
  readonly data: unknown;
  readonly previous_hash: string | null;
  readonly hash_form: number;
}

/** SHA-256, in hexadecimal digits, of the RFC 8785 form of an event; with `previous_hash` in it, it vouches for all events before. */
export function auditHash(event: HashedEvent): string {
  if (event.hash_form !== 1) return contentHash(event);
  const { recorded_at: _recordedAt, hash_form: _hashForm, ...covered } = event;
  return contentHash(covered);
}
