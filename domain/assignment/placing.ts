/** What is to be placed: for each place what it gains there (whole tenths, 0 to 1000; null where it may not go) and the room it takes. */
export interface Item {
  readonly gains: readonly (number | null)[];
  readonly sizes: readonly number[];
}

/** Items and the room of each place, all whole numbers. */
export interface PlacingProblem {
  readonly items: readonly Item[];
  readonly rooms: readonly number[];
}

/** The places that an item may go to. */
export function optionsOf({ gains }: Item): readonly number[] {
  return [...gains.keys()].filter((place) => gains[place] !== null);
}

/** The problem in which one item may go only where `may` says. */
export function restricted(
  problem: PlacingProblem,
  { item, may }: { readonly item: number; readonly may: (place: number) => boolean },
): PlacingProblem {
  const items = problem.items.map((one, index) =>
    index === item ? { ...one, gains: one.gains.map((gain, place) => (may(place) ? gain : null)) } : one,
  );
  return { ...problem, items };
}

/** The part of a problem that only these items make; its items are in their order. */
export function partOf(problem: PlacingProblem, items: readonly number[]): PlacingProblem {
  return { rooms: problem.rooms, items: items.flatMap((index) => problem.items[index] ?? []) };
}

/** What is left of each room, below 0 where it is overfull, when the items are in these places (-1 for none). */
export function roomLeft(problem: PlacingProblem, places: readonly number[]): readonly number[] {
  const left = [...problem.rooms];
  for (const [item, place] of places.entries())
    if (place >= 0) left[place] = (left[place] ?? 0) - (problem.items[item]?.sizes[place] ?? 0);
  return left;
}

/** The sum of what the items gain in these places. */
export function gainOf(problem: PlacingProblem, places: readonly number[]): number {
  return places.reduce((sum, place, item) => sum + (problem.items[item]?.gains[place] ?? 0), 0);
}
