import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';

/** Why a page of a plan is not shown, or a form on it was not taken. */
export type PlanNoticeKind = 'foreign' | 'forbidden' | 'signIn' | 'tooLarge' | 'refused';

/** Says why, and what to do; `detail` is what the records say. */
export function PlanNotice({
  reader,
  kind,
  detail,
}: {
  readonly reader: PageReader;
  readonly kind: PlanNoticeKind;
  readonly detail?: string | undefined;
}): JSX.Element {
  const { t } = reader;
  const title = t(`planNotice.${kind}.title`);
  return (
    <Layout reader={reader} title={title} inboxLink={false}>
      <div class="lead">
        <h1 safe>{title}</h1>
        <p safe>{t(`planNotice.${kind}.lead`)}</p>
        {detail === undefined ? '' : <p safe>{detail}</p>}
      </div>
    </Layout>
  );
}
