import type { StepStatus } from '../../domain/planning/step.ts';
import type { Money } from '../../domain/reader-format.ts';
import type { PageReader } from '../page-reader.ts';
import { Facts, Prose } from '../parts.tsx';
import { Attachments, type AttachmentProps } from './attachments.tsx';
import type { StepReport } from './plan-report-page.tsx';

/** A step as it stands in its plan; amounts are in the plan's currency, dates 'YYYY-MM-DD'. */
export interface PlanStepProps {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly ownerName: string;
  readonly approverNames: readonly string[];
  readonly dueOn: string;
  readonly cost: Money;
  readonly benefit: Money;
  readonly status: StepStatus;
  readonly attachments: readonly AttachmentProps[];
  /** Titles of the steps that have to end first. */
  readonly after: readonly string[];
  readonly percent: number;
  /** What was last said about how far it has come; '' for nothing. */
  readonly note: string;
  readonly blockedBy: string | undefined;
  /** How it was decided without being asked about; undefined for all others. */
  readonly decidedAlone: string | undefined;
}

/** The steps of a plan; `editable` where their reader may change them. */
export interface PlanStepsProps {
  readonly reader: PageReader;
  readonly planId: string;
  readonly steps: readonly PlanStepProps[];
  readonly editable: boolean;
}

const order: readonly StepStatus[] = [
  'overdue',
  'inProgress',
  'changesRequested',
  'expired',
  'rejected',
  'draft',
  'pending',
  'approved',
  'done',
  'cancelled',
];

function urgency({ status, blockedBy, dueOn }: PlanStepProps): string {
  const place = status === 'inProgress' && blockedBy !== undefined ? 0.5 : order.indexOf(status);
  return `${place.toFixed(1).padStart(5, '0')} ${dueOn}`;
}

/** The steps that are late or blocked, the earliest date first; nothing where there are none. */
export function NeedsAttention({ reader, steps }: Pick<PlanStepsProps, 'reader' | 'steps'>): JSX.Element {
  const { t, format } = reader;
  const late = sorted(steps).filter(
    ({ status, blockedBy }) => status === 'overdue' || blockedBy !== undefined,
  );
  if (late.length === 0) return '';
  return (
    <section class="attention" aria-labelledby="attention">
      <h2 id="attention" safe>
        {t('plan.attention')}
      </h2>
      <ul class="plain">
        {late.map(({ id, title, ownerName, dueOn, status, blockedBy }) => (
          <li>
            <a href={`#step-${id}`} safe>
              {title}
            </a>{' '}
            <Chip reader={reader} status={status} />{' '}
            <small safe>{t('plan.due', { name: ownerName, day: format.day(dueOn) })}</small>
            {blockedBy === undefined ? '' : <p safe>{t('plan.blockedBy', { reason: blockedBy })}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

const sorted = (steps: readonly PlanStepProps[]): readonly PlanStepProps[] =>
  steps.toSorted((one, other) => urgency(one).localeCompare(urgency(other)));

/** Every step, what is late or in work first. */
export function PlanSteps(props: PlanStepsProps): JSX.Element {
  const { reader, planId, steps, editable } = props;
  const { t } = reader;
  return (
    <section aria-labelledby="steps">
      <div class="beside">
        <h2 id="steps" safe>
          {t('plan.steps')}
        </h2>
        {editable ? (
          <a href={`/plans/${planId}/steps/new`} safe>
            {t('stepForm.new')}
          </a>
        ) : (
          ''
        )}
      </div>
      {steps.length === 0 ? <p safe>{t('edit.noSteps')}</p> : ''}
      {sorted(steps).map((step) => (
        <Step {...props} step={step} />
      ))}
    </section>
  );
}

function Chip({ reader, status }: { readonly reader: PageReader; readonly status: StepStatus }): JSX.Element {
  return (
    <span class={`chip ${status}`} safe>
      {reader.t(`step.${status}`)}
    </span>
  );
}

function Step({
  reader,
  step,
  planId,
  editable,
}: PlanStepsProps & { readonly step: PlanStepProps }): JSX.Element {
  const { t, format } = reader;
  const { id, status } = step;
  return (
    <article class={`step ${status}`} id={`step-${id}`} aria-labelledby={`title-${id}`}>
      <div class="beside">
        <h3 id={`title-${id}`} safe>
          {step.title}
        </h3>
        <Chip reader={reader} status={status} />
      </div>
      <p class="who" safe>
        {t('plan.due', { name: step.ownerName, day: format.day(step.dueOn) })}
      </p>
      <HowFar reader={reader} step={step} />
      <details>
        <summary safe>{t('plan.details')}</summary>
        {step.description === '' ? '' : <Prose text={step.description} />}
        <Facts rows={factsOf(reader, step)} />
        <Attachments reader={reader} attachments={step.attachments} />
      </details>
      {editable ? <Actions reader={reader} planId={planId} step={step} /> : ''}
    </article>
  );
}

function HowFar({
  reader: { t, format },
  step: { percent, blockedBy },
}: {
  readonly reader: PageReader;
  readonly step: PlanStepProps;
}): JSX.Element {
  return (
    <>
      {percent > 0 && percent < 100 ? (
        <p class="progress">
          <progress max="100" value={String(percent)} aria-label={t('plan.progress')} />{' '}
          <span safe>{format.share(percent / 100)}</span>
        </p>
      ) : (
        ''
      )}
      {blockedBy === undefined ? (
        ''
      ) : (
        <p class="fault" safe>
          {t('plan.blockedBy', { reason: blockedBy })}
        </p>
      )}
    </>
  );
}

function factsOf(reader: PageReader, step: PlanStepProps): readonly (readonly [string, string])[] {
  const { t, format } = reader;
  const { after, note, decidedAlone, approverNames } = step;
  return [
    [t('approval.cost'), format.money(step.cost)],
    [t('approval.benefit'), format.money(step.benefit)],
    ...(approverNames.length === 0 ? [] : [[t('stepForm.approvers'), format.list(approverNames)] as const]),
    ...(after.length === 0 ? [] : [[t('plan.after'), format.list(after)] as const]),
    ...(note === '' ? [] : [[t('report.progress.text'), note] as const]),
    ...(decidedAlone === undefined ? [] : [[t('plan.approvedBy'), decidedAlone] as const]),
  ];
}

const worked: readonly StepStatus[] = ['inProgress', 'overdue'];
const ended: readonly StepStatus[] = ['done', 'cancelled'];

function actionsOf({ status, blockedBy }: PlanStepProps): readonly (StepReport | 'edit' | 'files')[] {
  if (ended.includes(status)) return [];
  if (!worked.includes(status)) return ['edit', 'files', 'cancel'];
  return ['progress', blockedBy === undefined ? 'block' : 'unblock', 'done', 'cancel'];
}

function Actions({
  reader: { t },
  planId,
  step,
}: {
  readonly reader: PageReader;
  readonly planId: string;
  readonly step: PlanStepProps;
}): JSX.Element {
  return (
    <ul class="actions">
      {actionsOf(step).map((action) => (
        <li>
          <a
            href={`/plans/${planId}/steps/${step.id}/${action}`}
            aria-label={t('plan.action.of', { action: t(`plan.action.${action}`), title: step.title })}
            safe
          >
            {t(`plan.action.${action}`)}
          </a>
        </li>
      ))}
    </ul>
  );
}
