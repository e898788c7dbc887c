import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import { getPlan } from './plan-rows.ts';
import { lockProcess } from './processes.ts';

/** What somebody wrote down about a plan, for our own firm alone; once withdrawn it stays readable, with who did so and why. */
export interface PlanNote {
  readonly id: string;
  readonly planId: string;
  readonly text: string;
  readonly writtenBy: Actor;
  readonly writtenAt: Date;
  readonly withdrawn: { readonly by: Actor; readonly at: Date; readonly reason: string } | null;
}

interface NoteRow {
  id: string;
  plan_id: string;
  text: string;
  written_by_kind: Actor['kind'];
  written_by_id: string;
  written_at: Date;
  withdrawn_by_kind: Actor['kind'] | null;
  withdrawn_by_id: string | null;
  withdrawn_at: Date | null;
  withdrawn_reason: string | null;
}

function toNote(row: NoteRow): PlanNote {
  const { withdrawn_by_kind: kind, withdrawn_by_id: id, withdrawn_at: at, withdrawn_reason: reason } = row;
  return {
    id: row.id,
    planId: row.plan_id,
    text: row.text,
    writtenBy: { kind: row.written_by_kind, id: row.written_by_id },
    writtenAt: row.written_at,
    withdrawn:
      kind === null || id === null || at === null || reason === null
        ? null
        : { by: { kind, id }, at, reason },
  };
}

/** The notes of a plan, the newest first, withdrawn ones too; one more than `limit` says that there is a next page. Throws `notFound`. */
export async function listNotes(
  db: Db,
  page: { readonly planId: string; readonly limit: number; readonly before?: string | undefined },
): Promise<readonly PlanNote[]> {
  await getPlan(db, { id: page.planId });
  const rows = db<NoteRow>('plan_note')
    .where({ plan_id: page.planId })
    .orderBy('id', 'desc')
    .limit(page.limit + 1);
  if (page.before !== undefined) void rows.where('id', '<', page.before);
  return (await rows).map(toNote);
}

/** Writes a note down, with an audit event that does not repeat its text; a closed plan takes notes too. Throws `notFound` and `invalid`. */
export async function addNote(
  db: Db,
  note: { readonly planId: string; readonly text: string; readonly by: Actor; readonly at: Date },
): Promise<PlanNote> {
  const text = note.text.trim();
  if (text === '' || text.length > 4000)
    throw new DomainError('invalid', 'A note has 1 to 4,000 characters.', [
      { path: '/text', message: 'must have 1 to 4,000 characters' },
    ]);
  return db.transaction(async (trx) => {
    const { workflowId } = await getPlan(trx, { id: note.planId });
    await lockProcess(trx, workflowId);
    const { by, at } = note;
    const [row] = await trx('plan_note')
      .insert({
        plan_id: note.planId,
        text,
        written_by_kind: by.kind,
        written_by_id: by.id,
        written_at: at,
      })
      .returning<NoteRow[]>('*');
    if (!row) throw new DomainError('conflict', 'The note was not stored.');
    await appendAudit(trx, { chain: workflowId, at, actor: by, kind: 'note.added', subject: row.id });
    return toNote(row);
  });
}

/** Withdraws a note, with the reason; its text stays. Throws `notFound`, `invalid`, and `conflict` for one that is withdrawn already. */
export async function withdrawNote(
  db: Db,
  given: {
    readonly planId: string;
    readonly noteId: string;
    readonly reason: string;
    readonly by: Actor;
    readonly at: Date;
  },
): Promise<PlanNote> {
  const { planId, noteId, by, at } = given;
  const reason = given.reason.trim();
  if (reason === '' || reason.length > 1000)
    throw new DomainError('invalid', 'Say why the note is withdrawn.', [
      { path: '/reason', message: 'must have 1 to 1,000 characters' },
    ]);
  return db.transaction(async (trx) => {
    const { workflowId } = await getPlan(trx, { id: planId });
    await lockProcess(trx, workflowId);
    const known = await trx<NoteRow>('plan_note').where({ id: noteId, plan_id: planId }).first();
    if (!known) throw new DomainError('notFound', `Plan ${planId} has no note ${noteId}.`);
    if (known.withdrawn_at !== null) throw new DomainError('conflict', 'This note is withdrawn already.');
    const withdrawal = { withdrawn_by_kind: by.kind, withdrawn_by_id: by.id, withdrawn_at: at };
    const [row] = await trx('plan_note')
      .where({ id: noteId })
      .update({ ...withdrawal, withdrawn_reason: reason })
      .returning<NoteRow[]>('*');
    if (!row) throw new DomainError('conflict', 'The note was not withdrawn.');
    const event = { chain: workflowId, at, actor: by, kind: 'note.withdrawn', subject: noteId };
    await appendAudit(trx, { ...event, data: { reason } });
    return toNote(row);
  });
}
