import type { Span } from './facts.ts';
import type { Cause } from './rules.ts';

/** The figures of a comparison, each now and in the same window a year before; money in `currency`. */
export interface ComparedEvidence {
  readonly now: Span & Readonly<Record<string, string | number | null>>;
  readonly before: Span & Readonly<Record<string, string | number | null>>;
  readonly currency: string;
}

/** What a finding rests on: figures of two windows, or counts of what the records hold. */
export type Evidence =
  ComparedEvidence | { readonly counts: Readonly<Record<string, string | number | null>> };

/**
 * What a rule says of an account: the cause holds, with its evidence; it does not; or nothing can be said, which leaves an open alarm as it is. `magnitude` measures how bad it
 * is, in steps that are each worth telling again.
 */
export type Verdict =
  | { readonly kind: 'holds'; readonly cause: Cause; readonly magnitude: number; readonly evidence: Evidence }
  | { readonly kind: 'clear'; readonly cause: Cause }
  | { readonly kind: 'unknown'; readonly cause: Cause };
