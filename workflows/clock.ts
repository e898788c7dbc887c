import { CancellationScope, condition, isCancellation, setHandler, sleep } from '@temporalio/workflow';
import { advanceClockSignal, nextDueQuery, type Rehearsal } from './process/messages.ts';

/** A date to wait for and the text ops read beside its timer. */
interface Due {
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

interface Timer {
  readonly at: string;
  readonly scope: CancellationScope;
  fired: boolean;
}

function startTimer({ at, summary }: Due): Timer {
  const timer: Timer = { at, scope: new CancellationScope(), fired: false };
  const left = Math.min(Math.max(Date.parse(at) - Date.now(), 1), longestTimer);
  const fired = timer.scope.run(() => sleep(left, { summary }));
  void fired.then(
    () => {
      timer.fired = true;
    },
    (error: unknown) => {
      if (!isCancellation(error)) throw error;
    },
  );
  return timer;
}

// A timer goes on over doorbells, as long as the date stays the same: two events less for each fact.
function liveClock(): ProcessClock {
  let timer: Timer | undefined;
  return {
    now: () => new Date().toISOString(),
    async until(due, woken) {
      if (timer && (timer.fired || timer.at !== due?.at)) {
        timer.scope.cancel();
        timer = undefined;
      }
      if (due) timer ??= startTimer(due);
      await condition(() => woken() || timer?.fired === true);
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
