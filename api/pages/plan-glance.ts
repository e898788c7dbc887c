import type { Db } from '../../db/client.ts';
import { currentContent } from '../../db/stores/plan-content.ts';
import { hundredths, ofHundredths } from '../../domain/planning/amount.ts';
import { growth } from '../../domain/planning/figures.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import type { PlanFiguresProps } from '../../web/pages/plan-figures.tsx';

const givenUp = ['cancelled', 'rejected'];

/** The figures that stand on top of a plan; what was given up costs nothing. */
export async function planFigures(
  db: Db,
  { plan, health }: { readonly plan: Plan; readonly health: number | undefined },
): Promise<PlanFiguresProps> {
  const { figures, currency } = plan;
  const { budget } = (await currentContent(db, plan.id)).content;
  const living = plan.steps.filter(({ status }) => !givenUp.includes(status));
  const count = (wanted: string): number => living.filter(({ status }) => status === wanted).length;
  const cost = ofHundredths(living.reduce((sum, step) => sum + hundredths(step.cost), 0));
  return {
    asOf: figures.asOf,
    revenue: { amount: figures.revenue, currency: figures.currency },
    growth: growth(figures),
    cancelled: figures.cancellationRate,
    ...{ done: count('done'), steps: living.length, overdue: count('overdue'), health },
    cost: { amount: cost, currency },
    budget: budget === null ? undefined : { amount: budget, currency },
  };
}
