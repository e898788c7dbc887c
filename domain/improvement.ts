import { z } from 'zod';
import { addBusinessHours, openingOn, type Workplace } from './calendar/business-time.ts';

/** What is to change in the firm's own processes: `learned` says why, `dueOn` is a day of the owner's. */
export const improvementWish = z.strictObject({
  title: z.string().trim().min(1).max(200),
  learned: z.string().trim().min(1).max(4000),
  ownerId: z.string().regex(/^[1-9]\d{0,17}$/, "must be a person's number"),
  dueOn: z.iso.date(),
});

/** A wish that something change, as it was checked. */
export type ImprovementWish = z.infer<typeof improvementWish>;

const mostReminders = 3;
const hoursBetween = 40;

/** When its owner is first reminded: at opening time of the day it is due, there. */
export function firstReminder(owner: Workplace, dueOn: string): Date {
  return openingOn(owner, { date: dueOn, shiftDays: 0 });
}

/** When its owner is reminded again after `given` reminders, 40 of their working hours later; `null` after the third. */
export function nextReminder(owner: Workplace, { at, given }: { at: Date; given: number }): Date | null {
  return given >= mostReminders ? null : addBusinessHours(owner, { from: at, hours: hoursBetween });
}
