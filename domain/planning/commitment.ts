import { addBusinessHours, openingBefore, openingOn, type Workplace } from '../calendar/business-time.ts';
import type { Fault } from '../errors.ts';

/** Whose commitment it is: our firm's, or the client's. */
export type CommitmentSide = 'ours' | 'client';

/**
 * Where a commitment stands. `open`: not agreed yet, or ours and not due yet; `confirmed`: the client agreed to it as it was asked;
 * `moved`: both agreed on a date that the client proposed.
 */
export type CommitmentStatus = 'open' | 'confirmed' | 'moved' | 'done' | 'missed' | 'withdrawn';

/** The states in which a commitment can still be answered, moved or missed. */
export const livingCommitments: readonly CommitmentStatus[] = ['open', 'confirmed', 'moved'];

/** What happened to a commitment, one entry of its history each. */
export type CommitmentEventKind =
  | 'recorded'
  | 'asked'
  | 'confirmed'
  | 'proposed'
  | 'accepted'
  | 'refused'
  | 'changed'
  | 'silent'
  | 'missed'
  | 'done'
  | 'withdrawn';

/** Working hours of the client's region without an answer, after which the owner is reminded, and after which silence is recorded. */
const answerHours = { remind: 24, silent: 56 } as const;

/** When a client's owner who is asked now is reminded, and when their silence is recorded, in the business time of the client's region. */
export function answerDates(client: Workplace, askedAt: Date): { remindAt: Date; silentAt: Date } {
  const after = (hours: number): Date => addBusinessHours(client, { from: askedAt, hours });
  return { remindAt: after(answerHours.remind), silentAt: after(answerHours.silent) };
}

/** When a commitment due on a day ('YYYY-MM-DD') counts as missed: opening time of its owner's first business day after it. */
export function missedDate(place: Workplace, dueOn: string): Date {
  return openingOn(place, { date: dueOn, shiftDays: 1 });
}

/** Working days before its date on which a commitment's owner is reminded: one of ours twice, a client's who agreed to it once. */
const dueReminderDays = { ours: [5, 1], client: [3] } as const;

/** When an owner is reminded next, after a moment, of a date ('YYYY-MM-DD') that comes: at opening time where they work; `null` when not again. */
export function dueReminder(
  {
    side,
    dueOn,
    place,
  }: { readonly side: CommitmentSide; readonly dueOn: string; readonly place: Workplace },
  after: Date,
): Date | null {
  const dates = dueReminderDays[side].map((days) => openingBefore(place, { date: dueOn, days }));
  return dates.find((date) => date > after) ?? null;
}

/** The manager's working hours with another date that the client proposes, after which they are reminded, and after which the director is told. */
const settleHours = { remind: 16, tell: 40 } as const;

/** When a manager is reminded of another date that the client proposes, and when the director is told, in the manager's business time. */
export function settleDates(manager: Workplace, proposedAt: Date): { remindAt: Date; tellAt: Date } {
  const after = (hours: number): Date => addBusinessHours(manager, { from: proposedAt, hours });
  return { remindAt: after(settleHours.remind), tellAt: after(settleHours.tell) };
}

const lateHours = 40;

/** When an owner of ours is reminded once more of a commitment that was missed: a working week later where they work. */
export function lateReminder(place: Workplace, missedAt: Date): Date {
  return addBusinessHours(place, { from: missedAt, hours: lateHours });
}

const germanSpeaking = new Set(['DE', 'AT', 'CH']);

/** The language for a client's owner, of whom none is known: German for accounts in Germany, Austria and Switzerland, English elsewhere. */
export function clientLanguage(region: string): 'de' | 'en' {
  return germanSpeaking.has(region.slice(0, 2)) ? 'de' : 'en';
}

/** The local day ('YYYY-MM-DD') at a place. */
export function dayAt(at: Date, { timeZone }: Pick<Workplace, 'timeZone'>): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
}

const furthestYears = 3;

/** What is wrong with a date ('YYYY-MM-DD') that the client proposes instead of `dueOn`; `undefined` when it can be proposed. */
export function proposalFault(
  proposedOn: string,
  { dueOn, today }: { readonly dueOn: string; readonly today: string },
): 'missing' | 'same' | 'past' | 'far' | undefined {
  if (!isDay(proposedOn)) return 'missing';
  if (proposedOn === dueOn) return 'same';
  if (proposedOn < today) return 'past';
  return Number(proposedOn.slice(0, 4)) > Number(today.slice(0, 4)) + furthestYears ? 'far' : undefined;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

/** What is wrong with the terms of a commitment that is recorded or changed on `today`; empty when nothing is. */
export function termsFaults(
  terms: { readonly text: string; readonly dueOn: string },
  { today }: { readonly today: string },
): readonly Fault[] {
  const faults: Fault[] = [];
  if (terms.text.trim() === '') faults.push({ path: '/text', message: 'Say what is committed.' });
  if (!isDay(terms.dueOn)) faults.push({ path: '/dueOn', message: `"${terms.dueOn}" is not a date.` });
  else if (terms.dueOn < today)
    faults.push({ path: '/dueOn', message: `${terms.dueOn} has passed: give a date from today on.` });
  return faults;
}
