import type { PlanContent } from './content.ts';
import type { PlanFigures } from './figures.ts';

type Kpi = PlanContent['kpis'][number];

function better(one: string, other: string | null): string {
  return other !== null && Number(other) > Number(one) ? other : one;
}

/**
 * The targets that a draft begins with, from the figures: the better revenue of the two last years, no more cancellations than today,
 * and one offering more where there is one to introduce. They are a beginning; the manager agrees on the real ones.
 */
export function draftKpis(figures: PlanFigures): Kpi[] {
  const bought = figures.offeringsBought.length;
  const revenue: Kpi = {
    key: 'revenue',
    name: 'Revenue in the year',
    unit: 'money',
    baseline: figures.revenue,
    target: better(figures.revenue, figures.revenueBefore),
    earlyIndicators: [{ name: 'Orders for the next quarter', expected: 'as many as a year before, or more' }],
  };
  const offerings: Kpi = {
    key: 'offerings',
    name: 'Offerings bought',
    unit: 'count',
    baseline: String(bought),
    target: String(bought + (figures.offeringsOpen.length > 0 ? 1 : 0)),
    earlyIndicators: [
      { name: 'First order of a new offering', expected: 'within the first half of the year' },
    ],
  };
  return [revenue, ...cancellations(figures), offerings];
}

function cancellations({ cancellationRate }: PlanFigures): Kpi[] {
  if (cancellationRate === null) return [];
  const rate = String(Number(cancellationRate.toFixed(4)));
  const indicator = { name: 'Cancelled orders of each month', expected: 'no larger a share than today' };
  return [
    {
      key: 'cancellations',
      name: 'Cancelled orders over all',
      unit: 'share',
      baseline: rate,
      target: rate,
      earlyIndicators: [indicator],
    },
  ];
}
