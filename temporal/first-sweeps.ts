import type { Db } from '../db/client.ts';
import { neverSwept } from '../db/stores/warning-sweeps.ts';
import type { WarningControl } from './warning-schedule.ts';

/** Early enough that a manager finds the day's alarms when the day begins. */
const firstTime = { hour: 5, minute: 0 };

/** Gives each programme that has key accounts and was never swept a daily schedule, in its owner's time zone; one that was removed later stays removed. */
export async function scheduleFirstSweeps({
  db,
  warnings,
}: {
  readonly db: Db;
  readonly warnings: Pick<WarningControl, 'find' | 'set'>;
}): Promise<void> {
  for (const input of await neverSwept(db)) {
    if (await warnings.find(input.programme)) continue;
    await warnings.set({ input, time: firstTime });
  }
}
