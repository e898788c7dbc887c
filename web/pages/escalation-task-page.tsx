import type { TaskFunction } from '../../domain/escalations/tasks.ts';
import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';
import { Facts } from '../parts.tsx';
import { AnswerForm, type GivenAnswer } from './answer-form.tsx';

/** How a task stands for whoever reads it on their link. */
export type TaskStanding =
  | { readonly kind: 'open'; readonly cannot: boolean; readonly late: boolean }
  | { readonly kind: 'done' | 'dropped'; readonly at: Date }
  | { readonly kind: 'other'; readonly name: string }
  | { readonly kind: 'inactive' };

/** A task for an escalation as its owner reads it. */
export interface EscalationTaskPageProps {
  readonly reader: PageReader;
  readonly readerName: string;
  readonly accountName: string;
  readonly escalationTitle: string;
  readonly title: string;
  readonly details: string;
  readonly function: TaskFunction;
  readonly dueOn: string;
  readonly standing: TaskStanding;
  /** Whether the page comes as the answer to a form that was recorded. */
  readonly recorded: boolean;
  readonly given: GivenAnswer | undefined;
}

/** The page behind a link to a task: what is to be done by when, and one form to say that it is done or cannot be. It works without JavaScript. */
export function EscalationTaskPage(props: EscalationTaskPageProps): JSX.Element {
  const { reader, standing, accountName: account, title, given } = props;
  const { t } = reader;
  const heading = headingOf(props);
  return (
    <Layout
      reader={reader}
      title={given === undefined ? heading : `${t('task.error')}: ${heading}`}
      footer={standing.kind === 'open' ? t('site.private', { name: props.readerName }) : undefined}
    >
      <div class="lead">
        <p class="eyebrow" safe>
          {t('task.eyebrow', { account })}
        </p>
        <h1 safe>{heading}</h1>
        <p safe>{wordsOf(props)}</p>
      </div>
      {standing.kind === 'open' ? <Terms {...props} /> : ''}
      {standing.kind === 'open' ? (
        <AnswerForm reader={reader} texts="task" managerName={title} given={given} />
      ) : (
        ''
      )}
    </Layout>
  );
}

function Terms({ reader, ...task }: EscalationTaskPageProps): JSX.Element {
  const { t, format } = reader;
  return (
    <Facts
      rows={[
        ...(task.details === '' ? [] : [[t('task.details'), task.details] as const]),
        [t('task.due'), format.day(task.dueOn)],
        [t('task.function'), t(`task.function.${task.function}`)],
        [t('task.escalation'), task.escalationTitle],
      ]}
    />
  );
}

function headingOf({ reader: { t }, standing, title, recorded }: EscalationTaskPageProps): string {
  if (recorded) return t('task.title.recorded');
  if (standing.kind === 'open') return title;
  if (standing.kind === 'other') return t('task.title.other', { name: standing.name });
  return t(`task.title.${standing.kind}`);
}

function wordsOf(props: EscalationTaskPageProps): string {
  const { reader, standing, title: task, accountName: account, dueOn } = props;
  const { t, format } = reader;
  if (standing.kind === 'inactive') return t('task.ended.inactive');
  if (standing.kind === 'other') return t('task.ended.other', { task, account, name: standing.name });
  if (standing.kind !== 'open')
    return t(`task.ended.${standing.kind}`, { task, account, at: format.instant(standing.at) });
  if (standing.cannot) return t('task.lead.cannot');
  return standing.late ? t('task.late', { day: format.day(dueOn) }) : t('task.lead');
}
