import type { Request, RequestHandler, Response, Router } from 'express';
import { addNote, listNotes, withdrawNote, type PlanNote } from '../../db/stores/plan-notes.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import type { Db } from '../../db/client.ts';
import { DomainError } from '../../domain/errors.ts';
import { NotesPage, WithdrawPage, type NoteProps, type NotesProps } from '../../web/pages/plan-notes.tsx';
import { createMethodRefusal } from '../problems.ts';
import { actorsInWords } from './plan-actors.ts';
import { bodyOf, textIn } from './plan-body.ts';
import { headingOf, recordIn } from './plan-form-context.ts';
import { goToPlan, type PlanFormDeps } from './plan-forms.ts';
import { anybody, sendPage } from './send-page.ts';
import { visitorOf } from './visitors.ts';

const onPage = 50;

/** The notes of a plan: all of them, the form for another, and the one that withdraws one. */
export function routeNotes(router: Router, deps: PlanFormDeps): void {
  const { guards, readForm } = deps;
  router
    .route('/plans/:id/notes')
    .get(guards.reader, (req, res) => showNotes(deps, { req, res, typed: '', fault: undefined }))
    .post(guards.editor, readForm, createAdding(deps))
    .all(createMethodRefusal(['GET', 'POST']));
  router
    .route('/plans/:id/notes/:noteId/withdraw')
    .get(guards.editor, (req, res) => showWithdrawal(deps, { req, res, typed: '', fault: undefined }))
    .post(guards.editor, readForm, createWithdrawing(deps))
    .all(createMethodRefusal(['GET', 'POST']));
}

interface Shown {
  readonly req: Request;
  readonly res: Response;
  readonly typed: string;
  readonly fault: string | undefined;
}

/** The newest notes of a plan as a page shows them. */
export async function notesToShow(
  db: Db,
  look: {
    readonly planId: string;
    readonly limit: number;
    readonly before?: string;
    readonly mayEdit: boolean;
  },
): Promise<NotesProps> {
  const { planId, limit, mayEdit } = look;
  const notes = await listNotes(db, look);
  const shown = await inWords(db, notes.slice(0, limit));
  return { reader: anybody, planId, notes: shown, more: notes.length > limit, mayEdit };
}

async function inWords(db: Db, notes: readonly PlanNote[]): Promise<readonly NoteProps[]> {
  const actors = notes.flatMap(({ writtenBy, withdrawn }) => [
    writtenBy,
    ...(withdrawn ? [withdrawn.by] : []),
  ]);
  const nameOf = await actorsInWords(db, actors);
  return notes.map(({ id, text, writtenBy, writtenAt, withdrawn }) => ({
    ...{ id, text, who: nameOf(writtenBy), at: writtenAt },
    withdrawn: withdrawn && { who: nameOf(withdrawn.by), at: withdrawn.at, reason: withdrawn.reason },
  }));
}

async function showNotes({ db }: PlanFormDeps, { req, res, typed, fault }: Shown): Promise<void> {
  const plan = await getPlan(db, { id: recordIn(req, 'id') });
  const { before } = req.query;
  const older = typeof before === 'string' && /^[1-9]\d{0,17}$/.test(before) ? { before } : {};
  const { mayEdit } = visitorOf(res);
  const list = await notesToShow(db, { planId: plan.id, limit: onPage, mayEdit, ...older });
  const last = list.notes.at(-1)?.id;
  const page = (
    <NotesPage
      reader={anybody}
      plan={await headingOf(db, plan)}
      list={list}
      older={list.more && last !== undefined ? `?before=${last}` : undefined}
      typed={typed}
      fault={fault}
    />
  );
  await sendPage(res, { status: fault === undefined ? 200 : 422, page });
}

function createAdding(deps: PlanFormDeps): RequestHandler {
  return async (req, res) => {
    const planId = recordIn(req, 'id');
    const text = textIn(bodyOf(req), 'note');
    try {
      const by = visitorOf(res).actor;
      const { id } = await addNote(deps.db, { planId, text, by, at: deps.clock.now() });
      goToPlan(res, { planId, saved: 'note', at: `note-${id}` });
    } catch (error) {
      await showNotes(deps, { req, res, typed: text, fault: faultIn(error, text) });
    }
  };
}

// What the store refuses is told at the field; anything else is no fault of what was typed.
function faultIn(error: unknown, typed: string): string {
  if (!(error instanceof DomainError) || error.code === 'notFound') throw error;
  if (error.code !== 'invalid') return error.message;
  return typed === '' ? anybody.t('edit.fault.missing') : error.message;
}

async function showWithdrawal({ db }: PlanFormDeps, { req, res, typed, fault }: Shown): Promise<void> {
  const plan = await getPlan(db, { id: recordIn(req, 'id') });
  const noteId = recordIn(req, 'noteId');
  const around = await listNotes(db, { planId: plan.id, limit: 1, before: String(BigInt(noteId) + 1n) });
  const [note] = await inWords(
    db,
    around.filter(({ id }) => id === noteId),
  );
  if (note === undefined) throw new DomainError('notFound', `Plan ${plan.id} has no note ${noteId}.`);
  const heading = await headingOf(db, plan);
  const page = <WithdrawPage reader={anybody} plan={heading} note={note} typed={typed} fault={fault} />;
  await sendPage(res, { status: fault === undefined ? 200 : 422, page });
}

function createWithdrawing(deps: PlanFormDeps): RequestHandler {
  return async (req, res) => {
    const [planId, noteId] = [recordIn(req, 'id'), recordIn(req, 'noteId')];
    const reason = textIn(bodyOf(req), 'reason');
    try {
      const by = visitorOf(res).actor;
      await withdrawNote(deps.db, { planId, noteId, reason, by, at: deps.clock.now() });
      goToPlan(res, { planId, saved: 'note', at: `note-${noteId}` });
    } catch (error) {
      await showWithdrawal(deps, { req, res, typed: reason, fault: faultIn(error, reason) });
    }
  };
}
