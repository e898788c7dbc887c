import { bestPlaces, type Effort, type Placing } from './best-places.ts';
import type { Contribution, Fit, FitCriterion } from './fit.ts';
import { restricted, type PlacingProblem } from './placing.ts';

/** An account that would have to change its manager. */
interface Move {
  readonly accountId: string;
  readonly fromId: string;
  readonly toId: string;
}

/**
 * Why the second choice is not the first. `fitsLess` by points, mostly by `criteria`; `lessOverall`: better or as good here, but with
 * the `moves` that this needs elsewhere the sum of fits falls; `leavesWithout`: another account would find no manager; `equal`: as good
 * in sum, and the order of record numbers decided; `notWorkedOut`: the search was given up.
 */
export type AlternativeReason =
  | { readonly kind: 'fitsLess'; readonly by: number; readonly criteria: readonly FitCriterion[] }
  | { readonly kind: 'lessOverall'; readonly by: number; readonly moves: readonly Move[] }
  | { readonly kind: 'equal' | 'leavesWithout' | 'notWorkedOut' };

/** The manager who fits best of those who were not chosen, and why not them. */
export interface Alternative {
  readonly managerId: string;
  readonly fit: number;
  readonly contributions: readonly Contribution[];
  readonly reason: AlternativeReason;
}

/** One item of a placing; `fits` and `managerIds` are in the order of the places, `accountIds` in that of the items. */
export interface PlacedItem {
  readonly problem: PlacingProblem;
  readonly placing: Placing;
  /** What may still be spent on explaining; each explanation takes from it. */
  readonly effort: Effort;
  readonly item: number;
  readonly fits: readonly (Fit | null)[];
  readonly managerIds: readonly string[];
  readonly accountIds: readonly string[];
}

const effortForOne = 5_000_000;
const criteriaTold = 3;

/** The best place that an item did not get, and why; null when there is no other. */
export function explainAlternative(about: PlacedItem): Alternative | null {
  if (!('places' in about.placing)) return null;
  const chosen = about.placing.places[about.item] ?? -1;
  const place = secondBest(about.fits, chosen);
  const fit = place === undefined ? null : about.fits[place];
  const given = about.fits[chosen];
  if (place === undefined || !fit || !given) return null;
  const reason = fit.fit < given.fit ? fitsLess(fit, given) : whyNot(about, place);
  return { managerId: about.managerIds[place] ?? '', ...fit, reason };
}

function secondBest(fits: readonly (Fit | null)[], chosen: number): number | undefined {
  let best: number | undefined;
  for (const [place, fit] of fits.entries())
    if (place !== chosen && fit !== null && fit.fit > (best === undefined ? -1 : (fits[best]?.fit ?? -1)))
      best = place;
  return best;
}

function fitsLess(fit: Fit, given: Fit): AlternativeReason {
  const behind = given.contributions
    .map(({ criterion, points }, at) => ({ criterion, by: points - (fit.contributions[at]?.points ?? 0) }))
    .filter(({ by }) => by > 0)
    .sort((one, other) => other.by - one.by);
  const criteria = behind.slice(0, criteriaTold).map(({ criterion }) => criterion);
  return { kind: 'fitsLess', by: rounded(given.fit - fit.fit), criteria };
}

function whyNot(about: PlacedItem, place: number): AlternativeReason {
  const { placing, problem, item } = about;
  if (!('places' in placing) || about.effort.left <= 0) return { kind: 'notWorkedOut' };
  const allowance = Math.min(effortForOne, about.effort.left);
  const effort = { left: allowance };
  const forced = restricted(problem, { item, may: (at) => at === place });
  const other = bestPlaces(forced, { effort });
  about.effort.left -= allowance - effort.left;
  if (other.kind === 'impossible') return { kind: 'leavesWithout' };
  if (other.kind !== 'best' || placing.kind !== 'best') return { kind: 'notWorkedOut' };
  if (other.gain === placing.gain) return { kind: 'equal' };
  const moves = placing.places.flatMap((from, index): Move[] => {
    const to = other.places[index] ?? -1;
    return index === item || from === to
      ? []
      : [
          {
            accountId: about.accountIds[index] ?? '',
            fromId: about.managerIds[from] ?? '',
            toId: about.managerIds[to] ?? '',
          },
        ];
  });
  return { kind: 'lessOverall', by: rounded((placing.gain - other.gain) / 10), moves };
}

function rounded(points: number): number {
  return Math.round(points * 10) / 10;
}
