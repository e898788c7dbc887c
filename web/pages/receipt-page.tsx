import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';
import { Facts } from '../parts.tsx';
import { UndoForm, type UndoFormProps } from './undo-form.tsx';

/** A recorded decision and what follows from it. `repeated` when it had been recorded before this request. */
export interface ReceiptPageProps {
  readonly reader: PageReader;
  readonly repeated: boolean;
  readonly receiptNumber: string;
  readonly downloadPath: string;
  readonly approverName: string;
  readonly askedBy: string;
  readonly accountName: string;
  readonly year: number;
  readonly stepTitle: string;
  readonly choice: 'approve' | 'requestChanges' | 'reject';
  readonly comment: string;
  readonly decidedAt: Date;
  readonly contentHash: string;
  readonly outcome:
    'open' | 'approved' | 'changesRequested' | 'rejected' | 'expired' | 'superseded' | 'recalled';
  readonly stillWaitingFor: readonly string[];
  /** The form to take the decision back, while that is possible. */
  readonly undo: UndoFormProps | undefined;
  /** Why it was not taken back when that was asked for. */
  readonly undoRefused?: 'begun' | 'over' | 'changed' | undefined;
}

/** The approver's receipt: number, who, what, on which content, when, and what happens next. */
export function ReceiptPage(props: ReceiptPageProps): JSX.Element {
  const { reader, repeated } = props;
  const { t } = reader;
  const title = repeated ? t('receipt.title.repeated') : t('receipt.title');
  return (
    <Layout reader={reader} title={title}>
      <div class={`lead receipt ${props.choice}`}>
        <p class="eyebrow" safe>
          {`${t('receipt.number')} ${props.receiptNumber}`}
        </p>
        <h1 safe>{title}</h1>
        {repeated ? <p safe>{t('receipt.repeated')}</p> : ''}
      </div>
      <Refused {...props} />
      <Facts rows={factsOf(props)} />
      <section aria-labelledby="next">
        <h2 id="next" safe>
          {t('receipt.next')}
        </h2>
        <p safe>{nextStep(props)}</p>
        <p safe>{t('receipt.mail')}</p>
        <p>
          <a href={props.downloadPath} download="" safe>
            {t('receipt.download')}
          </a>
        </p>
      </section>
      {props.undo === undefined ? '' : <UndoForm {...props.undo} />}
    </Layout>
  );
}

function factsOf(props: ReceiptPageProps): (readonly [string, string])[] {
  const { t, format } = props.reader;
  return [
    [t('receipt.decision'), t(`choice.${props.choice}`)],
    [t('receipt.step'), props.stepTitle],
    [t('receipt.account'), t('approval.eyebrow', { account: props.accountName, year: props.year })],
    [t('receipt.by'), props.approverName],
    [t('receipt.at'), format.instant(props.decidedAt)],
    ...(props.comment === '' ? [] : [[t('receipt.comment'), props.comment] as const]),
    [t('receipt.content'), `${props.contentHash.slice(0, 12)} (${t('receipt.contentHint')})`],
  ];
}

function Refused({ reader, undoRefused, askedBy: name }: ReceiptPageProps): JSX.Element {
  if (undoRefused === undefined) return '';
  return (
    <div class="faults" role="alert">
      <p safe>{reader.t(`undo.refused.${undoRefused}`, { name })}</p>
    </div>
  );
}

function nextStep({ reader, outcome, stillWaitingFor, askedBy: name }: ReceiptPageProps): string {
  const { t, format } = reader;
  switch (outcome) {
    case 'open':
      return stillWaitingFor.length === 0
        ? t('receipt.next.waiting')
        : t('receipt.next.open', { names: format.list(stillWaitingFor) });
    case 'approved':
      return t('receipt.next.approved');
    case 'superseded':
      return t('receipt.next.superseded');
    default:
      return t(`receipt.next.${outcome}`, { name });
  }
}
