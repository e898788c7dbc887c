import { condition, setHandler } from '@temporalio/workflow';
import { advanceClockSignal, nextDueQuery, type Rehearsal } from './process/messages.ts';

/** A date to wait for and the text ops read beside its timer. */
export interface Due {
  readonly at: string;
  readonly summary: string;
}

/** The only source of time and the only way to wait for workflows (design §3). Times are ISO. */
export interface ProcessClock {
  now(): string;
  /** Returns when `woken` holds or the date has come, whichever is first; without a date only when woken. */
  until(due: Due | undefined, woken: () => boolean): Promise<void>;
  /** What the next run's input must carry for the clock to go on. */
  carry(): { readonly rehearsal?: Rehearsal };
}

const longestTimer = 365 * 86_400_000;

function liveClock(): ProcessClock {
  const now = (): string => new Date().toISOString();
  return {
    now,
    async until(due, woken) {
      if (!due) return condition(woken);
      const left = Date.parse(due.at) - Date.now();
      if (left > 0) await condition(woken, Math.min(left, longestTimer), { summary: due.summary });
    },
    carry: () => ({}),
  };
}

function rehearsedClock(start: Rehearsal): ProcessClock {
  let now = start.at;
  let waitsFor: string | null = null;
  setHandler(
    advanceClockSignal,
    ({ run, at }) => {
      if (run === start.run && at > now) now = at;
    },
    { description: "Moves this rehearsal's virtual date." },
  );
  setHandler(nextDueQuery, () => ({ now, due: waitsFor }), {
    description: 'The virtual date this process waits for.',
  });
  return {
    now: () => now,
    async until(due, woken) {
      waitsFor = due?.at ?? null;
      await condition(() => woken() || (due !== undefined && now >= due.at));
      waitsFor = null;
    },
    carry: () => ({ rehearsal: { run: start.run, at: now } }),
  };
}

/** The process's clock: Temporal's own, or the virtual one of a rehearsal. ISO dates in UTC compare as text. */
export function processClock(rehearsal: Rehearsal | undefined): ProcessClock {
  return rehearsal ? rehearsedClock(rehearsal) : liveClock();
}
