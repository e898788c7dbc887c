import { roomLeft, type PlacingProblem } from './placing.ts';

interface State {
  readonly problem: PlacingProblem;
  readonly places: number[];
  readonly left: number[];
}

/** The same placing made better by moving single items and by exchanging two, as long as either gains and fits; it need not be the best
 * there is. */
export function exchanged(problem: PlacingProblem, given: readonly number[]): readonly number[] {
  const state: State = { problem, places: [...given], left: [...roomLeft(problem, given)] };
  for (let better = true; better;) {
    better = false;
    for (const item of problem.items.keys()) {
      for (const place of problem.rooms.keys()) better = moved(state, { item, place }) || better;
      for (let other = 0; other < item; other += 1) better = swapped(state, { item, other }) || better;
    }
  }
  return state.places;
}

function gainAt({ problem }: State, at: { readonly item: number; readonly place: number }): number {
  return problem.items[at.item]?.gains[at.place] ?? Number.NEGATIVE_INFINITY;
}

function sizeAt({ problem }: State, at: { readonly item: number; readonly place: number }): number {
  return problem.items[at.item]?.sizes[at.place] ?? 0;
}

function put(state: State, { item, place }: { readonly item: number; readonly place: number }): void {
  const from = state.places[item] ?? -1;
  state.left[from] = (state.left[from] ?? 0) + sizeAt(state, { item, place: from });
  state.left[place] = (state.left[place] ?? 0) - sizeAt(state, { item, place });
  state.places[item] = place;
}

function moved(state: State, to: { readonly item: number; readonly place: number }): boolean {
  const from = state.places[to.item] ?? -1;
  if (from === to.place || sizeAt(state, to) > (state.left[to.place] ?? 0)) return false;
  if (gainAt(state, to) <= gainAt(state, { item: to.item, place: from })) return false;
  put(state, to);
  return true;
}

function swapped(state: State, { item, other }: { readonly item: number; readonly other: number }): boolean {
  const [here = -1, there = -1] = [state.places[item], state.places[other]];
  if (here === there) return false;
  const now = gainAt(state, { item, place: here }) + gainAt(state, { item: other, place: there });
  if (gainAt(state, { item, place: there }) + gainAt(state, { item: other, place: here }) <= now)
    return false;
  const roomHere = (state.left[here] ?? 0) + sizeAt(state, { item, place: here });
  const roomThere = (state.left[there] ?? 0) + sizeAt(state, { item: other, place: there });
  if (sizeAt(state, { item: other, place: here }) > roomHere) return false;
  if (sizeAt(state, { item, place: there }) > roomThere) return false;
  put(state, { item, place: there });
  put(state, { item: other, place: here });
  return true;
}
