import type { Db } from '../../db/client.ts';
import { planningContext } from '../../db/read-models/planning-context.ts';
import { DomainError } from '../../domain/errors.ts';
import type { PlanPageProps } from '../../web/pages/plan-page.tsx';
import { anybody } from './send-page.ts';
import { waitingByProcess } from './waiting.ts';

/** The plan with this number as its page shows it; undefined when there is none. */
export async function planToShow(
  db: Db,
  { id, now }: { readonly id: string; readonly now: Date },
): Promise<PlanPageProps | undefined> {
  if (!/^\d{1,18}$/.test(id)) return undefined;
  try {
    const { plan, account, person } = await planningContext(db, { id });
    const { currency, workflowId } = plan;
    const waiting = await waitingByProcess(db, { workflowIds: [workflowId], now });
    return {
      reader: anybody,
      accountName: account.name,
      year: plan.year,
      managerName: person(plan.managerId).name,
      stage: plan.status,
      situation: plan.situation,
      waiting: waiting.get(workflowId) ?? [],
      steps: plan.steps.map((step) => ({
        title: step.title,
        description: step.description,
        ownerName: person(step.ownerId).name,
        dueOn: step.dueOn,
        cost: { amount: step.cost, currency },
        benefit: { amount: step.benefit, currency },
        status: step.status,
      })),
    };
  } catch (error) {
    if (error instanceof DomainError && error.code === 'notFound') return undefined;
    throw error;
  }
}
