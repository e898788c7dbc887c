import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';

/** Which notice; `unknown` is the one neutral answer for every address that is no link. */
export type Notice = 'unknown' | 'foreign' | 'resent' | 'broken' | 'refused' | 'tooMany';

/** A short page that only says something; `reference` is a number to quote. */
export function NoticePage({
  reader,
  notice,
  reference,
}: {
  readonly reader: PageReader;
  readonly notice: Notice;
  readonly reference?: string | undefined;
}): JSX.Element {
  const { t } = reader;
  const title = t(`${notice}.title`);
  return (
    <Layout reader={reader} title={title}>
      <div class="lead">
        <h1 safe>{title}</h1>
        <p safe>{t(`${notice}.lead`)}</p>
        {reference === undefined ? '' : <p safe>{`${t('broken.reference')}: ${reference}`}</p>}
      </div>
    </Layout>
  );
}
