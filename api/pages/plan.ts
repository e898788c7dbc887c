import type { Db } from '../../db/client.ts';
import { planningContext } from '../../db/read-models/planning-context.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import type { PlanStep } from '../../domain/planning/step.ts';
import type { PlanPageProps } from '../../web/pages/plan-page.tsx';
import { readAttachment, type AttachedFile } from '../../db/stores/attachments.ts';
import { leaseOf } from '../../db/stores/plan-lease.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { leaseFigures } from '../../domain/planning/lease.ts';
import { contentToShow, decidedAlone } from './plan-content.ts';
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
    const { workflowId } = plan;
    const managerName = person(plan.managerId).name;
    const alone = await decidedAlone(db, { plan, managerName });
    const lease = await leaseOf(db, id);
    const waiting = await waitingByProcess(db, { workflowIds: [workflowId], now });
    return {
      reader: anybody,
      accountName: account.name,
      year: plan.year,
      managerName,
      stage: plan.status,
      situation: plan.situation,
      waiting: waiting.get(workflowId) ?? [],
      lease: lease && leaseFigures(lease, now),
      content: await contentToShow(db, { plan, now }),
      steps: plan.steps.map((step) =>
        stepToShow(step, { plan, ownerName: person(step.ownerId).name, decided: alone.get(step.id) }),
      ),
    };
  } catch (error) {
    if (error instanceof DomainError && error.code === 'notFound') return undefined;
    throw error;
  }
}

function stepToShow(
  step: PlanStep,
  {
    plan,
    ownerName,
    decided,
  }: { readonly plan: Plan; readonly ownerName: string; readonly decided: string | undefined },
): PlanPageProps['steps'][number] {
  const { currency } = plan;
  return {
    title: step.title,
    description: step.description,
    ownerName,
    dueOn: step.dueOn,
    cost: { amount: step.cost, currency },
    benefit: { amount: step.benefit, currency },
    status: step.status,
    after: plan.steps.filter(({ id }) => step.dependsOn?.includes(id)).map(({ title }) => title),
    percent: step.progress.percent,
    blockedBy: step.blocked?.reason,
    decidedAlone: decided,
    attachments: (step.attachments ?? []).map(({ name, bytes, sha256 }) => ({
      name,
      bytes,
      path: `/plans/${plan.id}/attachments/${sha256}`,
    })),
  };
}

/** A file of one of the plan's steps; undefined when there is no such plan or file. */
export async function planFile(
  db: Db,
  asked: { readonly id: string; readonly sha256: string },
): Promise<AttachedFile | undefined> {
  if (!/^\d{1,18}$/.test(asked.id)) return undefined;
  try {
    const { steps } = await getPlan(db, { id: asked.id });
    const of = steps.flatMap(({ attachments }) => attachments ?? []);
    return await readAttachment(db, { of, sha256: asked.sha256 });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'notFound') return undefined;
    throw error;
  }
}
