import type { Actor } from '../../domain/actor.ts';
import { DomainError, type Fault } from '../../domain/errors.ts';
import { firstReminder, type ImprovementWish } from '../../domain/improvement.ts';
import type { Db } from '../client.ts';
import { getImprovement, type Improvement } from '../read-models/improvements.ts';
import { peopleById } from '../read-models/planning-context.ts';
import { accountReviewId } from './account-reviews.ts';
import { appendAudit } from './audit.ts';
import { getPlan } from './plan-rows.ts';
import { findProcess, lockProcess, recordFact } from './processes.ts';

/** Improvements that follow from an account, and from one of its plans where `planId` names it. */
export interface NewImprovements {
  readonly accountId: string;
  readonly planId: string | null;
  /** The escalation that they were learned from. */
  readonly escalationId?: string;
  readonly wishes: readonly ImprovementWish[];
  /** Where the request names the wish at that index, for faults. */
  readonly pathOf: (index: number) => string;
  readonly by: Actor;
  readonly at: Date;
}

/** One improvement given by hand. */
interface NewImprovement extends Omit<NewImprovements, 'wishes' | 'pathOf'> {
  readonly wish: ImprovementWish;
}

/** How an improvement ended: `outcome` is what came of it, or why it was dropped. */
export interface ImprovementEnd {
  readonly id: string;
  readonly state: 'done' | 'dropped';
  readonly outcome: string;
  readonly by: Actor;
  readonly at: Date;
}

/**
 * Keeps improvements in the caller's transaction, with an audit event and a fact for the account's review, which tells and reminds their
 * owners. Returns their ids. Throws `invalid` with the path of every owner who is unknown or inactive and every day that is over,
 * `conflict` for an account whose review was never started or has ended.
 */
export async function addImprovements(db: Db, add: NewImprovements): Promise<readonly string[]> {
  if (add.wishes.length === 0) return [];
  const workflowId = await reviewOf(db, add.accountId);
  const owners = await peopleById(db, [...new Set(add.wishes.map(({ ownerId }) => ownerId))]);
  const ids: string[] = [];
  const faults: Fault[] = [];
  for (const [index, wish] of add.wishes.entries()) {
    const owner = owners.get(wish.ownerId);
    if (!owner?.active)
      faults.push({ path: `${add.pathOf(index)}/ownerId`, message: 'must be an active person' });
    if (wish.dueOn < add.at.toISOString().slice(0, 10))
      faults.push({ path: `${add.pathOf(index)}/dueOn`, message: 'must not be in the past' });
    if (!owner || faults.length > 0) continue;
    ids.push(await insert(db, { add, wish, remindAt: firstReminder(owner, wish.dueOn) }));
  }
  if (faults.length > 0)
    throw new DomainError('invalid', 'The improvements cannot be kept as they are.', faults);
  for (const subject of ids)
    await appendAudit(db, {
      chain: workflowId,
      at: add.at,
      actor: add.by,
      kind: 'improvement.added',
      subject,
    });
  await recordFact(db, { workflowId, kind: 'improvementsAdded', payload: { ids }, at: add.at });
  return ids;
}

/** Keeps one improvement, as {@link addImprovements} does. Throws `notFound` besides, for an account or a plan that is not there. */
export async function addImprovement(db: Db, { wish, ...add }: NewImprovement): Promise<Improvement> {
  return db.transaction(async (trx) => {
    if (add.planId !== null && (await getPlan(trx, { id: add.planId })).accountId !== add.accountId)
      throw new DomainError('notFound', `Account ${add.accountId} has no plan ${add.planId}.`);
    const [id = ''] = await addImprovements(trx, { ...add, wishes: [wish], pathOf: () => '' });
    return getImprovement(trx, id);
  });
}

async function reviewOf(db: Db, accountId: string): Promise<string> {
  const workflowId = accountReviewId(accountId);
  if (!(await findProcess(db, workflowId)))
    throw new DomainError(
      'conflict',
      'The review of this account was never started: "kam review start" does it.',
    );
  if ((await lockProcess(db, workflowId)).state === 'closed')
    throw new DomainError('conflict', 'The review of this account has ended.');
  return workflowId;
}

async function insert(
  db: Db,
  { add, wish, remindAt }: { add: NewImprovements; wish: ImprovementWish; remindAt: Date },
): Promise<string> {
  const [row] = await db('process_improvement')
    .insert({
      account_id: add.accountId,
      plan_id: add.planId,
      escalation_id: add.escalationId ?? null,
      title: wish.title,
      learned: wish.learned,
      owner_id: wish.ownerId,
      due_on: wish.dueOn,
      remind_at: remindAt > add.at ? remindAt : add.at,
      added_by_kind: add.by.kind,
      added_by_id: add.by.id,
      added_at: add.at,
    })
    .returning<{ id: string }[]>('id');
  if (row === undefined) throw new Error('the improvement was not stored');
  return row.id;
}

/** Ends an improvement, under its review's lock. The same end again changes nothing; another one throws `conflict`. Throws `notFound`. */
export async function endImprovement(db: Db, end: ImprovementEnd): Promise<Improvement> {
  return db.transaction(async (trx) => {
    const { accountId } = await getImprovement(trx, end.id);
    const chain = accountReviewId(accountId);
    await lockProcess(trx, chain);
    const before = await getImprovement(trx, end.id);
    if (before.state === end.state && before.outcome === end.outcome) return before;
    if (before.state !== 'open')
      throw new DomainError(
        'conflict',
        `Improvement ${end.id} was ${before.state} before: ${before.outcome ?? ''}`,
      );
    const { state, outcome, at } = end;
    await trx('process_improvement')
      .where({ id: end.id })
      .update({ state, outcome, settled_at: at, remind_at: null });
    const event = { chain, at, actor: end.by, kind: `improvement.${state}`, subject: end.id };
    await appendAudit(trx, { ...event, data: { outcome } });
    return getImprovement(trx, end.id);
  });
}

/** Counts a reminder to the owner and sets the next one, or none. */
export async function countReminder(
  db: Db,
  reminder: { readonly id: string; readonly remindAt: Date | null },
): Promise<void> {
  await db('process_improvement')
    .where({ id: reminder.id })
    .update({ remind_at: reminder.remindAt, reminders: db.raw('reminders + 1') });
}
