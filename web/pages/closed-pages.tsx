import type { ReadableChange } from '../../domain/wording/step-wording.ts';
import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';
import { Differences, ResendForm } from '../parts.tsx';
import { Seats, type SeatProps } from './seats.tsx';

/** What a closed question was about, in the words of its mail, and the address that asks for the current link. */
export interface ClosedQuestion {
  readonly reader: PageReader;
  readonly stepTitle: string;
  readonly accountName: string;
  readonly askedBy: string;
  readonly resendAction: string;
}

/** A question that takes no answer from this approver any more; `because` says how it ended. */
export interface ClosedPageProps extends ClosedQuestion {
  readonly because:
    | 'open'
    | 'approved'
    | 'changesRequested'
    | 'rejected'
    | 'expired'
    | 'superseded'
    | 'recalled'
    | 'alreadyDecided';
  readonly decisions: readonly SeatProps[];
}

/** The page of a closed link: who decided what and when, and nothing of the plan beyond what the mail said. */
export function ClosedPage(props: ClosedPageProps): JSX.Element {
  const { reader, because, decisions } = props;
  const { t } = reader;
  const title = because === 'alreadyDecided' ? t('closed.title.alreadyDecided') : t('closed.title');
  const names = { step: props.stepTitle, account: props.accountName, name: props.askedBy };
  return (
    <Layout reader={reader} title={title}>
      <div class="lead">
        <h1 safe>{title}</h1>
        <p safe>{t(`closed.${because}`, names)}</p>
      </div>
      <section aria-labelledby="decisions">
        <h2 id="decisions" safe>
          {t('closed.decisions')}
        </h2>
        {decisions.length === 0 ? (
          <p safe>{t('closed.nobody')}</p>
        ) : (
          <Seats reader={reader} seats={decisions} />
        )}
      </section>
      <ResendForm reader={reader} action={props.resendAction} />
    </Layout>
  );
}

/** A decision on content that is no longer current. `changes` only for somebody who is asked about the new version too. */
export interface ChangedPageProps extends ClosedQuestion {
  readonly newVersion: 'asked' | 'notAsked' | 'draft';
  readonly changes: readonly ReadableChange[];
}

/** Says that nothing was recorded, what changed since, and where to decide now. */
export function ChangedPage(props: ChangedPageProps): JSX.Element {
  const { reader, changes } = props;
  const { t } = reader;
  const names = { step: props.stepTitle, account: props.accountName };
  const next = {
    asked: t('changed.link'),
    notAsked: t('changed.notAsked'),
    draft: t('changed.draft', { name: props.askedBy }),
  };
  return (
    <Layout reader={reader} title={t('changed.title')}>
      <div class="lead">
        <h1 safe>{t('changed.title')}</h1>
        <p safe>{t('changed.lead', names)}</p>
        <p safe>{next[props.newVersion]}</p>
      </div>
      {changes.length === 0 ? (
        ''
      ) : (
        <Differences reader={reader} changes={changes} title={t('changed.differences')} />
      )}
      <ResendForm reader={reader} action={props.resendAction} />
    </Layout>
  );
}

/** A question whose time is over; `noted` when an answer has just come too late and was passed on. */
export interface ExpiredPageProps extends ClosedQuestion {
  readonly expiredAt: Date;
  readonly noted: boolean;
}

/** Says until when the question could be answered, and that a late answer does not count. */
export function ExpiredPage(props: ExpiredPageProps): JSX.Element {
  const { reader } = props;
  const { t, format } = reader;
  const at = format.instant(props.expiredAt);
  return (
    <Layout reader={reader} title={t('expired.title')}>
      <div class="lead">
        <h1 safe>{t('expired.title')}</h1>
        <p safe>{t('expired.lead', { step: props.stepTitle, account: props.accountName, at })}</p>
        {props.noted ? <p safe>{t('expired.recorded', { name: props.askedBy })}</p> : ''}
        <p safe>{t('expired.next', { name: props.askedBy })}</p>
      </div>
      <ResendForm reader={reader} action={props.resendAction} />
    </Layout>
  );
}
