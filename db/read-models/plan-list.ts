import type { PlanStatus } from '../../domain/planning/plan.ts';
import type { Db } from '../client.ts';

/** A plan without its steps. Dates are 'YYYY-MM-DD'; `steps` counts those that are not cancelled, `done` the done ones. */
export interface PlanSummaryRecord {
  readonly id: string;
  readonly workflowId: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly year: number;
  readonly status: PlanStatus;
  readonly revision: number;
  readonly managerId: string;
  readonly steps: number;
  readonly done: number;
}

interface PlanSummaryRow {
  id: string;
  workflow_id: string;
  account_id: string;
  name: string;
  year: number;
  status: PlanStatus;
  revision: number;
  manager_id: string;
  steps: number;
  done: number;
}

/** Which plans; `undefined` leaves a condition out. */
export interface PlanFilter {
  readonly accountId: string | undefined;
  readonly status: PlanStatus | undefined;
}

/** Plans by number; one more than `limit` says that there is a next page. */
export async function listPlans(
  db: Db,
  page: PlanFilter & { readonly after: string | undefined; readonly limit: number },
): Promise<readonly PlanSummaryRecord[]> {
  const counts = `(select count(*)::int from plan_step s where s.plan_id = p.id and s.status <> 'cancelled') as steps,
    (select count(*)::int from plan_step s where s.plan_id = p.id and s.status = 'done') as done`;
  const rows = db('plan as p')
    .join('account as a', 'a.id', 'p.account_id')
    .orderBy('p.id')
    .limit(page.limit + 1)
    .select<PlanSummaryRow[]>(
      'p.id',
      'p.workflow_id',
      'p.account_id',
      'a.name',
      'p.year',
      'p.status',
      'p.revision',
    )
    .select('p.manager_id', db.raw(counts));
  if (page.after !== undefined) void rows.where('p.id', '>', page.after);
  if (page.accountId !== undefined) void rows.where('p.account_id', page.accountId);
  if (page.status !== undefined) void rows.where('p.status', page.status);
  return ((await rows) as PlanSummaryRow[]).map((row) => ({
    id: row.id,
    workflowId: row.workflow_id,
    accountId: row.account_id,
    accountName: row.name,
    year: row.year,
    status: row.status,
    revision: row.revision,
    managerId: row.manager_id,
    steps: row.steps,
    done: row.done,
  }));
}
