import { judgeCancellationSpike, judgeCostSpike, judgeDrop, judgeSilence, type Look } from './comparisons.ts';
import type { AccountFacts } from './facts.ts';
import type { Verdict } from './finding.ts';
import { causes, type Cause, type WarningRules } from './rules.ts';
import { judgeDetractor, judgeLostSponsor, judgeOverdue } from './signs.ts';

const judges: Readonly<Record<Cause, (look: Look) => Verdict>> = {
  drop: judgeDrop,
  silence: judgeSilence,
  costSpike: judgeCostSpike,
  cancellationSpike: judgeCancellationSpike,
  detractor: judgeDetractor,
  lostSponsor: judgeLostSponsor,
  overdue: judgeOverdue,
};

/** What every rule says of one account; `open` names the causes with an open alarm. A rule that is switched off says that its cause does not hold. */
export function judgeAccount(
  facts: AccountFacts,
  at: { readonly rules: WarningRules; readonly open: ReadonlySet<Cause> },
): readonly Verdict[] {
  return causes.map((cause) =>
    at.rules[cause].enabled
      ? judges[cause]({ facts, rules: at.rules, open: at.open.has(cause) })
      : { kind: 'clear', cause },
  );
}
