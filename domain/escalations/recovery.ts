import type { Verdict } from '../warnings/finding.ts';

/** Whether what was agreed with a client has worked by the figures; `unknown` where they cannot be compared. */
export const recoveries = ['recovered', 'improved', 'notRecovered', 'unknown'] as const;

/** See {@link recoveries}. */
export type Recovery = (typeof recoveries)[number];

/** What a window brought as a part of what the same window brought a year before; null where nothing can be compared. */
export type YearOnYear = number | null;

// Fewer points than these may be chance.
const notable = 0.1;

/**
 * Judges a recovery by the rules that would warn of the cause now, all of which have to be clear, and by revenue against the year before, then and now: where it is notably nearer to
 * the year before, it has improved.
 */
export function judgeRecovery(of: {
  readonly verdicts: readonly Verdict['kind'][];
  readonly then: YearOnYear;
  readonly now: YearOnYear;
}): Recovery {
  const { verdicts, then, now } = of;
  if (now === null || verdicts.length === 0 || verdicts.includes('unknown')) return 'unknown';
  if (!verdicts.includes('holds')) return 'recovered';
  return then !== null && now - then >= notable ? 'improved' : 'notRecovered';
}
