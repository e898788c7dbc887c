import { exchanged } from './exchange.ts';
import { lagrangeBound } from './lagrange-bound.ts';
import { gainOf, optionsOf, restricted, roomLeft, type PlacingProblem } from './placing.ts';
import { assignToSlots, narrowed, slotsOf } from './slots.ts';

/** How much may still be tried, in elementary steps (some hundred million take a second), so that a search has an end. */
export interface Effort {
  left: number;
}

/**
 * The place of every item. `best`: no placing gains more. `good`: the effort ended; none gains more than `bound`. `impossible`: they
 * cannot all be placed. `unknown`: the effort ended before any placing was found.
 */
export type Placing =
  | {
      readonly kind: 'best' | 'good';
      readonly places: readonly number[];
      readonly gain: number;
      readonly bound: number;
    }
  | { readonly kind: 'impossible' | 'unknown' };

interface Found {
  readonly places: readonly number[];
  readonly gain: number;
}

interface Branch {
  readonly problem: PlacingProblem;
  readonly prices: readonly number[];
  readonly bound: number;
}

interface Search {
  readonly effort: Effort;
  readonly best: Found | undefined;
  readonly branch: Branch;
}

const rounds = { first: 120, later: 25 };

/**
 * Places every item so that the sum of gains is greatest and no room is exceeded; the same problem always gives the same answer. Rooms
 * become slots of the assignment problem. Where items of different size overfill a place, its largest item is tried both there and
 * elsewhere (branch and bound), which stays exact.
 */
export function bestPlaces(
  problem: PlacingProblem,
  search: { readonly effort: Effort; readonly anyWillDo?: boolean },
): Placing {
  const open: Branch[] = [{ problem, prices: [], bound: Number.POSITIVE_INFINITY }];
  let best: Found | undefined;
  for (let branch = open.pop(); branch !== undefined; branch = open.pop()) {
    if (branch.bound <= (best?.gain ?? -1)) continue;
    if (search.effort.left <= 0) {
      const bound = Math.max(branch.bound, ...open.map((other) => other.bound));
      return best ? { kind: 'good', ...best, bound } : { kind: 'unknown' };
    }
    const next = explore({ effort: search.effort, best, branch });
    open.push(...next.branches);
    if (next.found !== undefined) best = improved(problem, next.found);
    if (best !== undefined && search.anyWillDo === true) break;
  }
  return best ? { kind: 'best', ...best, bound: best.gain } : { kind: 'impossible' };
}

function improved(problem: PlacingProblem, found: Found): Found {
  const places = exchanged(problem, found.places);
  return { places, gain: gainOf(problem, places) };
}

function explore({ effort, best, branch }: Search): { found?: Found; branches: readonly Branch[] } {
  const problem = narrowed(branch.problem);
  effort.left -= 10_000;
  if (problem === undefined) return { branches: [] };
  const slots = slotsOf(problem);
  effort.left -= problem.items.length ** 2 * slots.length;
  const places = assignToSlots(problem, slots);
  const gain = gainOf(problem, places ?? []);
  if (places === undefined || gain <= (best?.gain ?? -1)) return { branches: [] };
  const overfull = roomLeft(problem, places).findIndex((room) => room < 0);
  if (overfull < 0) return { found: { places, gain }, branches: [] };
  const hope = boundOf({ effort, best, branch: { ...branch, problem } });
  const limit = { prices: hope.prices, bound: Math.min(branch.bound, gain, hope.gain) };
  if (limit.bound <= (best?.gain ?? -1)) return { branches: [] };
  const item = largestIn(problem, { places, place: overfull });
  return {
    branches: [
      { problem: restricted(problem, { item, may: (place) => place !== overfull }), ...limit },
      { problem: restricted(problem, { item, may: (place) => place === overfull }), ...limit },
    ],
  };
}

function boundOf({ effort, best, branch }: Search): {
  readonly gain: number;
  readonly prices: readonly number[];
} {
  const { problem } = branch;
  const isFirst = branch.prices.length === 0;
  const bound = lagrangeBound(problem, {
    prices: isFirst
      ? problem.items.map(({ gains }) => Math.max(...gains.map((gain) => gain ?? 0)))
      : branch.prices,
    target: best?.gain ?? -1,
    rounds: isFirst ? rounds.first : rounds.later,
  });
  effort.left -= bound.rounds * problem.items.length * problem.rooms.reduce((sum, room) => sum + room + 1, 0);
  // Gains are whole numbers; the tolerance makes up for the prices, which are not.
  return { gain: Math.floor(bound.gain + 1e-6), prices: bound.prices };
}

function largestIn(
  problem: PlacingProblem,
  at: { readonly places: readonly number[]; readonly place: number },
): number {
  const inside = [...at.places.keys()].filter((item) => at.places[item] === at.place);
  const free = inside.filter((item) => optionsOf(problem.items[item] ?? { gains: [], sizes: [] }).length > 1);
  const size = (item: number): number => problem.items[item]?.sizes[at.place] ?? 0;
  return free.reduce((one, other) => (size(other) > size(one) ? other : one), free[0] ?? 0);
}
