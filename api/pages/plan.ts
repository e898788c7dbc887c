import type { Db } from '../../db/client.ts';
import { planHealth } from '../../db/read-models/plan-health.ts';
import { planningContext } from '../../db/read-models/planning-context.ts';
import { DomainError } from '../../domain/errors.ts';
import type { PlanPageProps } from '../../web/pages/plan-page.tsx';
import { readAttachment, type AttachedFile } from '../../db/stores/attachments.ts';
import { listOutcomes } from '../../db/stores/plan-outcomes.ts';
import { openImprovements } from '../../db/read-models/improvements.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { commitmentsToShow } from './plan-commitments.ts';
import { contentToShow } from './plan-content.ts';
import { planFigures } from './plan-glance.ts';
import { notesToShow } from './plan-note-routes.tsx';
import { stepsToShow } from './plan-steps.ts';
import { anybody } from './send-page.ts';
import { waitingByProcess } from './waiting.ts';

const notesOnPage = 5;

/** The plan with this number as its page shows it to somebody who may change it or not; undefined when there is none. */
export async function planToShow(
  db: Db,
  { id, now, mayEdit = false }: { readonly id: string; readonly now: Date; readonly mayEdit?: boolean },
): Promise<Omit<PlanPageProps, 'saved'> | undefined> {
  if (!/^\d{1,18}$/.test(id)) return undefined;
  try {
    const { plan, account, person } = await planningContext(db, { id });
    const managerName = person(plan.managerId).name;
    const lease = (await planHealth(db, { planId: id, at: now })) ?? undefined;
    const nameOf = (personId: string): string => person(personId).name;
    const open = mayEdit && plan.status !== 'closed';
    return {
      ...{ reader: anybody, id, mayEdit, managerName, lease },
      ...{ accountName: account.name, year: plan.year, stage: plan.status, situation: plan.situation },
      waiting:
        (await waitingByProcess(db, { workflowIds: [plan.workflowId], now })).get(plan.workflowId) ?? [],
      figures: await planFigures(db, { plan, health: lease?.health }),
      content: await contentToShow(db, { plan, now, mayEdit: open }),
      commitments: await commitmentsToShow(db, id),
      learned: {
        currency: plan.currency,
        outcomes: await listOutcomes(db, id),
        improvements: await openImprovements(db, plan.accountId),
      },
      notes: await notesToShow(db, { planId: id, limit: notesOnPage, mayEdit }),
      steps: await stepsToShow(db, { plan, nameOf }),
    };
  } catch (error) {
    if (error instanceof DomainError && error.code === 'notFound') return undefined;
    throw error;
  }
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
