import type { Db } from '../client.ts';

/** The latest year that an account was planned for; `endsOn` is a date. */
export async function lastPlan(
  db: Db,
  accountId: string,
): Promise<{ year: number; endsOn: string } | undefined> {
  const row = await db('plan')
    .where({ account_id: accountId })
    .orderBy('year', 'desc')
    .first<{ year: number; ends_on: string } | undefined>('year', 'ends_on');
  return row && { year: row.year, endsOn: row.ends_on };
}

/** Years whose plans are in the records while nobody has seen their workflow start. */
export async function unstartedYears(db: Db, accountId: string): Promise<readonly number[]> {
  const rows = await db('plan as p')
    .join('process as w', 'w.workflow_id', 'p.workflow_id')
    .where({ 'p.account_id': accountId, 'w.state': 'open' })
    .whereNull('w.started_at')
    .orderBy('p.year')
    .select<{ year: number }[]>('p.year');
  return rows.map((row) => row.year);
}

/** Whether somebody ended the account's review and the process has acted on it. */
export async function reviewEnded(db: Db, workflowId: string): Promise<boolean> {
  const row = await db('inbox_fact')
    .where({ workflow_id: workflowId, kind: 'reviewEnded' })
    .whereNotNull('consumed_at')
    .first<{ seq: number } | undefined>('seq');
  return row !== undefined;
}
