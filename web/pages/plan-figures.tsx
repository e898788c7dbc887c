import type { Money } from '../../domain/reader-format.ts';
import type { PageReader } from '../page-reader.ts';

/** The figures of a plan at a glance; shares are of 1, null where the data cannot say. */
export interface PlanFiguresProps {
  readonly asOf: string;
  readonly revenue: Money;
  readonly growth: number | null;
  readonly cancelled: number | null;
  readonly done: number;
  readonly steps: number;
  readonly overdue: number;
  readonly cost: Money;
  readonly budget: Money | undefined;
  /** Of 100; undefined unless the plan is being executed. */
  readonly health: number | undefined;
}

interface Tile {
  readonly label: string;
  readonly value: string;
  readonly hint: string;
  readonly mood?: 'good' | 'bad';
}

/** What the account brought and how far its plan has come, one tile a figure. */
export function PlanFigures({
  reader,
  figures,
}: {
  readonly reader: PageReader;
  readonly figures: PlanFiguresProps;
}): JSX.Element {
  return (
    <dl class="tiles">
      {tilesOf(reader, figures).map(({ label, value, hint, mood }) => (
        <div class={mood ?? ''}>
          <dt safe>{label}</dt>
          <dd>
            <strong safe>{value}</strong>
            <small safe>{hint}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function tilesOf({ t, format }: PageReader, figures: PlanFiguresProps): readonly Tile[] {
  const { growth, cancelled, health, budget, overdue } = figures;
  const change =
    growth === null ? t('figures.noComparison') : t('figures.change', { change: format.change(growth) });
  return [
    {
      label: t('figures.revenue'),
      value: format.money(figures.revenue),
      hint: change,
      ...(growth !== null && { mood: growth < 0 ? ('bad' as const) : ('good' as const) }),
    },
    ...(cancelled === null
      ? []
      : [
          {
            label: t('figures.cancelled'),
            value: format.share(cancelled),
            hint: t('figures.asOf', { day: format.day(figures.asOf) }),
          },
        ]),
    {
      label: t('figures.steps'),
      value: t('figures.done', { done: figures.done, steps: figures.steps }),
      hint: overdue === 0 ? t('figures.onTime') : t('figures.overdue', { count: overdue }),
      ...(overdue > 0 && { mood: 'bad' as const }),
    },
    {
      label: t('figures.cost'),
      value: format.money(figures.cost),
      hint:
        budget === undefined ? t('figures.noBudget') : t('figures.budget', { budget: format.money(budget) }),
    },
    ...(health === undefined
      ? []
      : [{ label: t('figures.health'), value: String(health), hint: t('figures.ofHundred') }]),
  ];
}
