import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';

/** The form that takes a decision back; `missing` after it was sent without its confirmation. */
export interface UndoFormProps {
  readonly reader: PageReader;
  readonly action: string;
  readonly decisionId: string;
  readonly until: Date;
  readonly missing: boolean;
}

/** Takes the decision back; it needs its box to be ticked, so that sending it as it is does nothing. */
export function UndoForm({ reader, action, decisionId, until, missing }: UndoFormProps): JSX.Element {
  const { t, format } = reader;
  return (
    <form method="post" action={action} novalidate autocomplete="off" aria-labelledby="undo">
      <h2 id="undo" safe>
        {t('undo.title')}
      </h2>
      <p safe>{t('undo.until', { at: format.instant(until) })}</p>
      {missing ? (
        <div class="faults" role="alert">
          <p safe>{t('undo.missing')}</p>
        </div>
      ) : (
        ''
      )}
      <input type="hidden" name="decision" value={decisionId} />
      <label class="choice" for="undo-confirmed">
        <input type="checkbox" name="confirmed" id="undo-confirmed" value="yes" />
        <span>
          <strong safe>{t('undo.choice')}</strong>
          <small safe>{t('undo.hint')}</small>
        </span>
      </label>
      <button type="submit" class="quiet" safe>
        {t('undo.submit')}
      </button>
    </form>
  );
}

/** A decision that was taken back; `again` is where the question can be answered once more, if it is still open. */
export interface TakenBackPageProps {
  readonly reader: PageReader;
  readonly approverName: string;
  readonly stepTitle: string;
  readonly accountName: string;
  readonly again: string | undefined;
}

/** Says that a decision counts no longer, and leads back to the question. */
export function TakenBackPage(props: TakenBackPageProps): JSX.Element {
  const { reader, again } = props;
  const { t } = reader;
  const names = { step: props.stepTitle, account: props.accountName };
  return (
    <Layout
      reader={reader}
      title={t('takenBack.title')}
      footer={t('site.private', { name: props.approverName })}
    >
      <div class="lead">
        <h1 safe>{t('takenBack.title')}</h1>
        <p safe>{t(again === undefined ? 'takenBack.closed' : 'takenBack.lead', names)}</p>
      </div>
      {again === undefined ? (
        ''
      ) : (
        <p>
          <a href={again} safe>
            {t('takenBack.again')}
          </a>
        </p>
      )}
    </Layout>
  );
}
