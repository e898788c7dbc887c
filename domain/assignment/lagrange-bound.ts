import type { PlacingProblem } from './placing.ts';

/** A price for each item, what no placing of all items can gain more than, and how many prices were tried. */
export interface Bound {
  readonly prices: readonly number[];
  readonly gain: number;
  readonly rounds: number;
}

/** Where the search for prices starts, what a bound must fall to or below to be of use, and how many prices are tried. */
export interface BoundSearch {
  readonly prices: readonly number[];
  readonly target: number;
  readonly rounds: number;
}

interface Filled {
  readonly value: number;
  readonly times: readonly number[];
}

const roundsWithoutProgress = 6;

/**
 * An upper bound of the gain that respects the rooms: items pay a price and each place takes for itself those that gain it most, by dynamic
 * programming; prices rise where an item is taken twice and fall where nobody takes it. Lagrangian relaxation of "each item once"
 * (Fisher 1981; for this problem Fisher, Jaikumar and Van Wassenhove 1986). A bound below 0 says that not all items have room.
 */
export function lagrangeBound(problem: PlacingProblem, search: BoundSearch): Bound {
  let prices = [...search.prices];
  let best: Bound = { prices, gain: Number.POSITIVE_INFINITY, rounds: 0 };
  let stride = 1.5;
  let since = 0;
  for (let round = 0; round < search.rounds && best.gain > search.target; round += 1) {
    const filled = fillAll(problem, prices);
    const gain = filled.value + prices.reduce((sum, price) => sum + price, 0);
    since = gain < best.gain - 0.01 ? 0 : since + 1;
    best = { ...(gain < best.gain ? { prices, gain } : best), rounds: round + 1 };
    if (since >= roundsWithoutProgress) {
      stride /= 2;
      since = 0;
    }
    const off = filled.times.reduce((sum, times) => sum + (times - 1) ** 2, 0);
    if (off === 0) break;
    const step = (stride * Math.max(1, gain - search.target)) / off;
    prices = prices.map((price, item) => price + step * ((filled.times[item] ?? 0) - 1));
  }
  return best;
}

function fillAll(problem: PlacingProblem, prices: readonly number[]): Filled {
  const times = problem.items.map(() => 0);
  let value = 0;
  for (const place of problem.rooms.keys()) {
    const filled = fillOne(problem, { place, prices });
    value += filled.value;
    for (const item of filled.items) times[item] = (times[item] ?? 0) + 1;
  }
  return { value, times };
}

/** The items that one place would take if it had them all to choose from: the knapsack problem by dynamic programming. */
function fillOne(
  problem: PlacingProblem,
  { place, prices }: { readonly place: number; readonly prices: readonly number[] },
): { readonly value: number; readonly items: readonly number[] } {
  const room = problem.rooms[place] ?? 0;
  const worth = new Float64Array(room + 1);
  const takes: { item: number; size: number; taken: Uint8Array }[] = [];
  for (const [item, { gains, sizes }] of problem.items.entries()) {
    const gain = gains[place] ?? null;
    const size = sizes[place] ?? 0;
    const value = gain === null ? 0 : gain - (prices[item] ?? 0);
    if (value <= 0 || size > room) continue;
    const taken = new Uint8Array(room + 1);
    for (let at = room; at >= size; at -= 1) {
      const withIt = (worth[at - size] ?? 0) + value;
      if (withIt <= (worth[at] ?? 0)) continue;
      worth[at] = withIt;
      taken[at] = 1;
    }
    takes.push({ item, size, taken });
  }
  const items: number[] = [];
  let left = room;
  for (const { item, size, taken } of takes.reverse())
    if (taken[left] === 1) {
      items.push(item);
      left -= size;
    }
  return { value: worth[room] ?? 0, items };
}
