import { DomainError } from '../domain/errors.ts';

/** Something a scripted person will do, at a date of process time (ISO). */
export interface PlannedAct {
  readonly at: string;
  readonly who: string;
  act(): Promise<void>;
}

/** A scripted person reads the records and says what comes next; whoever has nothing to do says `undefined`. */
export type ScriptedPerson = (asOf: string) => Promise<PlannedAct | undefined>;

/** What is conducted: processes by workflow id with the dates they wait for, and how their time is moved. */
export interface Stage {
  /** Returns when nothing is in flight any more. */
  quiet(): Promise<void>;
  /** The date each open process waits for (ISO); a process that waits for none is left out. */
  dueDates(): Promise<ReadonlyMap<string, string>>;
  /** Sets the clock of API and activities; nobody acts before it. */
  setTime(at: string): Promise<void>;
  /** Moves the processes whose date has come. */
  move(workflowIds: readonly string[], at: string): Promise<void>;
}

/** What a performance did: how often it moved the date, and where it ended (ISO). */
export interface Performance {
  readonly moves: number;
  readonly endedAt: string;
}

const mostMovesPerDate = 1_000;

async function earliestAct(people: readonly ScriptedPerson[], asOf: string): Promise<PlannedAct | undefined> {
  const acts = await Promise.all(people.map((person) => person(asOf)));
  const known = acts.filter((act) => act !== undefined);
  return known.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.who < b.who ? -1 : 1))[0];
}

/**
 * Conducts processes and scripted people as one discrete-event simulation on the real engine (design §3): wait until nothing is in
 * flight, find the earliest date, set the clock, let a person act or move the processes whose date has come, again. People act before
 * processes on the same date. Ends when nothing is due up to `until` (ISO).
 */
export async function conduct(
  stage: Stage,
  script: { readonly people: readonly ScriptedPerson[]; readonly from: string; readonly until: string },
): Promise<Performance> {
  let now = script.from;
  let movesAtNow = 0;
  for (let moves = 0; ; moves += 1) {
    await stage.quiet();
    const dues = await stage.dueDates();
    const act = await earliestAct(script.people, now);
    const next = [...dues.values(), ...(act ? [act.at] : [])].sort()[0];
    if (next === undefined || next > script.until) return { moves, endedAt: now };
    movesAtNow = next > now ? 0 : movesAtNow + 1;
    if (movesAtNow > mostMovesPerDate)
      throw new DomainError(
        'conflict',
        `At ${now} the processes move without end: ${[...dues.keys()].join(', ')}.`,
      );
    now = next > now ? next : now;
    await stage.setTime(now);
    if (act && act.at <= now) await act.act();
    else
      await stage.move(
        [...dues].filter(([, due]) => due <= now).map(([workflowId]) => workflowId),
        now,
      );
  }
}
