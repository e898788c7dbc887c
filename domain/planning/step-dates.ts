import { openingOn, type Workplace } from '../calendar/business-time.ts';

const reminderDays = [7, 1] as const;

/** When a step's owner is reminded next, after so many reminders: a week and a day before it is due, at opening time; `null` when none is left. */
export function nextOwnerReminder(
  step: { readonly dueOn: string; readonly owner: Workplace },
  after: Date,
): Date | null {
  const dates = reminderDays.map((days) => openingOn(step.owner, { date: step.dueOn, shiftDays: -days }));
  return dates.find((date) => date > after) ?? null;
}

/** When a step counts as overdue: opening time of the first business day after its date. */
export function overdueDate(step: { readonly dueOn: string; readonly owner: Workplace }): Date {
  return openingOn(step.owner, { date: step.dueOn, shiftDays: 1 });
}
