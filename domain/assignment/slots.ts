import { munkres } from 'munkres';
import { optionsOf, restricted, roomLeft, type PlacingProblem } from './placing.ts';

const worstGain = 1000;

/** The same problem without what cannot be: an item that has only one place takes its room there, and whatever no longer fits beside it
 * may not go there. Undefined when an item has no place left, a room is overfull, or all rooms together are too small. */
export function narrowed(given: PlacingProblem): PlacingProblem | undefined {
  let problem = given;
  for (let changed = true; changed;) {
    changed = false;
    if (tooSmall(problem)) return undefined;
    const left = roomLeft(problem, onlyPlaces(problem));
    if (left.some((room) => room < 0)) return undefined;
    for (const [item, one] of problem.items.entries()) {
      const options = optionsOf(one);
      const fitting = options.filter((place) => options.length === 1 || fitsBeside({ one, place, left }));
      if (fitting.length === 0) return undefined;
      if (fitting.length === options.length) continue;
      problem = restricted(problem, { item, may: (place) => fitting.includes(place) });
      changed = true;
    }
  }
  return problem;
}

function tooSmall({ items, rooms }: PlacingProblem): boolean {
  const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);
  const least = items.map((one) => Math.min(...optionsOf(one).map((place) => one.sizes[place] ?? 0)));
  return sum(least) > sum(rooms);
}

function fitsBeside(at: {
  readonly one: PlacingProblem['items'][number];
  readonly place: number;
  readonly left: readonly number[];
}): boolean {
  return (at.one.sizes[at.place] ?? 0) <= (at.left[at.place] ?? 0);
}

/** The place of each item that has only one, else -1. */
function onlyPlaces(problem: PlacingProblem): readonly number[] {
  return problem.items.map((one) => {
    const [only = -1, ...more] = optionsOf(one);
    return more.length === 0 ? only : -1;
  });
}

/** The place that each slot belongs to: as many slots as the smallest items would fit, which is never too few. */
export function slotsOf(problem: PlacingProblem): readonly number[] {
  const only = onlyPlaces(problem);
  const left = roomLeft(problem, only);
  return problem.rooms.flatMap((_, place) => {
    const sizes = problem.items
      .filter((one, item) => only[item] !== place && (one.gains[place] ?? null) !== null)
      .map((one) => one.sizes[place] ?? 0)
      .sort((one, other) => one - other);
    let used = 0;
    const fitting = sizes.filter((size) => (used += size) <= (left[place] ?? 0)).length;
    return Array.from({ length: only.filter((one) => one === place).length + fitting }, () => place);
  });
}

/**
 * The optimum when only the number of items in a place counts, not their sizes: the assignment problem, solved by the Hungarian method
 * (Kuhn 1955, Munkres 1957) in cubic time. Among equals earlier places win. Undefined when there are too few slots.
 */
export function assignToSlots(
  problem: PlacingProblem,
  slots: readonly number[],
): readonly number[] | undefined {
  const count = problem.items.length;
  if (count === 0 || slots.length < count) return count === 0 ? [] : undefined;
  const scale = count * problem.rooms.length + 1;
  const forbidden = (count + 1) * (worstGain + 1) * scale;
  const costs = problem.items.map(({ gains }) => {
    const byPlace = gains.map((gain, place) =>
      gain === null ? forbidden : (worstGain - gain) * scale + place,
    );
    return slots.map((place) => byPlace[place] ?? forbidden);
  });
  const places: number[] = problem.items.map(() => -1);
  for (const [item, slot] of munkres(costs)) {
    if (costs[item]?.[slot] === forbidden) return undefined;
    places[item] = slots[slot] ?? -1;
  }
  return places;
}
