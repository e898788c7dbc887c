import { bestPlaces } from './best-places.ts';
import { partOf, type Item, type PlacingProblem } from './placing.ts';

/** Whether an item can be served beside all that come before it; `undecided` where the search for a place was given up. */
export type Admission = 'admitted' | 'noRoom' | 'undecided';

const effortForOne = 5_000_000;

interface Admitted {
  readonly items: readonly number[];
  readonly places: ReadonlyMap<number, number>;
}

/**
 * Goes through the items in `order` and admits each that can be placed together with all admitted before: no item goes without so that
 * lesser ones are served. Gives the admission of every item of the problem.
 */
export function admit(problem: PlacingProblem, order: readonly number[]): readonly Admission[] {
  const result: Admission[] = problem.items.map(() => 'noRoom');
  const refused: number[] = [];
  let admitted: Admitted = { items: [], places: new Map() };
  for (const index of order) {
    const likeRefused = refused.find((other) => asHard(problem, { index, other }));
    if (likeRefused !== undefined) {
      result[index] = result[likeRefused] ?? 'noRoom';
      continue;
    }
    const next = admitOne(problem, { admitted, index });
    if (typeof next === 'string') {
      result[index] = next;
      refused.push(index);
    } else {
      result[index] = 'admitted';
      admitted = next;
    }
  }
  return result;
}

/** Whether one item can go nowhere that another, which found no place, could not have gone at less or the same size. */
function asHard(
  { items }: PlacingProblem,
  { index, other }: { readonly index: number; readonly other: number },
): boolean {
  const [one, before] = [items[index], items[other]];
  return one?.gains.every((gain, place) => gain === null || smallerThere(before, { one, place })) ?? false;
}

function smallerThere(before: Item | undefined, at: { readonly one: Item; readonly place: number }): boolean {
  const gain = before?.gains[at.place] ?? null;
  return gain !== null && (before?.sizes[at.place] ?? 0) <= (at.one.sizes[at.place] ?? 0);
}

function admitOne(
  problem: PlacingProblem,
  { admitted, index }: { readonly admitted: Admitted; readonly index: number },
): Admitted | 'noRoom' | 'undecided' {
  const free = freePlace(problem, { admitted, index });
  const items = [...admitted.items, index].sort((one, other) => one - other);
  if (free !== undefined) return { items, places: new Map([...admitted.places, [index, free]]) };
  const found = bestPlaces(partOf(problem, items), {
    effort: { left: effortForOne },
    anyWillDo: true,
  });
  if (!('places' in found)) return found.kind === 'impossible' ? 'noRoom' : 'undecided';
  const { places } = found;
  return { items, places: new Map(items.map((item, position) => [item, places[position] ?? -1])) };
}

function freePlace(
  { items, rooms }: PlacingProblem,
  { admitted, index }: { readonly admitted: Admitted; readonly index: number },
): number | undefined {
  const left = [...rooms];
  for (const [item, place] of admitted.places)
    left[place] = (left[place] ?? 0) - (items[item]?.sizes[place] ?? 0);
  const item = items[index];
  const place = left.findIndex(
    (room, at) => (item?.gains[at] ?? null) !== null && (item?.sizes[at] ?? 0) <= room,
  );
  return place < 0 ? undefined : place;
}
