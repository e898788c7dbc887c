import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { ReviewCadence } from '../../domain/reviews/review-dates.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import { recordFact } from './processes.ts';

/** How often a programme's accounts are reviewed from now on. */
export interface CadenceWish {
  readonly programme: string;
  readonly cadence: ReviewCadence;
  readonly by: Actor;
  readonly at: Date;
}

/** Sets the cadence of a programme, by key; reviews that were opened already go on. Returns the processes that have to be rung. Throws `notFound`. */
export async function setReviewCadence(db: Db, wish: CadenceWish): Promise<readonly string[]> {
  const { programme: key, cadence, by, at } = wish;
  return db.transaction(async (trx) => {
    const before = await trx('programme')
      .where({ key })
      .forUpdate()
      .first<{ id: string; review_cadence: ReviewCadence } | undefined>('id', 'review_cadence');
    if (!before) throw new DomainError('notFound', `There is no programme "${key}".`);
    if (before.review_cadence === cadence) return [];
    await trx('programme').where({ id: before.id }).update({ review_cadence: cadence });
    await appendAudit(trx, {
      chain: `programme/${before.id}`,
      at,
      actor: by,
      kind: 'programme.reviewCadenceSet',
      subject: before.id,
      data: { before: before.review_cadence, cadence },
    });
    const reviews = await trx('process as p')
      .join('account as a', 'a.id', 'p.account_id')
      .where({ 'p.kind': 'accountReview', 'p.state': 'open', 'a.programme_id': before.id })
      .orderBy('p.workflow_id')
      .pluck<string[]>('p.workflow_id');
    for (const workflowId of reviews)
      await recordFact(trx, { workflowId, kind: 'reviewCadenceSet', payload: { cadence }, at });
    return reviews;
  });
}

/** The cadence of a programme, by key; throws `notFound`. */
export async function reviewCadenceOf(db: Db, key: string): Promise<ReviewCadence> {
  const row = await db('programme')
    .where({ key })
    .first<{ review_cadence: ReviewCadence } | undefined>('review_cadence');
  if (!row) throw new DomainError('notFound', `There is no programme "${key}".`);
  return row.review_cadence;
}
