import type { PlanStatus } from '../../domain/planning/plan.ts';
import type { StepStatus } from '../../domain/planning/step.ts';
import type { Money } from '../../domain/reader-format.ts';
import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';
import { Facts, Prose } from '../parts.tsx';
import { Attachments, type AttachmentProps } from './attachments.tsx';
import { PlanChecks, PlanContentSections, type PlanContentProps } from './plan-content.tsx';
import { Waiting, type WaitingProps } from '../waiting.tsx';

/** A plan as its manager reads it; amounts are in the plan's currency, dates 'YYYY-MM-DD'. */
export interface PlanPageProps {
  readonly reader: PageReader;
  readonly accountName: string;
  readonly year: number;
  readonly managerName: string;
  readonly stage: PlanStatus;
  readonly situation: string;
  readonly steps: readonly PlanStepProps[];
  readonly waiting: readonly WaitingProps[];
  readonly content: PlanContentProps;
  /** Whole days since somebody tended the plan, and its health of 100; undefined unless it is being executed. */
  readonly lease: { readonly daysUntended: number; readonly health: number } | undefined;
}

interface PlanStepProps {
  readonly title: string;
  readonly description: string;
  readonly ownerName: string;
  readonly dueOn: string;
  readonly cost: Money;
  readonly benefit: Money;
  readonly status: StepStatus;
  readonly attachments: readonly AttachmentProps[];
  /** Titles of the steps that have to end first. */
  readonly after: readonly string[];
  readonly percent: number;
  readonly blockedBy: string | undefined;
  /** How it was decided without being asked about; undefined for all others. */
  readonly decidedAlone: string | undefined;
}

/** A plan to read: its stage, whom it waits for, its situation, what it rests on and its steps. It is edited and submitted through the API or the command line. */
export function PlanPage(props: PlanPageProps): JSX.Element {
  const { reader, accountName: account, year, steps } = props;
  const { t } = reader;
  const title = t('plan.title', { account, year });
  return (
    <Layout reader={reader} title={title}>
      <div class="lead">
        <p class="eyebrow" safe>
          {t('plan.managedBy', { name: props.managerName })}
        </p>
        <h1 safe>{title}</h1>
        <p class="until" safe>
          {t(`stage.${props.stage}`)}
        </p>
        {props.lease === undefined ? (
          ''
        ) : (
          <p safe>{t('plan.lease', { days: props.lease.daysUntended, health: props.lease.health })}</p>
        )}
      </div>
      {props.stage === 'closed' ? (
        ''
      ) : (
        <section aria-labelledby="waiting">
          <h2 id="waiting" safe>
            {t('plan.waitsFor')}
          </h2>
          <Waiting reader={reader} waiting={props.waiting} />
        </section>
      )}
      {props.situation === '' ? '' : <Prose text={props.situation} />}
      <PlanChecks reader={reader} content={props.content} />
      <PlanContentSections reader={reader} content={props.content} />
      {steps.map((step) => (
        <Step reader={reader} step={step} />
      ))}
    </Layout>
  );
}

function Step({ reader, step }: { readonly reader: PageReader; readonly step: PlanStepProps }): JSX.Element {
  const { t, format } = reader;
  return (
    <section>
      <h2 safe>{step.title}</h2>
      {step.description === '' ? '' : <Prose text={step.description} />}
      <Facts
        rows={[
          [t('plan.status'), t(`step.${step.status}`)],
          ...execution(reader, step),
          [t('approval.owner'), step.ownerName],
          [t('approval.dueOn'), format.day(step.dueOn)],
          [t('approval.cost'), format.money(step.cost)],
          [t('approval.benefit'), format.money(step.benefit)],
          ...(step.decidedAlone === undefined ? [] : [[t('plan.approvedBy'), step.decidedAlone] as const]),
        ]}
      />
      <Attachments reader={reader} attachments={step.attachments} />
    </section>
  );
}

function execution({ t, format }: PageReader, step: PlanStepProps): readonly (readonly [string, string])[] {
  const { after, percent, blockedBy } = step;
  return [
    ...(after.length === 0 ? [] : [[t('plan.after'), format.list(after)] as const]),
    ...(percent === 0 ? [] : [[t('plan.progress'), format.share(percent / 100)] as const]),
    ...(blockedBy === undefined ? [] : [[t('plan.blocked'), blockedBy] as const]),
  ];
}
