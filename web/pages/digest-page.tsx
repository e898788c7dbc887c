import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';

/** How its reader gets their mails at present; `changed` right after a switch, `missing` after a form without a choice. */
export interface DigestPageProps {
  readonly reader: PageReader;
  readonly digest: boolean;
  readonly changed?: boolean;
  readonly missing?: boolean;
}

const ways = ['single', 'daily'] as const;

/** One mail a day or one for each question: nothing is selected beforehand, so that a form sent as it was found changes nothing. */
export function DigestPage({ reader, digest, changed, missing }: DigestPageProps): JSX.Element {
  const { t } = reader;
  const now = digest ? 'daily' : 'single';
  const title = t(changed === true ? `digest.changed.${now}` : 'digest.title');
  return (
    <Layout reader={reader} title={title}>
      <div class="lead">
        <h1 safe>{title}</h1>
        <p safe>{t(`digest.now.${now}`)}</p>
      </div>
      <form class="decision" method="post" novalidate autocomplete="off" aria-labelledby="mails">
        <h2 id="mails" safe>
          {t('digest.form')}
        </h2>
        {missing === true ? <Missing reader={reader} /> : ''}
        <fieldset>
          <legend safe>{t('digest.legend')}</legend>
          {ways.map((way) => (
            <label class="choice" for={`mails-${way}`}>
              <input type="radio" id={`mails-${way}`} name="mails" value={way} required />
              <span>
                <strong safe>{t(`digest.${way}`)}</strong>
                <small safe>{t(`digest.${way}.hint`)}</small>
              </span>
            </label>
          ))}
        </fieldset>
        <button type="submit" safe>
          {t('digest.submit')}
        </button>
      </form>
    </Layout>
  );
}

function Missing({ reader }: { readonly reader: PageReader }): JSX.Element {
  return (
    <div class="faults" role="alert">
      <p>
        <a href="#mails-single" safe>
          {reader.t('digest.missing')}
        </a>
      </p>
    </div>
  );
}
