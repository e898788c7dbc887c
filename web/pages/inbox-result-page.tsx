import type { Choice } from '../../domain/approvals/policy.ts';
import { Layout } from '../layout.tsx';
import { readerAbout, type PageReader } from '../page-reader.ts';

/** What became of one of several decisions sent at once; `path` leads to its page. */
export interface BulkResultProps {
  readonly about: 'step' | 'list' | 'review' | 'proposal';
  readonly stepTitle: string;
  readonly accountName: string;
  readonly path: string;
  readonly result:
    | 'recorded'
    | 'repeated'
    | 'contentChanged'
    | 'alreadyDecided'
    | 'closed'
    | 'expired'
    | 'codeUsed'
    | 'codeNeeded'
    | 'failed';
}

/** The results of several decisions, each on its own: one that could not be recorded does not hold the others back. */
export function BulkResultPage({
  reader,
  choice,
  results,
}: {
  readonly reader: PageReader;
  readonly choice: Choice;
  readonly results: readonly BulkResultProps[];
}): JSX.Element {
  const { t } = reader;
  const recorded = results.filter(({ result }) => result === 'recorded' || result === 'repeated').length;
  const title = t('bulkResult.title', { recorded, count: results.length });
  return (
    <Layout reader={reader} title={title}>
      <div class={`lead receipt ${choice}`}>
        <h1 safe>{title}</h1>
        <p safe>{`${t(`choice.${choice}`)}. ${t('bulkResult.lead')}`}</p>
      </div>
      <section aria-labelledby="results">
        <h2 id="results" safe>
          {t('bulkResult.each')}
        </h2>
        <ul class="seats">
          {results.map((one) => (
            <Result reader={reader} one={one} />
          ))}
        </ul>
      </section>
    </Layout>
  );
}

function Result({
  reader,
  one: { about, stepTitle, accountName, path, result },
}: {
  readonly reader: PageReader;
  readonly one: BulkResultProps;
}): JSX.Element {
  const { t } = readerAbout(reader, about);
  return (
    <li>
      <strong safe>{stepTitle}</strong> <span safe>{accountName}</span>
      <br />
      <span class={`state ${result}`} safe>
        {t(`bulkResult.${result}`)}
      </span>{' '}
      <a href={path} safe>
        {t('bulkResult.open')}
      </a>
    </li>
  );
}
