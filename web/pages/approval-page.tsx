import type { Money } from '../../domain/reader-format.ts';
import type { ReadableChange } from '../../domain/wording/step-wording.ts';
import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';
import { Differences, Facts, Prose } from '../parts.tsx';
import { DecisionForm, type DecisionFormProps } from './decision-form.tsx';
import { Seats, type SeatProps } from './seats.tsx';

/** Everything an approver sees before deciding. `expiresAt` is null when there is no limit; `why` is the rule by which they are asked. */
export interface ApprovalPageProps {
  readonly reader: PageReader;
  readonly approverName: string;
  readonly accountName: string;
  readonly year: number;
  readonly askedBy: string;
  readonly insteadOf: string | undefined;
  readonly why: 'named' | 'superior' | 'director' | 'programmeOwner';
  readonly step: StepProps;
  readonly changes: readonly ReadableChange[];
  readonly policy: string;
  readonly expiresAt: Date | null;
  readonly others: readonly SeatProps[];
  readonly form: DecisionFormProps['form'];
}

/** The step as it was asked; `dueOn` is 'YYYY-MM-DD'. */
interface StepProps {
  readonly title: string;
  readonly description: string;
  readonly cost: Money | null;
  readonly benefit: Money | null;
  readonly ownerName: string;
  readonly dueOn: string;
}

/** The page behind an open decision link: what is asked, why, of whom, until when, and one form. It works without JavaScript. */
export function ApprovalPage(props: ApprovalPageProps): JSX.Element {
  const { reader, step } = props;
  const { t } = reader;
  const failed = props.form.faults !== undefined;
  const title = t('approval.title', { step: step.title });
  return (
    <Layout
      reader={reader}
      title={failed ? `${t('form.error')}: ${title}` : title}
      footer={t('site.private', { name: props.approverName })}
    >
      <Lead {...props} />
      <Step reader={reader} step={step} />
      {props.changes.length === 0 ? (
        ''
      ) : (
        <Differences reader={reader} changes={props.changes} title={t('approval.changes')} />
      )}
      <section aria-labelledby="how">
        <h2 id="how" safe>
          {t('approval.how')}
        </h2>
        <p safe>{`${t(`approval.why.${props.why}`)} ${props.policy}`}</p>
        {props.others.length === 0 ? '' : <h3 safe>{t('approval.others')}</h3>}
        <Seats reader={reader} seats={props.others} />
      </section>
      <DecisionForm reader={reader} askedBy={props.askedBy} form={props.form} />
    </Layout>
  );
}

function Lead(props: ApprovalPageProps): JSX.Element {
  const { t, format } = props.reader;
  const { accountName: account, askedBy: name, year, insteadOf, expiresAt } = props;
  return (
    <div class="lead">
      <p class="eyebrow" safe>
        {t('approval.eyebrow', { account, year })}
      </p>
      <h1 safe>{props.step.title}</h1>
      <p safe>
        {insteadOf === undefined
          ? `${t('approval.asked', { name })}.`
          : t('approval.askedInsteadOf', { name, insteadOf })}
      </p>
      <p class="until" safe>
        {expiresAt === null
          ? t('approval.untilNoLimit')
          : t('approval.until', { at: format.instant(expiresAt) })}
      </p>
    </div>
  );
}

function Step({ reader, step }: { readonly reader: PageReader; readonly step: StepProps }): JSX.Element {
  const { t, format } = reader;
  return (
    <section aria-labelledby="step">
      <h2 id="step" safe>
        {t('approval.step')}
      </h2>
      {step.description === '' ? '' : <Prose text={step.description} />}
      <Facts
        rows={[
          [t('approval.cost'), step.cost === null ? t('approval.noCost') : format.money(step.cost)],
          [
            t('approval.benefit'),
            step.benefit === null ? t('approval.noBenefit') : format.money(step.benefit),
          ],
          [t('approval.owner'), step.ownerName],
          [t('approval.dueOn'), format.day(step.dueOn)],
        ]}
      />
    </section>
  );
}
