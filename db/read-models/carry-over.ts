import { unfinishedStates } from '../../domain/planning/carried-step.ts';
import type { PlanStatus } from '../../domain/planning/plan.ts';
import type { PlanStep } from '../../domain/planning/step.ts';
import type { Db } from '../client.ts';
import { listSteps } from '../stores/plan-rows.ts';

/** What the year before leaves behind: its plan, and the steps of it that came to nothing yet. */
export interface CarryOver {
  readonly planId: string;
  readonly year: number;
  readonly status: PlanStatus;
  readonly steps: readonly PlanStep[];
}

/** What the account's last plan before `year` leaves behind, without what `planId` has carried on already; undefined without one. */
export async function carryOver(
  db: Db,
  look: { readonly accountId: string; readonly year: number; readonly planId?: string },
): Promise<CarryOver | undefined> {
  const plan = await db('plan')
    .where({ account_id: look.accountId })
    .where('year', '<', look.year)
    .orderBy('year', 'desc')
    .first<{ id: string; year: number; status: PlanStatus } | undefined>('id', 'year', 'status');
  if (!plan) return undefined;
  const carried =
    look.planId === undefined
      ? []
      : await db('plan_step_origin')
          .where({ plan_id: look.planId })
          .whereNotNull('carried_from')
          .pluck<string[]>('carried_from');
  const steps = (await listSteps(db, plan.id)).filter(
    ({ id, status }) => unfinishedStates.includes(status) && !carried.includes(id),
  );
  return { planId: plan.id, year: plan.year, status: plan.status, steps };
}

/** Which of these people are active. */
export async function activeAmong(db: Db, ids: readonly string[]): Promise<(id: string) => boolean> {
  const active = new Set(await db('person').whereIn('id', ids).where({ active: true }).pluck<string[]>('id'));
  return (id) => active.has(id);
}
