/** A part of a flow that somebody gave, over the days from `startsOn` to before `asOf`. */
interface GivenPart {
  readonly startsOn: string;
  readonly asOf: string;
  readonly value: number;
}

/**
 * What parts of a flow add up to from a day on, and the day before which they end: parts that follow on one another without a gap, of those that begin on the
 * same day the longest. Null where no part begins on the day.
 */
export function flowSince(
  from: string,
  parts: readonly GivenPart[],
): { readonly value: number; readonly until: string } | null {
  let [value, until] = [0, from];
  for (;;) {
    const next = parts.filter(({ startsOn }) => startsOn === until);
    const longest = next.toSorted((a, b) => (a.asOf < b.asOf ? 1 : -1))[0];
    if (!longest || longest.asOf <= until) break;
    [value, until] = [value + longest.value, longest.asOf];
  }
  return until === from ? null : { value, until };
}
