import type { CriteriaSet } from './criteria-set.ts';
import { expectedReturn, returnNeeded } from './expected-return.ts';
import { isHigh, quadrantOf, type Quadrant } from './matrix.ts';

/** An account as it stands before it is decided who is proposed: scores of 0 to 100, null where too little is known; money a year. */
export interface Contender {
  readonly accountId: string;
  readonly attractiveness: number | null;
  readonly strength: number | null;
  readonly netValue: number | null;
  /** Among the largest by revenue, as many as the cap. */
  readonly large: boolean;
  /** What it was in the selection before: high on each axis, and proposed. */
  readonly before: { readonly attractive: boolean; readonly strong: boolean; readonly selected: boolean };
}

/** What becomes of an account: proposed, or why not. */
export type Standing = 'selected' | 'overCap' | 'notRepaying' | 'belowThreshold' | 'notEnoughKnown';

/** Where an account stands in a selection. `rank` counts those proposed and those over the cap, the highest return first. */
export interface Placement {
  readonly accountId: string;
  readonly quadrant: Quadrant;
  readonly standing: Standing;
  readonly rank: number | null;
  /** In the currency of the set over the horizon, in hundredths; null where the net value is not known. */
  readonly expectedReturn: number | null;
  readonly large: boolean;
  readonly wasSelected: boolean;
}

interface Judged {
  readonly placement: Placement;
  /** The expected return, and for a key account what it may fall short of on top. */
  readonly merit: number;
}

/** Who is proposed as key account: the matrix says who fits (a designated quadrant), the money who repays a manager's share and who comes first within the cap.
 * A key account keeps its place unless a newcomer brings more by over the tolerance; equal merit goes by account number. */
export function designate(contenders: readonly Contender[], set: CriteriaSet): readonly Placement[] {
  const judged = contenders.map((contender) => judge(contender, set));
  const order = (a: Judged, b: Judged): number =>
    b.merit - a.merit || Number(a.placement.accountId) - Number(b.placement.accountId);
  const qualified = judged.filter(({ placement }) => placement.standing === 'selected').sort(order);
  const ranked = qualified.map(({ placement }, index): Placement => {
    const standing = index < set.designation.cap ? 'selected' : 'overCap';
    return { ...placement, standing, rank: index + 1 };
  });
  const others = judged.filter(({ placement }) => placement.standing !== 'selected').sort(order);
  return [...ranked, ...others.map(({ placement }) => placement)];
}

function judge(contender: Contender, set: CriteriaSet): Judged {
  const { attractiveness, strength, before, large, accountId } = contender;
  const rules = set.designation;
  const attractive = isHigh(attractiveness, { wasHigh: before.attractive, rules });
  const strong = isHigh(strength, { wasHigh: before.strong, rules });
  const quadrant = quadrantOf({ attractive, strong });
  const returns = expectedReturn(contender.netValue, set);
  const standing = standingOf(contender, { quadrant, returns, set });
  return {
    placement: {
      accountId,
      quadrant,
      standing,
      rank: null,
      expectedReturn: returns === null ? null : Math.round(returns * 100),
      large,
      wasSelected: before.selected,
    },
    merit: (returns ?? 0) - returnNeeded(before.selected, set),
  };
}

function standingOf(
  { attractiveness, strength, before }: Contender,
  judged: { readonly quadrant: Quadrant; readonly returns: number | null; readonly set: CriteriaSet },
): Standing {
  if (attractiveness === null || strength === null || judged.returns === null) return 'notEnoughKnown';
  if (!judged.set.designation.quadrants.includes(judged.quadrant)) return 'belowThreshold';
  return judged.returns >= returnNeeded(before.selected, judged.set) ? 'selected' : 'notRepaying';
}
