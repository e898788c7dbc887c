import type { ReviewPack } from '../domain/reviews/review-pack.ts';
import type { PackSection } from './pack-section.ts';
import type { PackReader } from './reader.ts';
import { kpiSection } from './review-kpis.ts';
import { healthSection } from './review-health.ts';

/** All parts of a review's pack for our own people in reading order: what is to be decided comes first. */
export function reviewSections(pack: ReviewPack, reader: PackReader): readonly PackSection[] {
  return [
    decisions(pack, reader),
    kpiSection(pack, reader),
    healthSection(pack, reader),
    alarms(pack, reader),
    steps(pack, reader),
    commitments(pack, reader),
    carried(pack, reader),
    whitespace(pack, reader),
    feedback(pack, reader),
  ];
}

function decisions({ decisionsWanted }: ReviewPack, { t }: PackReader): PackSection {
  return {
    heading: t('review.decisions'),
    columns: [
      { head: '', width: 16 },
      { head: t('review.decision'), width: 190 },
      { head: t('review.why'), width: '*' },
    ],
    rows: decisionsWanted.map(({ title, why }, index) => [String(index + 1), title, why]),
    none: t('review.noDecisions'),
  };
}

function alarms({ alarms: all }: ReviewPack, { t, format, date }: PackReader): PackSection {
  return {
    heading: t('review.alarms'),
    columns: [
      { head: t('review.cause'), width: '*' },
      { head: t('review.since'), width: 80 },
    ],
    rows: all.map(({ title, openedOn }) => [title[format.language], date(openedOn)]),
    none: t('review.noAlarms'),
  };
}

const over = new Set<ReviewPack['steps'][number]['status']>(['done', 'cancelled', 'rejected']);

function steps({ steps: all }: ReviewPack, { t, date, number, share }: PackReader): PackSection {
  const done = all.filter(({ status }) => status === 'done').length;
  const state = ({ status, percent }: ReviewPack['steps'][number]): string => {
    const said = t(`step.${status}`);
    if (percent === 0 || over.has(status)) return said;
    return t('step.percent', { status: said, percent: share(percent / 100) });
  };
  return {
    heading: t('review.steps', { done: number(done), all: number(all.length) }),
    columns: [
      { head: t('column.what'), width: '*' },
      { head: t('column.owner'), width: 110 },
      { head: t('column.due'), width: 70 },
      { head: t('column.status'), width: 96 },
    ],
    rows: all.map((step) => [
      step.title,
      step.ownerName,
      date(step.dueOn),
      { text: state(step), ...(step.status === 'overdue' && { tone: 'bad' as const }) },
    ]),
    none: t('review.noSteps'),
  };
}

function commitments({ commitments: all }: ReviewPack, { t, date }: PackReader): PackSection {
  return {
    heading: t('review.commitments'),
    columns: [
      { head: t('column.what'), width: '*' },
      { head: t('column.owner'), width: 120 },
      { head: t('column.due'), width: 70 },
      { head: t('column.status'), width: 90 },
    ],
    rows: all.map(({ text, side, ownerName, dueOn, status }) => [
      text,
      { text: ownerName, note: t(`commitment.${side}`) },
      date(dueOn),
      {
        text: t(status === 'open' && side === 'ours' ? 'commitment.openOurs' : `commitment.${status}`),
        ...(status === 'missed' && { tone: 'bad' as const }),
      },
    ]),
    none: t('review.noCommitments'),
  };
}

function carried({ carried: all }: ReviewPack, { t, date }: PackReader): PackSection {
  return {
    heading: t('review.carried'),
    columns: [
      { head: t('column.what'), width: '*' },
      { head: t('column.owner'), width: 110 },
      { head: t('column.due'), width: 70 },
      { head: t('review.from'), width: 60 },
    ],
    rows: all.map(({ text, ownerName, dueOn, from }) => [
      text,
      ownerName,
      date(dueOn),
      t('review.fromQuarter', from),
    ]),
    none: t('review.noCarried'),
  };
}

function whitespace({ whitespace: all, currency }: ReviewPack, { t, format }: PackReader): PackSection {
  return {
    heading: t('review.whitespace'),
    columns: [
      { head: t('review.division'), width: 150 },
      { head: t('review.offering'), width: '*' },
      { head: t('review.potential'), width: 90, right: true },
    ],
    rows: all.map(({ division, offering, potential }) => [
      division,
      offering,
      potential === null ? t('grid.none') : format.money({ amount: potential, currency }),
    ]),
    none: t('review.noWhitespace'),
  };
}

function feedback({ feedback: all }: ReviewPack, { t }: PackReader): PackSection {
  return {
    heading: t('review.feedback'),
    columns: [
      { head: t('review.said'), width: 240 },
      { head: t('review.did'), width: '*' },
    ],
    rows: all.map(({ said, done }) => [said, done ?? t('review.nothingDone')]),
    none: t('review.noFeedback'),
  };
}
