import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';

/** Root causes over all accounts, each with the escalations that were found to have it. */
export interface RootCausesPageProps {
  readonly reader: PageReader;
  readonly causes: readonly {
    readonly head: string;
    readonly accounts: string;
    readonly escalations: readonly { readonly text: string; readonly href: string }[];
  }[];
}

/** Where the same root cause was found, those of most accounts first. */
export function RootCausesPage({ reader, causes }: RootCausesPageProps): JSX.Element {
  const { t } = reader;
  return (
    <Layout reader={reader} title={t('causes.title')} wide>
      <p class="back">
        <a href="/escalations" safe>
          {t('escalations.title')}
        </a>
      </p>
      <div class="lead">
        <h1 safe>{t('causes.title')}</h1>
        <p safe>{t(causes.length === 0 ? 'causes.none' : 'causes.lead')}</p>
      </div>
      {causes.map(({ head, accounts, escalations }) => (
        <section aria-label={head}>
          <h2 safe>{head}</h2>
          <p class="who" safe>
            {accounts}
          </p>
          <ul class="plain">
            {escalations.map(({ text, href }) => (
              <li>
                <a href={href} safe>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Layout>
  );
}
