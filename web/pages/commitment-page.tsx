import type { CommitmentStatus } from '../../domain/planning/commitment.ts';
import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';
import { Facts } from '../parts.tsx';
import { CommitmentForm, type CommitmentFormProps } from './commitment-form.tsx';

/** A commitment as the client's owner sees it: nothing of our plan but its text, date and state, and whom to write to. */
export interface CommitmentPageProps {
  readonly reader: PageReader;
  readonly readerName: string;
  readonly accountName: string;
  readonly managerName: string;
  readonly managerEmail: string;
  readonly text: string;
  readonly dueOn: string;
  readonly status: CommitmentStatus;
  readonly proposedOn: string | null;
  /** Why the page comes as the answer to a form; absent when it was only opened. */
  readonly after?: 'recorded' | 'changed' | undefined;
  /** The form, while an answer is taken. */
  readonly form: CommitmentFormProps['form'] | undefined;
}

/** The page behind a client's link: what was agreed, by when, and one form to confirm it or to propose another date. It works without JavaScript. */
export function CommitmentPage(props: CommitmentPageProps): JSX.Element {
  const { reader, form, after } = props;
  const { t } = reader;
  const title = titleOf(props);
  const faulty = form?.faults !== undefined;
  return (
    <Layout
      reader={reader}
      title={faulty ? `${t('commitment.error')}: ${title}` : title}
      siteName={t('commitment.site')}
      inboxLink={false}
      footer={form === undefined ? undefined : t('site.private', { name: props.readerName })}
    >
      <div class="lead">
        <p class="eyebrow" safe>
          {t('commitment.eyebrow', { account: props.accountName, manager: props.managerName })}
        </p>
        <h1 safe>{title}</h1>
        {after === 'changed' ? (
          <p class="fault" role="alert" safe>
            {t('commitment.changed')}
          </p>
        ) : (
          ''
        )}
        <p safe>{standing(props)}</p>
      </div>
      <Terms {...props} />
      {form === undefined ? (
        ''
      ) : (
        <CommitmentForm reader={reader} managerName={props.managerName} form={form} />
      )}
    </Layout>
  );
}

function Terms(props: CommitmentPageProps): JSX.Element {
  const { t, format } = props.reader;
  return (
    <Facts
      rows={[
        [t('commitment.text'), props.text],
        [t('commitment.due'), format.day(props.dueOn)],
        ...(props.proposedOn === null
          ? []
          : [[t('commitment.proposed'), format.day(props.proposedOn)] as const]),
        [t('commitment.client'), props.accountName],
        [t('commitment.with'), `${props.managerName}, ${props.managerEmail}`],
      ]}
    />
  );
}

function titleOf({ reader: { t }, after, form, status }: CommitmentPageProps): string {
  if (after === 'recorded') return t('commitment.title.recorded');
  if (form === undefined) return t('commitment.title.closed');
  return status === 'open' ? t('commitment.title') : t('commitment.title.agreed');
}

function standing(props: CommitmentPageProps): string {
  const { reader, form, status, proposedOn } = props;
  const { t, format } = reader;
  const names = { manager: props.managerName, email: props.managerEmail, day: format.day(props.dueOn) };
  if (form === undefined) {
    const ended = status === 'done' || status === 'missed' || status === 'withdrawn' ? status : 'over';
    return t(`commitment.ended.${ended}`, names);
  }
  if (proposedOn !== null)
    return t('commitment.standing.proposed', { ...names, proposed: format.day(proposedOn) });
  return status === 'open' ? t('commitment.standing.open', names) : t('commitment.standing.agreed', names);
}
