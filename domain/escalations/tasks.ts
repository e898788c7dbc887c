import { DateTime } from 'luxon';
import { openingBefore, startOfDay, type Workplace } from '../calendar/business-time.ts';

/** The parts of the firm that work on an escalation. */
export const taskFunctions = [
  'sales',
  'operations',
  'it',
  'finance',
  'product',
  'service',
  'legal',
  'marketing',
  'logistics',
  'quality',
  'other',
] as const;

/** See {@link taskFunctions}. */
export type TaskFunction = (typeof taskFunctions)[number];

/** When the owner of a task is reminded, at the opening of its due day or of the last business day before it, and when it is overdue, at the end of that day; both at the owner's place. */
export function taskDates(
  place: Workplace,
  dueOn: string,
): { readonly remindAt: Date; readonly overdueAt: Date } {
  const next = DateTime.fromISO(dueOn, { zone: 'utc' }).plus({ days: 1 }).toFormat('yyyy-MM-dd');
  return {
    remindAt: openingBefore(place, { date: next, days: 1 }),
    overdueAt: startOfDay(place, next),
  };
}
