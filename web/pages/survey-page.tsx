import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';
import { SurveyForm, type SurveyFormProps } from './survey-form.tsx';

/** In whose name a contact is asked; null where nobody of ours is active any more. */
export type SurveyHost = { readonly name: string; readonly email: string } | null;

interface SurveyProps {
  readonly reader: PageReader;
  readonly accountName: string;
  readonly host: SurveyHost;
  readonly closesAt: Date;
  /** Where the contact says that they do not want to be asked. */
  readonly stopPath: string;
}

/** A survey as a contact of the client sees it: nothing of our plan. `recorded` right after an answer. */
export interface SurveyPageProps extends SurveyProps {
  readonly readerName: string;
  readonly recorded: boolean;
  readonly form: SurveyFormProps['form'];
}

/** The page behind a contact's link: one question at first, the others after it, and until when the answer can be changed. It works without JavaScript. */
export function SurveyPage(props: SurveyPageProps): JSX.Element {
  const { reader, recorded, form } = props;
  const { t, format } = reader;
  const title = t(recorded ? 'survey.title.recorded' : form.answered ? 'survey.title.again' : 'survey.title');
  const manager = managerOf(props);
  const names = { account: props.accountName, manager, at: format.instant(props.closesAt) };
  return (
    <Layout
      reader={reader}
      title={form.faults.length > 0 ? `${t('survey.error')}: ${title}` : title}
      siteName={t('survey.site')}
      inboxLink={false}
      footer={t('site.private', { name: props.readerName })}
    >
      <div class="lead">
        <p class="eyebrow" safe>
          {t('survey.eyebrow', names)}
        </p>
        <h1 safe>{title}</h1>
        <p role={recorded ? 'status' : undefined} safe>
          {t(recorded ? 'survey.lead.recorded' : form.answered ? 'survey.lead.again' : 'survey.lead', names)}
        </p>
        <p class="hint" safe>
          {t('survey.named', names)}
        </p>
      </div>
      <SurveyForm reader={reader} managerName={manager} form={form} />
      <Stop {...props} />
    </Layout>
  );
}

/** The page behind a contact's link once the survey has ended; it says nothing of any answer. */
export function SurveyClosedPage(props: SurveyProps): JSX.Element {
  const { t, format } = props.reader;
  const names = { account: props.accountName, manager: managerOf(props) };
  return (
    <Layout
      reader={props.reader}
      title={t('survey.title.closed')}
      siteName={t('survey.site')}
      inboxLink={false}
    >
      <div class="lead">
        <p class="eyebrow" safe>
          {t('survey.eyebrow', names)}
        </p>
        <h1 safe>{t('survey.title.closed')}</h1>
        <p safe>{t('survey.lead.closed', { at: format.instant(props.closesAt) })}</p>
        {props.host === null ? '' : <p safe>{t('survey.write', props.host)}</p>}
      </div>
      <Stop {...props} />
    </Layout>
  );
}

function managerOf({ reader, host }: Pick<SurveyProps, 'reader' | 'host'>): string {
  return host?.name ?? reader.t('survey.us');
}

function Stop({ reader: { t }, stopPath }: SurveyProps): JSX.Element {
  return (
    <p class="hint">
      <a href={stopPath} safe>
        {t('survey.stop')}
      </a>
    </p>
  );
}
