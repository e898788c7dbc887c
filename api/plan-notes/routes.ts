import { z } from 'zod';
import { addNote, listNotes, withdrawNote } from '../../db/stores/plan-notes.ts';
import { instant, recordId } from '../fields.ts';
import { operation, type Operation } from '../operation.ts';
import { pageOf, pageQuery, readCursor, toPage } from '../paging.ts';
import { planParams } from '../plans/schemas.ts';

const tag = 'plan notes';

const actor = z.object({
  kind: z.enum(['person', 'apiKey', 'system', 'operator', 'contact']),
  id: z.string(),
});

const note = z
  .object({
    id: recordId,
    planId: recordId,
    text: z.string(),
    writtenBy: actor,
    writtenAt: instant,
    withdrawn: z.object({ by: actor, at: instant, reason: z.string() }).nullable(),
  })
  .meta({ id: 'PlanNote', description: 'For our own firm alone: no client ever reads it.' });

const listOperation = operation({
  id: 'listPlanNotes',
  method: 'get',
  path: '/plans/{planId}/notes',
  tag,
  summary: 'List the notes on a plan, the newest first, withdrawn ones too',
  role: 'viewer',
  params: planParams,
  query: z.strictObject({ ...pageQuery }),
  result: pageOf(note),
  handle: async ({ db, params, query: { cursor, limit } }) => {
    const rows = await listNotes(db, { ...params, limit, before: readCursor(recordId, cursor) });
    return { body: toPage(rows, { limit, position: ({ id }) => id }) };
  },
});

const addOperation = operation({
  id: 'addPlanNote',
  method: 'post',
  path: '/plans/{planId}/notes',
  tag,
  summary: 'Write a note on a plan; it stays as it is written',
  role: 'manager',
  params: planParams,
  body: z.strictObject({ text: z.string().trim().min(1).max(4000) }).meta({ id: 'NewPlanNote' }),
  result: note,
  statuses: [201],
  idempotent: true,
  handle: async ({ db, params, body, caller, now }) => ({
    body: await addNote(db, { ...params, ...body, by: caller.actor, at: now }),
    headers: { Location: `/v1/plans/${params.planId}/notes` },
  }),
});

const withdrawOperation = operation({
  id: 'withdrawPlanNote',
  method: 'post',
  path: '/plans/{planId}/notes/{noteId}/withdraw',
  tag,
  summary: 'Withdraw a note, with the reason; its text stays readable',
  role: 'manager',
  params: planParams.extend({ noteId: recordId }),
  body: z.strictObject({ reason: z.string().trim().min(1).max(1000) }).meta({ id: 'PlanNoteWithdrawal' }),
  result: note,
  idempotent: true,
  handle: async ({ db, params, body, caller, now }) => ({
    body: await withdrawNote(db, { ...params, ...body, by: caller.actor, at: now }),
  }),
});

/** The notes on plans: list, write and withdraw them. */
export function createPlanNoteOperations(): readonly Operation[] {
  return [listOperation, addOperation, withdrawOperation];
}
