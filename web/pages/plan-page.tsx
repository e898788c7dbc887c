import type { PlanStatus } from '../../domain/planning/plan.ts';
import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';
import { Prose } from '../parts.tsx';
import { PlanCommitments, type PlanCommitmentProps } from './plan-commitments.tsx';
import { PlanChecks, PlanContentSections, type PlanContentProps } from './plan-content.tsx';
import { PlanFigures, type PlanFiguresProps } from './plan-figures.tsx';
import { PlanLearned, type PlanLearnedProps } from './plan-learned.tsx';
import { Notes, type NotesProps } from './plan-notes.tsx';
import { NeedsAttention, PlanSteps, type PlanStepProps } from './plan-steps.tsx';
import { Waiting, type WaitingProps } from '../waiting.tsx';

/** What can have been saved on the page before, which its reader is told once. */
export const savedThings = [
  'section',
  'step',
  'newStep',
  'report',
  'submitted',
  'note',
  'file',
  'cancelled',
  'same',
] as const;

/** One of {@link savedThings}. */
export type SavedThing = (typeof savedThings)[number];

/** A plan as its manager reads it; amounts are in the plan's currency, dates 'YYYY-MM-DD'. */
export interface PlanPageProps {
  readonly reader: PageReader;
  readonly id: string;
  readonly accountName: string;
  readonly year: number;
  readonly managerName: string;
  readonly stage: PlanStatus;
  readonly situation: string;
  readonly figures: PlanFiguresProps;
  readonly steps: readonly PlanStepProps[];
  readonly waiting: readonly WaitingProps[];
  readonly content: PlanContentProps;
  readonly commitments: readonly PlanCommitmentProps[];
  readonly learned: PlanLearnedProps;
  readonly notes: NotesProps;
  /** Whole days since somebody tended the plan, and its health of 100; undefined unless it is being executed. */
  readonly lease: { readonly daysUntended: number; readonly health: number } | undefined;
  /** Whether its reader may change it. */
  readonly mayEdit: boolean;
  readonly saved: SavedThing | undefined;
}

/** A plan to read: what needs attention, whom it waits for and its figures come first, then its steps and what it rests on. */
export function PlanPage(props: PlanPageProps): JSX.Element {
  const { reader, id, steps, stage, saved, mayEdit } = props;
  const { t } = reader;
  const title = t('plan.title', { account: props.accountName, year: props.year });
  const editable = mayEdit && stage !== 'closed';
  return (
    <Layout reader={reader} title={title} wide>
      {saved === undefined ? (
        ''
      ) : (
        <p class="saved" role="status" safe>
          {t(`saved.${saved}`)}
        </p>
      )}
      <Head {...props} title={title} editable={editable} />
      <PlanFigures reader={reader} figures={props.figures} />
      <NeedsAttention reader={reader} steps={steps} />
      {stage === 'closed' ? (
        ''
      ) : (
        <section aria-labelledby="waiting">
          <h2 id="waiting" safe>
            {t('plan.waitsFor')}
          </h2>
          <Waiting reader={reader} waiting={props.waiting} />
        </section>
      )}
      <PlanChecks reader={reader} content={props.content} />
      <Situation {...props} editable={editable} />
      <PlanSteps reader={reader} planId={id} steps={steps} editable={editable} />
      <PlanCommitments reader={reader} commitments={props.commitments} />
      <PlanLearned reader={reader} {...props.learned} />
      <PlanContentSections reader={reader} planId={id} content={props.content} editable={editable} />
      <Notes {...props.notes} />
    </Layout>
  );
}

const submittable: readonly PlanStepProps['status'][] = ['draft', 'changesRequested', 'expired'];

type Parts = PlanPageProps & { readonly editable: boolean };

function Head(props: Parts & { readonly title: string }): JSX.Element {
  const { reader, lease } = props;
  const { t } = reader;
  return (
    <div class="lead">
      <p class="eyebrow" safe>
        {t('plan.managedBy', { name: props.managerName })}
      </p>
      <h1 safe>{props.title}</h1>
      <p class="until" safe>
        {t(`stage.${props.stage}`)}
      </p>
      {lease === undefined ? (
        ''
      ) : (
        <p safe>{t('plan.lease', { days: lease.daysUntended, health: lease.health })}</p>
      )}
      <Actions {...props} />
    </div>
  );
}

function Actions({ reader: { t }, id, steps, editable }: Parts): JSX.Element {
  const open = steps.filter(({ status }) => submittable.includes(status)).length;
  return (
    <ul class="actions">
      {editable && open > 0 ? (
        <li>
          <a class="button" href={`/plans/${id}/submit`} safe>
            {t('plan.submit', { count: open })}
          </a>
        </li>
      ) : (
        ''
      )}
      <li>
        <a href={`/plans/${id}/revisions`} safe>
          {t('revisions.title')}
        </a>
      </li>
      <li>
        <a href={`/plans/${id}/export`} safe>
          {t('export.title')}
        </a>
      </li>
    </ul>
  );
}

function Situation({ reader, id, situation, editable }: Parts): JSX.Element {
  if (situation === '' && !editable) return '';
  const { t } = reader;
  return (
    <section aria-labelledby="section-situation">
      <div class="beside">
        <h2 id="section-situation" safe>
          {t('plan.situation')}
        </h2>
        {editable ? (
          <a href={`/plans/${id}/edit/situation`} aria-label={t('plan.editSituation')} safe>
            {t('plan.action.edit')}
          </a>
        ) : (
          ''
        )}
      </div>
      {situation === '' ? '' : <Prose text={situation} />}
    </section>
  );
}
