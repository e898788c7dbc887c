import type { Content } from './pdf-form.ts';
import type { PlanContent } from '../domain/planning/content.ts';
import type { PlanExport } from '../domain/planning/plan-export.ts';
import { contentTexts } from '../domain/wording/content-wording.ts';
import { dataTable, withNote, type Column } from './data-table.ts';
import type { PackReader } from './reader.ts';

type Unit = PlanContent['kpis'][number]['unit'];

/** A figure of a target as its unit wants it; none is a dash. */
export function kpiValue(
  { unit, value }: { readonly unit: Unit; readonly value: string | null },
  { currency, reader }: { readonly currency: string; readonly reader: PackReader },
): string {
  if (value === null) return reader.t('grid.none');
  if (unit === 'money') return reader.format.money({ amount: value, currency });
  return unit === 'share' ? reader.share(Number(value)) : reader.number(Number(value));
}

/** The columns of a table of targets: what, today, goal. */
export function kpiColumns({ t }: PackReader): readonly Column[] {
  return [
    { head: t('column.what'), width: '*' },
    { head: t('column.today'), width: 90, right: true },
    { head: t('column.target'), width: 90, right: true },
  ];
}

/** The objectives with what they are measured by and the client's goal each serves, and the targets with their early indicators. */
export function planTargets({ content, people, currency }: PlanExport, reader: PackReader): Content[] {
  const { t } = reader;
  const texts = contentTexts(reader.format.language);
  const objectives = content.objectives.map(({ title, customerGoal, measure, target, ownerId }) => [
    withNote(title, customerGoal === '' ? '' : t('objective.clientGoal', { goal: customerGoal })),
    t('objective.by', { measure, target }),
    people[ownerId] ?? '',
  ]);
  const kpis = content.kpis.map((kpi) => [
    withNote(
      kpi.name,
      kpi.earlyIndicators
        .map(({ name, expected }) => texts('value.indicator', { name, expected }))
        .join('; '),
    ),
    kpiValue({ ...kpi, value: kpi.baseline }, { currency, reader }),
    kpiValue({ ...kpi, value: kpi.target }, { currency, reader }),
  ]);
  const columns = [
    { head: t('column.what'), width: '*' },
    { head: t('column.measure'), width: 150 },
    { head: t('column.owner'), width: 90 },
  ] as const;
  return [
    ...dataTable({ heading: texts('section.objectives'), columns, rows: objectives }),
    ...dataTable({ heading: t('part.targets'), columns: kpiColumns(reader), rows: kpis }),
  ];
}
