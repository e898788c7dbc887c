import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';

/** What a person says an account is worth on something no transaction tells; it counts from `ratedOn` ('YYYY-MM-DD') until the next one. */
export interface NewRating {
  readonly accountId: string;
  /** The key of a criterion with ratings as its source, or shareOfWallet (0 to 1), or relationshipStage (1 to 5). */
  readonly name: string;
  readonly value: number;
  readonly reason: string;
  readonly ratedOn: string;
  readonly by: Actor;
  readonly at: Date;
}

/** A rating as stored. */
export interface RatingRecord {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly value: number;
  readonly reason: string;
  readonly ratedOn: string;
  readonly ratedBy: Actor;
  readonly recordedAt: Date;
}

interface RatingRow {
  id: string;
  account_id: string;
  name: string;
  value: string;
  reason: string;
  rated_on: string;
  rated_by_kind: Actor['kind'];
  rated_by_id: string;
  recorded_at: Date;
}

const bounds: Readonly<Record<string, readonly [number, number]>> = {
  relationshipStage: [1, 5],
  shareOfWallet: [0, 1],
};

/** Adds a rating; earlier ones stay for scorings as of earlier days. Throws `invalid` for a value out of its bounds or a day that is still to
 * come, `notFound` for an account that is not there. */
export async function addRating(db: Db, rating: NewRating): Promise<RatingRecord> {
  refuseFaults(rating);
  return db.transaction(async (trx) => {
    const account = await trx('account')
      .where({ id: rating.accountId })
      .first<{ id: string } | undefined>('id');
    if (account === undefined) throw new DomainError('notFound', `There is no account ${rating.accountId}.`);
    const [row] = await trx('rating')
      .insert({
        account_id: rating.accountId,
        name: rating.name,
        value: rating.value,
        reason: rating.reason,
        rated_on: rating.ratedOn,
        rated_by_kind: rating.by.kind,
        rated_by_id: rating.by.id,
        recorded_at: rating.at,
      })
      .returning<RatingRow[]>('*');
    if (row === undefined) throw new Error('the rating was not stored');
    const { name, value, reason, ratedOn } = rating;
    const data = { accountId: rating.accountId, name, value, reason, ratedOn };
    const event = { chain: 'selection', kind: 'rating.added', subject: row.id, data };
    await appendAudit(trx, { ...event, at: rating.at, actor: rating.by });
    return toRecord(row);
  });
}

/** An account's ratings, the latest first, at most 200. */
export async function listRatings(db: Db, accountId: string): Promise<readonly RatingRecord[]> {
  const rows = await db<RatingRow>('rating')
    .where({ account_id: accountId })
    .orderBy([
      { column: 'rated_on', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(200);
  return rows.map(toRecord);
}

function refuseFaults({ name, value, ratedOn, at }: NewRating): void {
  const [low, high] = bounds[name] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (value < low || value > high) {
    const message = `must be from ${low} to ${high}`;
    throw new DomainError('invalid', `A rating of ${name} ${message}.`, [{ path: 'value', message }]);
  }
  if (ratedOn <= at.toISOString().slice(0, 10)) return;
  const message = 'must not be a day that is still to come';
  throw new DomainError('invalid', `The day of a rating ${message}.`, [{ path: 'ratedOn', message }]);
}

function toRecord(row: RatingRow): RatingRecord {
  return {
    id: row.id,
    accountId: row.account_id,
    name: row.name,
    value: Number(row.value),
    reason: row.reason,
    ratedOn: row.rated_on,
    ratedBy: { kind: row.rated_by_kind, id: row.rated_by_id },
    recordedAt: row.recorded_at,
  };
}
