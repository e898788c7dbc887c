import { z } from 'zod';
import type { Fault } from '../errors.ts';

const text = (most: number) => z.string().trim().min(1).max(most);
const number = z.string().regex(/^\d+$/);

/**
 * The minutes of a review: who was there, what was decided, and what is to be done by whom (a person of ours, or a contact of the client's,
 * by number). A decision without an outcome stays open and is asked for again. An action of ours `becomes` a step of the account's open plan
 * or a commitment, one of the client's a commitment; `none` leaves it on the review's own list.
 */
export const minutesSchema = z.strictObject({
  notes: z.string().trim().max(20_000).default(''),
  attendance: z.array(z.strictObject({ inviteeId: number, attended: z.boolean() })).max(100),
  decisions: z.array(z.strictObject({ title: text(300), outcome: text(2000).nullable() })).max(50),
  actions: z
    .array(
      z.strictObject({
        text: text(200),
        ownerId: number.optional(),
        contactId: number.optional(),
        dueOn: z.iso.date(),
        becomes: z.enum(['step', 'commitment', 'none']),
      }),
    )
    .max(50),
});

/** See {@link minutesSchema}. */
export type Minutes = z.output<typeof minutesSchema>;

/** What is wrong with minutes that are recorded on `today` ('YYYY-MM-DD') for these invitees; empty when nothing is. */
export function minutesFaults(
  minutes: Minutes,
  { today, inviteeIds }: { readonly today: string; readonly inviteeIds: readonly string[] },
): readonly Fault[] {
  const known = new Set(inviteeIds);
  const strangers = minutes.attendance.flatMap(({ inviteeId }, index): Fault[] =>
    known.has(inviteeId)
      ? []
      : [{ path: `/attendance/${index}`, message: `Nobody with the number ${inviteeId} was invited.` }],
  );
  return [
    ...strangers,
    ...minutes.actions.flatMap((action, index) => actionFaults(action, { index, today })),
  ];
}

function actionFaults(
  { ownerId, contactId, dueOn, becomes }: Minutes['actions'][number],
  { index, today }: { readonly index: number; readonly today: string },
): readonly Fault[] {
  const path = `/actions/${index}`;
  const faults: Fault[] = [];
  if ((ownerId === undefined) === (contactId === undefined))
    faults.push({ path, message: 'Name one owner: a person of ours or a contact of the client.' });
  else if (becomes === 'step' && ownerId === undefined)
    faults.push({ path: `${path}/becomes`, message: 'A step is carried out by one of us.' });
  if (dueOn < today)
    faults.push({ path: `${path}/dueOn`, message: `${dueOn} has passed: give a date from today on.` });
  return faults;
}
