import type { Db } from '../../db/client.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import type { PlanStepProps } from '../../web/pages/plan-steps.tsx';
import { decidedAlone } from './plan-content.ts';

/** The steps of a plan as its page shows them. */
export async function stepsToShow(
  db: Db,
  { plan, nameOf }: { readonly plan: Plan; readonly nameOf: (personId: string) => string },
): Promise<readonly PlanStepProps[]> {
  const alone = await decidedAlone(db, { plan, managerName: nameOf(plan.managerId) });
  const { currency } = plan;
  return plan.steps.map((step) => ({
    ...{ id: step.id, title: step.title, description: step.description, dueOn: step.dueOn },
    ...{ status: step.status, percent: step.progress.percent, note: step.progress.note },
    ownerName: nameOf(step.ownerId),
    approverNames: step.approverIds.map(nameOf),
    cost: { amount: step.cost, currency },
    benefit: { amount: step.benefit, currency },
    after: plan.steps.filter(({ id }) => step.dependsOn?.includes(id)).map(({ title }) => title),
    blockedBy: step.blocked?.reason,
    decidedAlone: alone.get(step.id),
    attachments: (step.attachments ?? []).map(({ name, bytes, sha256 }) => ({
      ...{ name, bytes },
      path: `/plans/${plan.id}/attachments/${sha256}`,
    })),
  }));
}
