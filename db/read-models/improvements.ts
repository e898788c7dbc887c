import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import type { DueRecord } from './due-dates.ts';

/** A process improvement; `dueOn` is a day ('YYYY-MM-DD'), `outcome` what came of it or why it was dropped. */
export interface Improvement {
  readonly id: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly planId: string | null;
  readonly title: string;
  readonly learned: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly dueOn: string;
  readonly state: 'open' | 'done' | 'dropped';
  readonly outcome: string | null;
  readonly remindAt: Date | null;
  readonly reminders: number;
  readonly addedAt: Date;
  readonly settledAt: Date | null;
}

/** Which improvements: all filters that are given hold at once; newest first. */
export interface ImprovementFilter {
  readonly accountId?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly state?: Improvement['state'] | undefined;
  readonly limit: number;
  readonly after?: string | undefined;
}

const columns = {
  id: 'i.id',
  accountId: 'i.account_id',
  accountName: 'a.name',
  planId: 'i.plan_id',
  title: 'i.title',
  learned: 'i.learned',
  ownerId: 'i.owner_id',
  ownerName: 'p.name',
  dueOn: 'i.due_on',
  state: 'i.state',
  outcome: 'i.outcome',
  remindAt: 'i.remind_at',
  reminders: 'i.reminders',
  addedAt: 'i.added_at',
  settledAt: 'i.settled_at',
};

const improvements = (db: Db) =>
  db('process_improvement as i')
    .join('account as a', 'a.id', 'i.account_id')
    .join('person as p', 'p.id', 'i.owner_id');

/** One improvement; throws `notFound`. */
export async function getImprovement(db: Db, id: string): Promise<Improvement> {
  const found = await improvements(db).where('i.id', id).first<Improvement | undefined>(columns);
  if (!found) throw new DomainError('notFound', `There is no improvement ${id}.`);
  return found;
}

/** A page of improvements over all accounts; one more than `limit` says that there is a next page. */
export async function listImprovements(db: Db, filter: ImprovementFilter): Promise<readonly Improvement[]> {
  const { accountId, ownerId, state, after } = filter;
  const wanted = Object.entries({ 'i.account_id': accountId, 'i.owner_id': ownerId, 'i.state': state });
  return improvements(db)
    .where(Object.fromEntries(wanted.filter(([, value]) => value !== undefined)))
    .modify((query) => {
      if (after !== undefined) void query.where('i.id', '<', after);
    })
    .orderBy('i.id', 'desc')
    .limit(filter.limit + 1)
    .select<Improvement[]>(columns);
}

/** Those of an account that are still open, the oldest first, as a new plan carries them. */
export async function openImprovements(db: Db, accountId: string): Promise<readonly Improvement[]> {
  return improvements(db)
    .where({ 'i.account_id': accountId, 'i.state': 'open' })
    .orderBy('i.id')
    .select<Improvement[]>(columns);
}

/** The next reminder of an account's improvements; `null` when none is left. */
export async function nextImprovementDue(db: Db, accountId: string): Promise<DueRecord | null> {
  const row = await db('process_improvement')
    .where({ account_id: accountId, state: 'open' })
    .whereNotNull('remind_at')
    .orderBy(['remind_at', 'id'])
    .first<{ id: string; remind_at: Date } | undefined>('id', 'remind_at');
  return row ? { at: row.remind_at.toISOString(), effect: 'remindImprover', subject: row.id } : null;
}
