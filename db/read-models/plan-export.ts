import type { PlanExport } from '../../domain/planning/plan-export.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import type { PlanContent } from '../../domain/planning/content.ts';
import type { PlanStep } from '../../domain/planning/step.ts';
import type { Db } from '../client.ts';
import { planAutonomy } from '../stores/autonomy.ts';
import { listCommitments } from '../stores/commitment-rows.ts';
import { blockersOf } from './blocking.ts';
import { openImprovements } from './improvements.ts';
import { contentView } from './plan-content-view.ts';
import { planningContext, type PlanningContext } from './planning-context.ts';

/** Everything that a plan's document says, as the records are now; `now` dates what is reckoned from them. Throws `notFound`. */
export async function planExport(
  db: Db,
  { planId, now }: { readonly planId: string; readonly now: Date },
): Promise<PlanExport> {
  const context = await planningContext(db, { id: planId });
  const { plan, account, person } = context;
  const view = await contentView(db, { planId, asOf: dayOf(now) });
  const { decisions } = await planAutonomy(db, plan);
  const alone = new Set(decisions.map(({ stepId }) => stepId));
  return {
    planId,
    accountName: account.name,
    year: plan.year,
    startsOn: plan.startsOn,
    endsOn: plan.endsOn,
    managerName: person(plan.managerId).name,
    stage: plan.status,
    currency: plan.currency,
    revision: view.revision,
    contentHash: view.contentHash,
    content: view.content,
    steps: plan.steps.map((step) => exportedStep(step, { context, alone: alone.has(step.id) })),
    commitments: await exportedCommitments(db, planId),
    gaps: view.gaps,
    cases: view.cases,
    waiting: await waits(db, { plan, now }),
    improvements: await openImprovements(db, account.id),
    people: await namesIn(db, view.content),
  };
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

function exportedStep(
  step: PlanStep,
  { context, alone }: { readonly context: PlanningContext; readonly alone: boolean },
): PlanExport['steps'][number] {
  const { id, title, description, dueOn, status, cost, benefit } = step;
  const { plan, person } = context;
  return {
    ...{ id, title, description, dueOn, status, cost, benefit },
    ownerName: person(step.ownerId).name,
    approverNames: step.approverIds.map((approver) => person(approver).name),
    percent: step.progress.percent,
    blockedBy: step.blocked?.reason ?? null,
    decidedAlone: alone,
    after: plan.steps.filter((one) => step.dependsOn?.includes(one.id)).map((one) => one.title),
  };
}

async function exportedCommitments(db: Db, planId: string): Promise<PlanExport['commitments']> {
  const all = await listCommitments(db, planId);
  return all.map(({ side, text, ownerName, dueOn, status, askedAt }) => ({
    ...{ side, text, ownerName, dueOn, status },
    told: askedAt !== null,
  }));
}

async function waits(
  db: Db,
  { plan, now }: { readonly plan: Plan; readonly now: Date },
): Promise<PlanExport['waiting']> {
  const blocking = await blockersOf(db, { workflowId: plan.workflowId, now });
  return blocking.map(({ personName, waitingFor, title, businessHoursWaited, until }) => ({
    ...{ name: personName, waitingFor, title, businessHours: businessHoursWaited },
    until: until && dayOf(until),
  }));
}

async function namesIn(db: Db, { objectives, team }: PlanContent): Promise<Record<string, string>> {
  const ids = [...objectives.map(({ ownerId }) => ownerId), ...team.map(({ personId }) => personId)];
  const rows = await db('person').whereIn('id', ids).select<{ id: string; name: string }[]>('id', 'name');
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
