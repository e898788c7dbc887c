import type { ProcessClock } from './clock.ts';
import type { ProcessView } from './process/messages.ts';

const minutesBeforeAnotherTry = 10;

/** Waits for the doorbell or for the next date; where something is stuck, for another try at it at the latest. */
export async function waitForNext(
  waiting: { readonly view: ProcessView; readonly stuck: readonly string[] },
  { clock, woken }: { readonly clock: ProcessClock; readonly woken: () => boolean },
): Promise<void> {
  const { view, stuck } = waiting;
  const now = clock.now();
  const due = view.next && { at: view.next.at, summary: `${view.next.effect} ${view.next.subject}` };
  const retryAt = new Date(Date.parse(now) + minutesBeforeAnotherTry * 60_000).toISOString();
  const retry =
    stuck.length > 0 ? { at: retryAt, summary: `Try again: ${stuck.join('; ')}`.slice(0, 200) } : undefined;
  const dates = [due, retry].filter((date) => date !== null && date !== undefined && date.at > now);
  await clock.until(dates.sort((a, b) => (a && b && a.at < b.at ? -1 : 1))[0] ?? undefined, woken);
}
