import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';
import { AbsenceForm, type AbsenceFormProps } from './absence-form.tsx';
import { TakeBackForm, type HandOverFormProps } from './hand-over-form.tsx';

/** A decision that was handed over: who has it now, and the form to take it back where that is possible. */
export interface HandedOverPageProps {
  readonly reader: PageReader;
  readonly approverName: string;
  readonly stepTitle: string;
  readonly accountName: string;
  readonly holder: string;
  readonly how: 'named' | 'escalated' | 'delegated' | 'suggested' | 'reassigned' | 'absent';
  readonly takeBack: HandOverFormProps | undefined;
  readonly absence: AbsenceFormProps;
}

/** The page of whoever handed a decision over, while it is open: nothing of the plan beyond what the mail said. */
export function HandedOverPage(props: HandedOverPageProps): JSX.Element {
  const { reader, holder, takeBack } = props;
  const { t } = reader;
  const title = t('handedOver.title', { holder });
  const names = { step: props.stepTitle, account: props.accountName, holder };
  const forFirst = props.how === 'delegated' || props.how === 'absent';
  return (
    <Layout reader={reader} title={title} footer={t('site.private', { name: props.approverName })}>
      <div class="lead">
        <h1 safe>{title}</h1>
        <p safe>{t(forFirst ? 'handedOver.for' : 'handedOver.instead', names)}</p>
      </div>
      {takeBack === undefined ? '' : <TakeBackForm {...takeBack} />}
      <AbsenceForm {...props.absence} />
    </Layout>
  );
}
