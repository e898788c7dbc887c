import { ChoiceOption } from '../fields.tsx';
import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';
import type { SurveyHost } from './survey-page.tsx';

/** Whether a contact is asked at present; `changed` right after they said so, `missing` after a form without a choice. */
export interface SurveyStopPageProps {
  readonly reader: PageReader;
  readonly accountName: string;
  readonly host: SurveyHost;
  readonly optedOut: boolean;
  readonly changed?: boolean;
  readonly missing?: boolean;
}

const ways = ['never', 'again'] as const;

/** Whether we may ask a contact for their view: nothing is selected beforehand, so that a form sent as it was found changes nothing. */
export function SurveyStopPage(props: SurveyStopPageProps): JSX.Element {
  const { reader, accountName, host, optedOut, changed } = props;
  const { t } = reader;
  const now = optedOut ? 'never' : 'again';
  const title = t(changed === true ? `survey.stop.changed.${now}` : 'survey.stop.title');
  return (
    <Layout reader={reader} title={title} siteName={t('survey.site')} inboxLink={false}>
      <div class="lead">
        <p class="eyebrow" safe>
          {t('survey.eyebrow', { account: accountName, manager: host?.name ?? t('survey.us') })}
        </p>
        <h1 safe>{title}</h1>
        <p safe>{t(`survey.stop.now.${now}`)}</p>
      </div>
      <StopForm {...props} />
    </Layout>
  );
}

function StopForm({ reader: { t }, missing }: SurveyStopPageProps): JSX.Element {
  return (
    <form class="decision" method="post" novalidate autocomplete="off" aria-labelledby="asked">
      <h2 id="asked" safe>
        {t('survey.stop.form')}
      </h2>
      {missing === true ? (
        <div class="faults" role="alert">
          <p>
            <a href="#asked-never" safe>
              {t('survey.stop.missing')}
            </a>
          </p>
        </div>
      ) : (
        ''
      )}
      <fieldset>
        <legend class="hidden" safe>
          {t('survey.stop.form')}
        </legend>
        {ways.map((way) => (
          <ChoiceOption
            id={`asked-${way}`}
            name="asked"
            value={way}
            title={t(`survey.stop.${way}`)}
            hint={t(`survey.stop.${way}.hint`)}
          />
        ))}
      </fieldset>
      <button type="submit" safe>
        {t('survey.stop.submit')}
      </button>
    </form>
  );
}
