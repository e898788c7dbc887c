import { TextArea } from '../fields.tsx';
import type { PageReader } from '../page-reader.ts';
import { Prose } from '../parts.tsx';
import { FaultSummary, PlanSubPage, type PlanFormProps } from './plan-form-page.tsx';

/** A note as it is read: who wrote it when, and where it was withdrawn by whom, when and why. */
export interface NoteProps {
  readonly id: string;
  readonly text: string;
  readonly who: string;
  readonly at: Date;
  readonly withdrawn: { readonly who: string; readonly at: Date; readonly reason: string } | null;
}

/** The notes of a plan, the newest first; `more` if there are older ones. */
export interface NotesProps {
  readonly reader: PageReader;
  readonly planId: string;
  readonly notes: readonly NoteProps[];
  readonly more: boolean;
  readonly mayEdit: boolean;
}

/** A form of a note as it was typed, with what is wrong with it. */
export interface NotePageProps {
  readonly reader: PageReader;
  readonly plan: PlanFormProps['plan'];
  readonly typed: string;
  readonly fault: string | undefined;
}

/** Notes on a plan with the form for another. */
export function Notes(props: NotesProps): JSX.Element {
  const { reader, planId, notes, more, mayEdit } = props;
  const { t } = reader;
  return (
    <section class="notes" aria-labelledby="notes">
      <h2 id="notes" safe>
        {t('notes.title')}
      </h2>
      <p class="hint" safe>
        {t('notes.internal')}
      </p>
      {mayEdit ? <AddForm reader={reader} planId={planId} typed="" fault={undefined} /> : ''}
      {notes.map((note) => (
        <Note {...props} note={note} />
      ))}
      {more ? (
        <p>
          <a href={`/plans/${planId}/notes`} safe>
            {t('notes.all')}
          </a>
        </p>
      ) : (
        ''
      )}
    </section>
  );
}

function AddForm({
  reader: { t },
  planId,
  typed,
  fault,
}: {
  readonly reader: PageReader;
  readonly planId: string;
  readonly typed: string;
  readonly fault: string | undefined;
}): JSX.Element {
  return (
    <form method="post" action={`/plans/${planId}/notes`} novalidate autocomplete="off">
      <TextArea id="note" label={t('notes.text')} value={typed} fault={fault} rows={3} maxlength={4000} />
      <button type="submit" class="quiet" safe>
        {t('notes.add')}
      </button>
    </form>
  );
}

function Note({ reader, planId, note, mayEdit }: NotesProps & { readonly note: NoteProps }): JSX.Element {
  const { t, format } = reader;
  const { withdrawn } = note;
  return (
    <article class={withdrawn === null ? 'entry' : 'entry withdrawn'} id={`note-${note.id}`}>
      <p class="who" safe>
        {t('notes.by', { name: note.who, at: format.instant(note.at) })}
      </p>
      {withdrawn === null ? (
        <Prose text={note.text} />
      ) : (
        <>
          <p class="who" safe>
            {t('notes.withdrawn', {
              name: withdrawn.who,
              at: format.instant(withdrawn.at),
              reason: withdrawn.reason,
            })}
          </p>
          <details>
            <summary safe>{t('notes.what')}</summary>
            <Prose text={note.text} />
          </details>
        </>
      )}
      {withdrawn === null && mayEdit ? (
        <p>
          <a href={`/plans/${planId}/notes/${note.id}/withdraw`} safe>
            {t('notes.withdraw')}
          </a>
        </p>
      ) : (
        ''
      )}
    </article>
  );
}

/** Every note of a plan on a page of its own; after a faulty note with what was typed. */
export function NotesPage({
  list,
  plan,
  typed,
  fault,
  older,
}: NotePageProps & { readonly list: NotesProps; readonly older: string | undefined }): JSX.Element {
  const { reader } = list;
  const { t } = reader;
  return (
    <PlanSubPage reader={reader} plan={plan} title={t('notes.title')}>
      {fault === undefined ? '' : <NoteFault reader={reader} plan={plan} typed={typed} fault={fault} />}
      {list.mayEdit ? <AddForm reader={reader} planId={plan.id} typed={typed} fault={fault} /> : ''}
      {list.notes.map((note) => (
        <Note {...list} note={note} />
      ))}
      {older === undefined ? (
        ''
      ) : (
        <p>
          <a href={older} safe>
            {t('notes.older')}
          </a>
        </p>
      )}
    </PlanSubPage>
  );
}

function NoteFault({ reader, fault }: NotePageProps): JSX.Element {
  const list = [{ href: '#note', place: reader.t('notes.text'), message: fault ?? '' }];
  return <FaultSummary reader={reader} faults={list} />;
}

/** Withdraws a note, with the reason. */
export function WithdrawPage({
  reader,
  plan,
  note,
  typed,
  fault,
}: NotePageProps & { readonly note: NoteProps }): JSX.Element {
  const { t } = reader;
  const faults = fault === undefined ? [] : [{ href: '#reason', place: t('notes.reason'), message: fault }];
  return (
    <PlanSubPage reader={reader} plan={plan} title={t('notes.withdraw')}>
      <FaultSummary reader={reader} faults={faults} />
      <Prose text={note.text} />
      <form class="edit" method="post" novalidate autocomplete="off">
        <TextArea
          id="reason"
          label={t('notes.reason')}
          value={typed}
          fault={fault}
          rows={2}
          maxlength={1000}
        />
        <button type="submit" safe>
          {t('notes.withdraw')}
        </button>
      </form>
    </PlanSubPage>
  );
}
