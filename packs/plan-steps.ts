import type { Content } from './pdf-form.ts';
import type { ExportedStep, PlanExport } from '../domain/planning/plan-export.ts';
import { dataTable, withNote } from './data-table.ts';
import type { PackReader } from './reader.ts';

interface StepLook {
  readonly currency: string;
  readonly reader: PackReader;
  /** Titles of the objectives that a step serves. */
  readonly serves: (stepId: string) => readonly string[];
}

/** All steps in one table, then each with what stands behind it, then what the business cases are worth. */
export function planSteps(plan: PlanExport, reader: PackReader): Content[] {
  const titles = new Map(plan.content.objectives.map(({ key, title }) => [key, title]));
  const look = {
    currency: plan.currency,
    reader,
    serves: (stepId: string) =>
      plan.content.stepObjectives
        .filter((one) => one.stepId === stepId)
        .map(({ objective }) => titles.get(objective) ?? objective),
  };
  return [...overview(plan.steps, look), ...details(plan.steps, look), ...cases(plan, reader)];
}

function overview(steps: readonly ExportedStep[], { currency, reader }: StepLook): Content[] {
  const { t, format, date, share } = reader;
  const columns = [
    { head: '', width: 16 },
    { head: t('column.what'), width: '*' },
    { head: t('column.due'), width: 62 },
    { head: t('column.status'), width: 78 },
    { head: t('column.cost'), width: 60, right: true },
    { head: t('column.benefit'), width: 66, right: true },
  ] as const;
  const rows = steps.map((step, index) => [
    String(index + 1),
    withNote(step.title, step.ownerName),
    date(step.dueOn),
    statusOf(step, { t, share }),
    format.money({ amount: step.cost, currency }),
    format.money({ amount: step.benefit, currency }),
  ]);
  return dataTable({ heading: t('part.steps'), columns, rows });
}

function statusOf({ status, percent }: ExportedStep, { t, share }: Pick<PackReader, 't' | 'share'>): string {
  const running = percent > 0 && (status === 'inProgress' || status === 'overdue');
  const said = t(`step.${status}`);
  return running ? t('step.percent', { status: said, percent: share(percent / 100) }) : said;
}

function details(steps: readonly ExportedStep[], look: StepLook): Content[] {
  const said = steps.flatMap((step, index) => {
    const lines = linesOf(step, look);
    return lines.length === 0 ? [] : [detail(`${index + 1}. ${step.title}`, lines)];
  });
  const [first, ...rest] = said;
  if (first === undefined) return [];
  const heading: Content = { text: look.reader.t('part.details'), style: 'heading' };
  return [{ stack: [heading, first], unbreakable: true, margin: [0, 14, 0, 0] }, ...rest];
}

// More than fits on a page cannot be kept together.
const longestWhole = 3000;

function detail(title: string, lines: readonly Content[]): Content {
  const stack: Content[] = [{ text: title, bold: true }, ...lines];
  return {
    stack,
    unbreakable: JSON.stringify(lines).length < longestWhole,
    margin: [0, 5, 0, 3],
  };
}

function linesOf(step: ExportedStep, { reader, serves }: StepLook): readonly Content[] {
  const { t, format } = reader;
  const small = (text: string): Content => ({ text, style: 'small' });
  const objectives = serves(step.id);
  return [
    ...(step.description === '' ? [] : [{ text: step.description }]),
    ...(step.blockedBy === null ? [] : [{ text: t('step.blocked', { reason: step.blockedBy }), bold: true }]),
    ...(objectives.length === 0 ? [] : [small(t('step.serves', { objectives: format.list(objectives) }))]),
    ...(step.after.length === 0 ? [] : [small(t('step.after', { steps: format.list(step.after) }))]),
    ...(step.decidedAlone
      ? [small(t('step.alone'))]
      : step.approverNames.length === 0
        ? []
        : [small(t('step.approvers', { names: format.list(step.approverNames) }))]),
  ];
}

function cases({ cases: all, content, steps, currency }: PlanExport, reader: PackReader): Content[] {
  const { t, format, number } = reader;
  const money = (amount: string): string => format.money({ amount, currency });
  const payback = (months: number | null): string => {
    if (months === null) return t('case.never');
    return months === 0 ? t('case.atOnce') : t('case.months', { months: number(months) });
  };
  const columns = [
    { head: t('column.step'), width: '*' },
    { head: t('column.investment'), width: 70, right: true },
    { head: t('column.npv'), width: 128, right: true },
    { head: t('column.payback'), width: 84, right: true },
    { head: t('column.roi'), width: 44, right: true },
  ] as const;
  const investments = new Map(content.businessCases.map(({ stepId, investment }) => [stepId, investment]));
  const rows = all.map(({ stepId, low, base, high }) => [
    steps.find(({ id }) => id === stepId)?.title ?? stepId,
    money(investments.get(stepId) ?? '0'),
    withNote(money(base.npv), t('case.range', { low: money(low.npv), high: money(high.npv) })),
    payback(base.paybackMonths),
    base.roi === null ? t('grid.none') : format.change(base.roi),
  ]);
  return dataTable({ heading: t('part.caseResults'), columns, rows });
}
