import type { Content } from './pdf-form.ts';
import { hundredths, ofHundredths } from '../domain/planning/amount.ts';
import type { ExportedStep, PlanExport } from '../domain/planning/plan-export.ts';
import { cut } from './cut.ts';
import { dataTable, withNote } from './data-table.ts';
import { kpiColumns, kpiValue } from './plan-targets.ts';
import type { PackReader } from './reader.ts';

// So much of each fits on the first page, however much there is; all of it follows on the next ones.
const shown = { objectives: 3, targets: 4, waiting: 3, steps: 7 } as const;
const shortTitle = 58;
const shortName = 34;

const over: readonly ExportedStep['status'][] = ['done', 'cancelled', 'rejected'];

/** The first page below the band: objectives, targets, what waits on whom, and the next steps. */
export function planSummary(plan: PlanExport, reader: PackReader): Content[] {
  return [
    ...objectives(plan, reader),
    ...targets(plan, reader),
    ...waiting(plan, reader),
    ...nextSteps(plan, reader),
    { text: sums(plan, reader), style: 'small', margin: [0, 5, 0, 0] },
  ];
}

function more(left: number, { t, number }: PackReader): Content[] {
  return left <= 0 ? [] : [{ text: t('summary.more', { count: number(left) }), style: 'small' }];
}

function objectives({ content, people }: PlanExport, reader: PackReader): Content[] {
  const { t } = reader;
  const all = content.objectives;
  const columns = [
    { head: t('column.what'), width: '*' },
    { head: t('column.measure'), width: 150 },
    { head: t('column.owner'), width: 90 },
  ] as const;
  const rows = all
    .slice(0, shown.objectives)
    .map(({ title, customerGoal, measure, target, ownerId }) => [
      withNote(
        cut(title, shortTitle),
        customerGoal === '' ? '' : t('objective.clientGoal', { goal: cut(customerGoal, shortTitle) }),
      ),
      t('objective.by', { measure: cut(measure, 28), target: cut(target, 28) }),
      cut(people[ownerId] ?? '', shortName),
    ]);
  return [
    ...dataTable({ heading: t('summary.objectives'), columns, rows, small: true }),
    ...more(all.length - shown.objectives, reader),
  ];
}

function targets({ content, currency }: PlanExport, reader: PackReader): Content[] {
  const rows = content.kpis
    .slice(0, shown.targets)
    .map((kpi) => [
      cut(kpi.name, shortTitle),
      kpiValue({ ...kpi, value: kpi.baseline }, { currency, reader }),
      kpiValue({ ...kpi, value: kpi.target }, { currency, reader }),
    ]);
  return [
    ...dataTable({
      heading: reader.t('summary.targets'),
      columns: kpiColumns(reader),
      rows,
      small: true,
    }),
    ...more(content.kpis.length - shown.targets, reader),
  ];
}

function waiting({ waiting: all, stage }: PlanExport, reader: PackReader): Content[] {
  const { t, number, date } = reader;
  if (all.length === 0)
    return stage === 'closed' ? [] : [{ text: t('summary.nobody'), margin: [0, 8, 0, 0] }];
  const columns = [
    { head: t('column.owner'), width: 90 },
    { head: t('column.waits'), width: '*' },
    { head: t('column.hours'), width: 70, right: true },
    { head: t('column.until'), width: 70, right: true },
  ] as const;
  const rows = all
    .slice(0, shown.waiting)
    .map(({ name, waitingFor, title, businessHours, until }) => [
      cut(name, shortName),
      withNote(t(`waiting.${waitingFor}`), cut(title, shortTitle)),
      number(businessHours),
      until === null ? t('grid.none') : date(until),
    ]);
  return [
    ...dataTable({ heading: t('summary.waiting'), columns, rows, small: true }),
    ...more(all.length - shown.waiting, reader),
  ];
}

function nextSteps({ steps, currency }: PlanExport, reader: PackReader): Content[] {
  const { t, format, date, number } = reader;
  const open = steps
    .filter(({ status }) => !over.includes(status))
    .toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0));
  const done = steps.filter(({ status }) => status === 'done').length;
  const heading = t('summary.steps', { done: number(done), all: number(steps.length) });
  if (open.length === 0)
    return [{ text: heading, style: 'smallHeading', margin: [0, 8, 0, 2] }, { text: t('summary.noSteps') }];
  const columns = [
    { head: t('column.what'), width: '*' },
    { head: t('column.owner'), width: 88 },
    { head: t('column.due'), width: 66 },
    { head: t('column.status'), width: 84 },
    { head: t('column.cost'), width: 62, right: true },
  ] as const;
  const rows = open
    .slice(0, shown.steps)
    .map((step) => [
      cut(step.title, shortTitle),
      cut(step.ownerName, shortName),
      date(step.dueOn),
      t(`step.${step.status}`),
      format.money({ amount: step.cost, currency }),
    ]);
  return [...dataTable({ heading, columns, rows, small: true }), ...more(open.length - shown.steps, reader)];
}

function sums({ steps, content, currency }: PlanExport, { t, format }: PackReader): string {
  const counted = steps.filter(({ status }) => status !== 'cancelled' && status !== 'rejected');
  const total = (field: 'cost' | 'benefit'): string => {
    const sum = counted.reduce((all, step) => all + hundredths(step[field]), 0);
    return format.money({ amount: ofHundredths(sum), currency });
  };
  const all = t('summary.costs', { cost: total('cost'), benefit: total('benefit') });
  if (content.budget === null) return all;
  return `${all} ${t('summary.budget', { budget: format.money({ amount: content.budget, currency }) })}`;
}
