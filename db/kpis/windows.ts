import type { DayWindow } from '../../domain/kpis/window.ts';
import type { AccountFacts, FactsWindow } from '../selection/account-facts.ts';

/** A day ('YYYY-MM-DD') as an SQL date; throws for what is none, so that nothing else gets into a query. */
function sqlDay(day: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new Error(`"${day}" is no day`);
  return `date '${day}'`;
}

/** The SQL condition that a transaction's day lies in a window. */
export function within({ startsOn, endsBefore }: DayWindow): string {
  return `t.day >= ${sqlDay(startsOn)} and t.day < ${sqlDay(endsBefore)}`;
}

/** The same facts asked over a window of days, whatever number of months a metric names; `before` is the one that it is compared with. */
export function factsOver<Facts extends AccountFacts>(
  facts: Facts,
  { window, before }: { readonly window: DayWindow; readonly before: DayWindow },
): Facts {
  const asked: FactsWindow = {
    now: within(window),
    before: within(before),
    start: sqlDay(window.startsOn),
    // Whether the data cover the windows is decided where the values are divided, with a reason.
    beforeCovered: 'true',
  };
  return { ...facts, window: () => asked };
}
