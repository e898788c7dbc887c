/** One published figure: `ratio` compares `value` with `against`, lower is better; `met` says whether it is within `goal`. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly against: number;
  readonly ratio: number;
  readonly goal: number;
  readonly met: boolean;
}

/** What a figure is measured on: the superuser's address of a PostgreSQL it may create databases in. */
export interface BenchContext {
  readonly postgresUrl: string;
  report(line: string): void;
}

/** A figure and how it is measured. */
export interface Bench {
  readonly name: string;
  measure(context: BenchContext): Promise<Figure>;
}

/** Two ways to do the same, each timed in seconds by its own return value. */
export interface Contest {
  ours(): Promise<number>;
  theirs(): Promise<number>;
}

/** Runs both by turns, one round to warm up and then `rounds` more, and returns the medians in seconds. */
export async function interleave(
  contest: Contest,
  rounds: number,
): Promise<{ ours: number; theirs: number }> {
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const [theirs, ours] = [await contest.theirs(), await contest.ours()];
    if (round === 0) continue;
    times.ours.push(ours);
    times.theirs.push(theirs);
  }
  return { ours: median(times.ours), theirs: median(times.theirs) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}
