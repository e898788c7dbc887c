import { DataTable, type DataRow } from '../data-table.tsx';
import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';
import { EscalationClocks, type CountedClockProps } from './escalation-clocks.tsx';
import { EntryForm, type EntryFormProps } from './escalation-entry-form.tsx';

/** Something of an escalation in words; `notes` say by whom and when, and what somebody wrote. */
interface EntryProps {
  readonly said: string;
  readonly href?: string;
  readonly notes: readonly string[];
}

/** A part of an escalation's page: what there is, `none` where there is nothing, and the forms that add to it. */
export interface EscalationPartProps {
  readonly id: string;
  readonly title: string;
  readonly none: string;
  readonly entries: readonly EntryProps[];
  readonly table?: { readonly headings: readonly string[]; readonly rows: readonly DataRow[] } | undefined;
  readonly forms: readonly EntryFormProps[];
}

/** An escalation as its page shows it; `steps` are its stages in order with the present one. */
export interface EscalationDetailProps {
  readonly reader: PageReader;
  readonly id: string;
  readonly title: string;
  readonly account: { readonly name: string; readonly href: string };
  readonly severity: 1 | 2 | 3 | 4;
  readonly who: string;
  readonly lines: readonly string[];
  readonly steps: readonly { readonly text: string; readonly place: 'done' | 'now' | 'ahead' }[];
  readonly next: string;
  readonly forms: readonly EntryFormProps[];
  readonly clocks: readonly CountedClockProps[];
  readonly parts: readonly EscalationPartProps[];
  readonly saved: boolean;
}

/** One escalation: who has it, how far it has come and what to do next, its clocks, the work on it, and all that happened. */
export function EscalationDetailPage(props: EscalationDetailProps): JSX.Element {
  const { reader, id, clocks, parts } = props;
  const { t } = reader;
  return (
    <Layout reader={reader} title={props.title} wide>
      {props.saved ? (
        <p class="saved" role="status" safe>
          {t('esc.saved')}
        </p>
      ) : (
        ''
      )}
      <p class="back">
        <a href="/escalations" safe>
          {t('escalations.title')}
        </a>
      </p>
      <Head {...props} />
      <section aria-labelledby="next">
        <h2 id="next" safe>
          {t('esc.next')}
        </h2>
        <p safe>{props.next}</p>
        {props.forms.map((form) => (
          <EntryForm reader={reader} escalationId={id} form={form} />
        ))}
      </section>
      <EscalationClocks reader={reader} clocks={clocks} />
      {parts.map((part) => (
        <Part reader={reader} escalationId={id} part={part} />
      ))}
    </Layout>
  );
}

function Head(props: EscalationDetailProps): JSX.Element {
  const { reader, id, account, title, severity, who, lines, steps } = props;
  const { t } = reader;
  return (
    <div class="lead">
      <p class="eyebrow">
        <a href={account.href} safe>
          {t('esc.eyebrow', { id, account: account.name })}
        </a>
      </p>
      <h1 safe>{title}</h1>
      <p>
        <span class={`chip severity-${severity}`} safe>
          {`${t('escalations.severity')} ${t(`escalation.severity.${severity}`)}`}
        </span>{' '}
        <strong safe>{who}</strong>
      </p>
      {lines.map((line) => (
        <p class="who" safe>
          {line}
        </p>
      ))}
      <ol class="stages" aria-label={t('esc.steps')}>
        {steps.map(({ text, place }) => (
          <li class={place} aria-current={place === 'now' ? 'step' : undefined} safe>
            {text}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Part({
  reader,
  escalationId,
  part,
}: {
  readonly reader: PageReader;
  readonly escalationId: string;
  readonly part: EscalationPartProps;
}): JSX.Element {
  const { id, title, none, entries, table, forms } = part;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} safe>
        {title}
      </h2>
      {entries.length === 0 ? <p safe>{none}</p> : ''}
      {entries.map((entry) => (
        <Entry {...entry} />
      ))}
      {table === undefined ? '' : <DataTable {...table} />}
      {forms.map((form) => (
        <EntryForm reader={reader} escalationId={escalationId} form={form} />
      ))}
    </section>
  );
}

function Entry({ said, href, notes }: EntryProps): JSX.Element {
  return (
    <div class="entry">
      {href === undefined ? (
        <p safe>{said}</p>
      ) : (
        <p>
          <a href={href} safe>
            {said}
          </a>
        </p>
      )}
      {notes.map((note) => (
        <p class="who prose" safe>
          {note}
        </p>
      ))}
    </div>
  );
}
