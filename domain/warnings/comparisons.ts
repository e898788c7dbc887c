import type { AccountFacts, WindowFigures } from './facts.ts';
import type { ComparedEvidence, Verdict } from './finding.ts';
import type { WarningRules } from './rules.ts';

/** What a rule looks at: the facts, the firm's rules, and whether an alarm of its cause is open, which then needs less to go on. */
export interface Look {
  readonly facts: AccountFacts;
  readonly rules: WarningRules;
  readonly open: boolean;
}

// One more of these is a notable worsening: 15 points of the revenue or of what was due, 30 more silent days.
const stepOf = { drop: 0.15, silence: 30, cancellationSpike: 0.15 };

// A share of revenue that was nothing a year before is taken for this, so that a growth can be told.
const leastShare = 0.01;

// So that 0.15 / 0.15 is one step whatever the binary fractions are.
const steps = (value: number, step: number): number => Math.round((value / step) * 1e6) / 1e6;

const needed = (threshold: number, { rules, open }: Look): number =>
  open ? threshold * rules.holdFactor : threshold;

const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/**
 * Delivered revenue of the window fell against the same window a year before by at least a share of it, and by more than chance explains: orders that come at random leave a sum whose
 * variance is the sum of their squares (a compound Poisson process). Accounts that brought little or ordered seldom then do not count.
 */
export function judgeDrop(look: Look): Verdict {
  const { facts, rules } = look;
  const { now, before } = facts;
  const cause = 'drop' as const;
  if (facts.incomparable !== null || now.amount === null || before.amount === null)
    return { kind: 'unknown', cause };
  const { share, minAmountBefore, minOrdersBefore, sigmas } = rules.drop;
  const counts = before.amount > 0 && before.amount >= minAmountBefore && before.orders >= minOrdersBefore;
  const lost = counts ? 1 - now.amount / before.amount : 0;
  const chance = Math.sqrt(now.squares + before.squares);
  const beyondChance = before.amount - now.amount >= needed(sigmas, look) * chance;
  if (!counts || !beyondChance || lost < needed(share, look)) return { kind: 'clear', cause };
  const figures = ({ from, to, amount, orders }: WindowFigures) => ({ from, to, amount, orders });
  return {
    kind: 'holds',
    cause,
    magnitude: steps(lost, stepOf.drop),
    evidence: compared(facts, figures),
  };
}

/**
 * Nothing was delivered nor ordered for so many days, while on the same days a year before something was delivered on at least a number of them. The shortest of the rules' spans
 * in which the account was that lively then is its own rhythm; at an average of six days, none at all comes by chance once in 400 times.
 */
export function judgeSilence({ facts, rules }: Look): Verdict {
  const cause = 'silence' as const;
  const known = facts.quiet.filter(({ covered }) => covered);
  const silent = known.filter(
    ({ now, before }) =>
      now.deliveries + now.orders === 0 && before.activeDays >= rules.silence.minActiveDaysBefore,
  );
  const longest = silent.at(-1);
  if (known.length === 0) return { kind: 'unknown', cause };
  if (!longest) return { kind: 'clear', cause };
  const { now, before, days } = longest;
  const evidence = {
    currency: facts.currency,
    now: { ...now, activeDays: 0 },
    before: { ...before },
  };
  return { kind: 'holds', cause, magnitude: steps(days, stepOf.silence), evidence };
}

/** The cost to serve, as a share of revenue, grew against the same window a year before by a factor and by points, at a cost worth looking at. */
export function judgeCostSpike(look: Look): Verdict {
  const { facts, rules } = look;
  const { now, before } = facts;
  const cause = 'costSpike' as const;
  if (facts.incomparable !== null || now.cost === null || before.cost === null)
    return { kind: 'unknown', cause };
  if (now.amount === null || before.amount === null) return { kind: 'unknown', cause };
  const { factor, points, minCost, minOrders } = rules.costSpike;
  const lively = Math.min(now.orders, before.orders) >= minOrders && Math.min(now.amount, before.amount) > 0;
  const shares = { now: shareOf(now.cost, now.amount), before: shareOf(before.cost, before.amount) };
  const spike =
    lively &&
    now.cost >= minCost &&
    shares.now >= shares.before * (1 + needed(factor - 1, look)) &&
    shares.now - shares.before >= needed(points, look);
  if (!spike) return { kind: 'clear', cause };
  const figures = ({ from, to, cost, amount, orders }: WindowFigures) => ({ from, to, cost, amount, orders });
  return {
    kind: 'holds',
    cause,
    // Doubled once more is worth telling again, whatever a fallen revenue makes of the share.
    magnitude: steps(Math.max(Math.log2(shares.now / Math.max(shares.before, leastShare)), 0), 1),
    evidence: compared(facts, figures),
  };
}

/**
 * More of what was due was cancelled or missed than in the same window a year before, by points, and by more than chance explains (two proportions, in standard errors). Unless the
 * rules say otherwise, an account that also received more than then is not leaving: what its cancellations cost is the cost rule's.
 */
export function judgeCancellationSpike(look: Look): Verdict {
  const { facts, rules } = look;
  const { now, before } = facts;
  const cause = 'cancellationSpike' as const;
  if (facts.incomparable !== null) return { kind: 'unknown', cause };
  const { points, minDue, sigmas, evenIfGrowing } = rules.cancellationSpike;
  const rise = shareOf(now.lost, now.due) - shareOf(before.lost, before.due);
  const spike =
    (evenIfGrowing || now.orders < before.orders) &&
    Math.min(now.due, before.due) >= minDue &&
    rise >= needed(points, look) &&
    rise >= needed(sigmas, look) * standardError(now, before);
  if (!spike) return { kind: 'clear', cause };
  const figures = ({ from, to, lost, due, orders }: WindowFigures) => ({ from, to, lost, due, orders });
  return {
    kind: 'holds',
    cause,
    magnitude: steps(rise, stepOf.cancellationSpike),
    evidence: compared(facts, figures),
  };
}

function standardError(now: WindowFigures, before: WindowFigures): number {
  const pooled = (now.lost + before.lost) / (now.due + before.due);
  return Math.sqrt(pooled * (1 - pooled) * (1 / now.due + 1 / before.due));
}

function compared(
  facts: AccountFacts,
  figures: (window: WindowFigures) => ComparedEvidence['now'],
): ComparedEvidence {
  return { currency: facts.currency, now: figures(facts.now), before: figures(facts.before) };
}
