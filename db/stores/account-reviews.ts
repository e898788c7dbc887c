import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import { fiscalYearOf } from '../../domain/planning/fiscal-year.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import { lockProcess, openProcess, recordFact } from './processes.ts';

/** The workflow that is an account's life in the programme. */
export function accountReviewId(accountId: string): string {
  return `account-review/${accountId}`;
}

/** The wish to plan a year of an account: opens its review if there is none. `created` is false if the year was asked for before. */
export async function requestAccountReview(
  db: Db,
  wish: { readonly accountId: string; readonly year: number; readonly by: Actor; readonly at: Date },
): Promise<{ workflowId: string; created: boolean }> {
  const workflowId = accountReviewId(wish.accountId);
  return db.transaction(async (trx) => {
    await refuseUnready(trx, wish);
    await openProcess(trx, {
      workflowId,
      kind: 'accountReview',
      accountId: wish.accountId,
      input: { accountId: wish.accountId },
      at: wish.at,
    });
    await refuseEnded(trx, workflowId);
    const asked = await trx('inbox_fact')
      .where({ workflow_id: workflowId, kind: 'yearRequested' })
      .whereRaw(`(payload ->> 'year')::int = ?`, [wish.year])
      .first<{ seq: number } | undefined>('seq');
    const planned = await trx('plan')
      .where({ account_id: wish.accountId, year: wish.year })
      .first<{ id: string } | undefined>('id');
    if (asked || planned) return { workflowId, created: false };
    await recordFact(trx, { workflowId, kind: 'yearRequested', payload: { year: wish.year }, at: wish.at });
    await appendAudit(trx, {
      chain: workflowId,
      at: wish.at,
      actor: wish.by,
      kind: 'review.requested',
      subject: wish.accountId,
      data: { year: wish.year },
    });
    return { workflowId, created: true };
  });
}

async function refuseEnded(db: Db, workflowId: string): Promise<void> {
  const { state } = await lockProcess(db, workflowId);
  if (state === 'closed') throw new DomainError('closed', 'The review of this account has ended.');
  if (state === 'stopped')
    throw new DomainError(
      'conflict',
      `${workflowId} was stopped by operations: "kam process start ${workflowId}" continues it.`,
    );
}

const lastYear = 2100;

interface AccountRow {
  key: string;
  active: boolean;
  manager_id: string | null;
  fiscal_year_starts: number;
}

async function refuseUnready(db: Db, wish: { accountId: string; year: number; at: Date }): Promise<void> {
  const account = await db('account as a')
    .join('programme as p', 'p.id', 'a.programme_id')
    .where('a.id', wish.accountId)
    .first<AccountRow | undefined>('a.key', 'a.active', 'a.manager_id', 'p.fiscal_year_starts');
  if (!account) throw new DomainError('notFound', `There is no account ${wish.accountId}.`);
  if (!account.active) throw new DomainError('conflict', `Account ${account.key} is not active.`);
  if (account.manager_id === null)
    throw new DomainError(
      'conflict',
      `Account ${account.key} has no manager: assign one before its review starts.`,
    );
  const first = fiscalYearOf(wish.at.toISOString().slice(0, 10), account.fiscal_year_starts);
  if (!Number.isInteger(wish.year) || wish.year < first || wish.year > lastYear)
    throw new DomainError('invalid', `A review plans a year between ${first} and ${lastYear}.`, [
      { path: '/year', message: `must be a whole number from ${first} to ${lastYear}` },
    ]);
}
