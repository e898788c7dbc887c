import { DomainError } from '../../domain/errors.ts';
import type { PlanStatus } from '../../domain/planning/plan.ts';
import type { Db } from '../client.ts';

/** An account in review, with the plan of each year that was asked for. */
export interface AccountReviewRecord {
  readonly workflowId: string;
  readonly accountId: string;
  readonly accountKey: string;
  readonly accountName: string;
  readonly managerId: string | null;
  readonly state: 'open' | 'closed' | 'stopped';
  readonly openedAt: Date;
  readonly plans: readonly {
    readonly id: string;
    readonly workflowId: string;
    readonly year: number;
    readonly status: PlanStatus;
  }[];
}

interface ReviewRow {
  workflow_id: string;
  account_id: string;
  key: string;
  name: string;
  manager_id: string | null;
  state: AccountReviewRecord['state'];
  opened_at: Date;
  plans: AccountReviewRecord['plans'];
}

function reviews(db: Db) {
  const plans = `(select coalesce(json_agg(json_build_object('id', p.id::text, 'workflowId', p.workflow_id, 'year', p.year, 'status', p.status)
    order by p.year), '[]') from plan p where p.account_id = r.account_id) as plans`;
  return db('process as r')
    .join('account as a', 'a.id', 'r.account_id')
    .where('r.kind', 'accountReview')
    .select<ReviewRow[]>(
      'r.workflow_id',
      'r.account_id',
      'r.state',
      'r.opened_at',
      'a.key',
      'a.name',
      'a.manager_id',
    )
    .select(db.raw(plans));
}

function toReview(row: ReviewRow): AccountReviewRecord {
  return {
    workflowId: row.workflow_id,
    accountId: row.account_id,
    accountKey: row.key,
    accountName: row.name,
    managerId: row.manager_id,
    state: row.state,
    openedAt: row.opened_at,
    plans: row.plans,
  };
}

/** Account reviews by the account's number; one more than `limit` says that there is a next page. */
export async function listAccountReviews(
  db: Db,
  page: {
    readonly after: string | undefined;
    readonly limit: number;
    readonly state: AccountReviewRecord['state'] | undefined;
  },
): Promise<readonly AccountReviewRecord[]> {
  const rows = reviews(db)
    .orderBy('r.account_id')
    .limit(page.limit + 1);
  if (page.after !== undefined) void rows.where('r.account_id', '>', page.after);
  if (page.state !== undefined) void rows.where('r.state', page.state);
  return ((await rows) as ReviewRow[]).map(toReview);
}

/** The review of one account; throws `notFound` when none was ever started. */
export async function getAccountReview(db: Db, accountId: string): Promise<AccountReviewRecord> {
  const [row] = (await reviews(db).where('r.account_id', accountId).limit(1)) as ReviewRow[];
  if (row === undefined)
    throw new DomainError('notFound', `No review of account ${accountId} was ever started.`);
  return toReview(row);
}
