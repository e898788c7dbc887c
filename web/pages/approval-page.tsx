import type { Money } from '../../domain/reader-format.ts';
import type { ReadableChange } from '../../domain/wording/step-wording.ts';
import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';
import { Differences, Facts, Prose } from '../parts.tsx';
import { AbsenceForm, type AbsenceFormProps } from './absence-form.tsx';
import { Attachments, type AttachmentProps } from './attachments.tsx';
import { CandidateList, type CandidateListProps } from './candidate-list.tsx';
import { DecisionForm, type DecisionFormProps } from './decision-form.tsx';
import { QuestionThread, type QuestionThreadProps } from './question-thread.tsx';
import { HandOverForm, type HandOverFormProps } from './hand-over-form.tsx';
import { Seats, type SeatProps } from './seats.tsx';

/** Everything an approver sees before deciding. `expiresAt` is null when there is no limit; `why` is the rule by which they are asked. */
export interface ApprovalPageProps {
  readonly reader: PageReader;
  readonly approverName: string;
  readonly accountName: string;
  readonly year: number;
  readonly askedBy: string;
  readonly insteadOf: { readonly name: string; readonly how: SeatProps['how'] } | undefined;
  readonly why: 'named' | 'passed' | 'superior' | 'director' | 'programmeOwner';
  readonly title: string;
  /** The step that is asked about, or the list. */
  readonly step?: StepProps;
  readonly list?: CandidateListProps;
  readonly changes: readonly ReadableChange[];
  readonly policy: string;
  readonly expiresAt: Date | null;
  /** Whether the reader's time stands still, because the firm owes them an answer. */
  readonly clockStopped: boolean;
  readonly attachments: readonly AttachmentProps[];
  readonly thread: Pick<QuestionThreadProps, 'entries' | 'form'>;
  readonly others: readonly SeatProps[];
  readonly form: DecisionFormProps['form'];
  /** The forms that pass the decision on; left out where it is not on its own page. */
  readonly handOver?: HandOverFormProps;
  readonly absence?: AbsenceFormProps;
}

/** The step as it was asked; `dueOn` is 'YYYY-MM-DD'. */
interface StepProps {
  readonly description: string;
  readonly cost: Money | null;
  readonly benefit: Money | null;
  readonly ownerName: string;
  readonly dueOn: string;
}

/** The page behind an open decision link: what is asked, why, of whom, until when, and one form. It works without JavaScript. */
export function ApprovalPage(props: ApprovalPageProps): JSX.Element {
  const { reader, step, list } = props;
  const { t } = reader;
  const failed = props.form.faults !== undefined;
  const title = t('approval.title', { step: props.title });
  return (
    <Layout
      reader={reader}
      title={failed ? `${t('form.error')}: ${title}` : title}
      footer={t('site.private', { name: props.approverName })}
    >
      <Lead {...props} />
      {step === undefined ? '' : <Step reader={reader} step={step} attachments={props.attachments} />}
      {list === undefined ? '' : <CandidateList title={t('approval.step')} {...list} />}
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
      <QuestionThread reader={reader} askedBy={props.askedBy} {...props.thread} />
      <DecisionForm reader={reader} askedBy={props.askedBy} form={props.form} />
      {props.handOver === undefined ? '' : <HandOverForm {...props.handOver} />}
      {props.absence === undefined ? '' : <AbsenceForm {...props.absence} />}
    </Layout>
  );
}

function Lead(props: ApprovalPageProps): JSX.Element {
  const { t, format } = props.reader;
  const { accountName: account, year, expiresAt } = props;
  return (
    <div class="lead">
      <p class="eyebrow" safe>
        {t('approval.eyebrow', { account, year })}
      </p>
      <h1 safe>{props.title}</h1>
      <p safe>{whoAsks(props)}</p>
      <p class="until" safe>
        {props.clockStopped
          ? t('approval.untilAnswered')
          : expiresAt === null
            ? t('approval.untilNoLimit')
            : t('approval.until', { at: format.instant(expiresAt) })}
      </p>
    </div>
  );
}

function whoAsks({ reader: { t }, askedBy: name, insteadOf }: ApprovalPageProps): string {
  if (insteadOf === undefined || insteadOf.how === 'named') return `${t('approval.asked', { name })}.`;
  const { how, name: of } = insteadOf;
  if (how === 'escalated') return t('approval.askedInsteadOf', { name, insteadOf: of });
  return t(`approval.asked.${how}`, { name, of });
}

function Step({
  reader,
  step,
  attachments,
}: Pick<ApprovalPageProps, 'reader' | 'attachments'> & { readonly step: StepProps }): JSX.Element {
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
      <Attachments reader={reader} attachments={attachments} />
    </section>
  );
}
