import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';
import { Facts } from '../parts.tsx';
import { AnswerForm, type GivenAnswer } from './answer-form.tsx';

/** How the client's answer stands: still waited for until a moment, if any, or how it ended and when. */
export type SolvedStanding =
  | { readonly kind: 'open'; readonly until: Date | null }
  | { readonly kind: 'confirmed' | 'refused' | 'silent' | 'withdrawn'; readonly at: Date };

/** What was presented to somebody of the client, as they read it: nothing of the escalation but that, and whom to write to. */
export interface SolvedPageProps {
  readonly reader: PageReader;
  readonly readerName: string;
  readonly accountName: string;
  readonly managerName: string;
  readonly managerEmail: string;
  readonly summary: string;
  readonly presentedAt: Date;
  readonly standing: SolvedStanding;
  /** Whether the page comes as the answer to a form that was recorded. */
  readonly recorded: boolean;
  readonly given: GivenAnswer | undefined;
}

/** The page behind a client's link: what was presented to them, and one form to say whether it is solved. It works without JavaScript. */
export function SolvedPage(props: SolvedPageProps): JSX.Element {
  const { reader, standing, given, managerName } = props;
  const { t, format } = reader;
  const heading = headingOf(props);
  const open = standing.kind === 'open';
  return (
    <Layout
      reader={reader}
      title={given === undefined ? heading : `${t('solved.error')}: ${heading}`}
      siteName={t('solved.site')}
      inboxLink={false}
      footer={open ? t('site.private', { name: props.readerName }) : undefined}
    >
      <div class="lead">
        <p class="eyebrow" safe>
          {t('solved.eyebrow', { account: props.accountName })}
        </p>
        <h1 safe>{heading}</h1>
        <p safe>{wordsOf(props)}</p>
      </div>
      <Facts
        rows={[
          [t('solved.summary'), props.summary],
          [t('solved.presented'), format.instant(props.presentedAt)],
          [t('solved.with'), `${managerName}, ${props.managerEmail}`],
        ]}
      />
      {open ? <AnswerForm reader={reader} texts="solved" managerName={managerName} given={given} /> : ''}
    </Layout>
  );
}

function headingOf({ reader: { t }, standing, recorded }: SolvedPageProps): string {
  if (recorded) return t('solved.title.recorded');
  return standing.kind === 'open' ? t('solved.title') : t('solved.title.closed');
}

function wordsOf({ reader, standing, managerName, managerEmail }: SolvedPageProps): string {
  const { t, format } = reader;
  if (standing.kind === 'open') {
    const until = standing.until === null ? '' : t('solved.until', { at: format.instant(standing.until) });
    return [t('solved.lead'), until].filter((text) => text !== '').join(' ');
  }
  const names = { manager: managerName, email: managerEmail };
  if (standing.kind === 'silent')
    return t('solved.ended.silent', { ...names, at: format.instant(standing.at) });
  return t(`solved.ended.${standing.kind}`, names);
}
